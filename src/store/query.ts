import type { CloudEvent } from '../protocol';

/**
 * Parts of a filter whose value is a list of alternatives.
 *
 * @since 0.1.0
 */
export const PARTS = [
	'type',
	'group',
	'severity',
	'actor',
	'subject',
	'channel',
	'origin',
] as const;

/** @since 0.1.0 */
export type Part = ( typeof PARTS )[ number ];

/** @since 0.1.0 */
export type Choice = Readonly< Partial< Record< Part, readonly string[] > > >;

/**
 * What a feed shows: the twin of PHP's Event_Query, whose table is the
 * contract. An event passes when it passes every part that is given.
 *
 * @since 0.1.0
 */
export interface Query {
	/** One of these. */
	readonly include: Choice;
	/** None of these. */
	readonly exclude: Choice;
	/** Words that all have to occur. */
	readonly search: string;
	/** RFC 3339, inclusive; empty for no limit. */
	readonly since: string;
	/** RFC 3339, exclusive; empty for no limit. */
	readonly until: string;
}

/**
 * What has to be known of a type to filter by it.
 *
 * @since 0.1.0
 */
export type TypeFacts = Readonly<
	Record< string, { readonly label: string; readonly group: string } >
>;

/** @since 0.1.0 */
export type Predicate = ( event: CloudEvent ) => boolean;

/** @since 0.1.0 */
export const EVERYTHING: Query = {
	include: {},
	exclude: {},
	search: '',
	since: '',
	until: '',
};

const CUSTOM_GROUP = 'custom';
const MAX_WORDS = 8;
const MAX_SEARCH_CHARACTERS = 200;
/** As much of the data as the ledger's own search text holds. */
const MAX_SEARCHED_STRINGS = 20;
const MAX_SEARCHED_CHARACTERS = 191;
/** White space as PHP's `\s` means it, which is JavaScript's but for two characters. */
const WHITE_SPACE = /(?:[^\S\uFEFF]|\u0085)+/u;

/** @since 0.1.0 */
export function isEverything( query: Query ): boolean {
	return Object.keys( toParams( query ) ).length === 0;
}

/**
 * The form in which texts are compared: lower case, with one kind of sigma.
 *
 * @since 0.1.0
 */
export const fold = ( text: string ): string =>
	text.toLowerCase().replaceAll( 'ς', 'σ' );

/**
 * Compiles a filter once for many events.
 *
 * @since 0.1.0
 */
export function compile( query: Query, types: TypeFacts ): Predicate {
	const tests: Predicate[] = [];
	for ( const part of PARTS ) {
		const included = query.include[ part ];
		if ( included?.length ) {
			const wanted = new Set( included );
			tests.push( ( event ) =>
				wanted.has( valueOf( event, part, types ) )
			);
		}
		const excluded = query.exclude[ part ];
		if ( excluded?.length ) {
			const unwanted = new Set( excluded );
			tests.push(
				( event ) => ! unwanted.has( valueOf( event, part, types ) )
			);
		}
	}
	const since = Date.parse( query.since );
	if ( ! Number.isNaN( since ) ) {
		tests.push( ( { time } ) => Date.parse( time ) >= since );
	}
	const until = Date.parse( query.until );
	if ( ! Number.isNaN( until ) ) {
		tests.push( ( { time } ) => Date.parse( time ) < until );
	}
	const words = wordsOf( query.search );
	if ( words.length > 0 ) {
		tests.push( ( event ) => {
			const text = searchText( event );
			const label = fold( types[ event.type ]?.label ?? '' );
			return words.every(
				( word ) => text.includes( word ) || label.includes( word )
			);
		} );
	}
	return ( event ) => tests.every( ( test ) => test( event ) );
}

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
			const values = new Set( params.getAll( `${ prefix }${ part }` ) );
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

/**
 * A copy of a filter with one list replaced.
 *
 * @since 0.1.0
 */
export function withChoice(
	query: Query,
	side: 'include' | 'exclude',
	part: Part,
	values: readonly string[]
): Query {
	const { [ part ]: _, ...others } = query[ side ];
	return {
		...query,
		[ side ]: values.length > 0 ? { ...others, [ part ]: values } : others,
	};
}

function valueOf( event: CloudEvent, part: Part, types: TypeFacts ): string {
	switch ( part ) {
		case 'group':
			return types[ event.type ]?.group ?? CUSTOM_GROUP;
		case 'actor':
			return event.actorid ?? '0';
		case 'subject':
			return event.subject ?? '';
		case 'origin':
			return event.origin ?? '';
		default:
			return event[ part ];
	}
}

function wordsOf( search: string ): string[] {
	return fold( [ ...search ].slice( 0, MAX_SEARCH_CHARACTERS ).join( '' ) )
		.split( WHITE_SPACE )
		.filter( Boolean )
		.slice( 0, MAX_WORDS );
}

function searchText( event: CloudEvent ): string {
	const strings = Object.values( event.data )
		.filter( ( value ) => typeof value === 'string' )
		.slice( 0, MAX_SEARCHED_STRINGS );
	const parts = [
		event.actorname ?? '',
		event.type,
		event.subject ?? '',
		...strings,
	];
	return fold(
		parts
			.map( ( part ) =>
				part.length > MAX_SEARCHED_CHARACTERS
					? [ ...part ].slice( 0, MAX_SEARCHED_CHARACTERS ).join( '' )
					: part
			)
			.join( ' ' )
	);
}
