import { PARTS } from './query-shape';
import type { Choice, Part, Query } from './query-shape';

/**
 * The filter as parameters of an address or of the events route. Parts that
 * are not given are left out, so that equal filters have equal addresses.
 *
 * @since 0.1.0
 */
export function toParams(
	query: Query
): Record< string, string | readonly string[] > {
	const params: Record< string, string | readonly string[] > = {};
	for ( const part of PARTS ) {
		const included = query.include[ part ];
		if ( included?.length ) {
			params[ part ] = included;
		}
		const excluded = query.exclude[ part ];
		if ( excluded?.length ) {
			params[ `exclude_${ part }` ] = excluded;
		}
	}
	for ( const field of [ 'search', 'since', 'until' ] as const ) {
		if ( query[ field ].trim() !== '' ) {
			params[ field ] = query[ field ];
		}
	}
	return params;
}

/**
 * Reads a filter from an address; what makes no sense counts as not given.
 *
 * @since 0.1.0
 */
export function fromSearchParams( params: URLSearchParams ): Query {
	const choice = ( prefix: string ): Choice => {
		const read: Partial< Record< Part, readonly string[] > > = {};
		for ( const part of PARTS ) {
			const values = new Set(
				valuesOf( params, `${ prefix }${ part }` )
			);
			// Only a way in may be empty: that is a page of the site.
			if ( part !== 'origin' ) {
				values.delete( '' );
			}
			if ( values.size > 0 ) {
				read[ part ] = [ ...values ];
			}
		}
		return read;
	};
	const moment = ( name: string ): string => {
		const value = params.get( name ) ?? '';
		return Number.isNaN( Date.parse( value ) ) ? '' : value;
	};
	return {
		include: choice( '' ),
		exclude: choice( 'exclude_' ),
		search: params.get( 'search' ) ?? '',
		since: moment( 'since' ),
		until: moment( 'until' ),
	};
}

/** A list may also be written as PHP reads and writes it: `type[]=…`, `type[0]=…`. */
const valuesOf = ( params: URLSearchParams, name: string ): string[] =>
	[ ...params ].flatMap( ( [ key, value ] ) =>
		key.replace( /\[\d*\]$/, '' ) === name ? [ value ] : []
	);
