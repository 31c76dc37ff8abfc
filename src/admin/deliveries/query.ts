import { DELIVERY_STATES, type DeliveryState } from './types';

/**
 * What the table shows. The address of the page is where it is kept.
 *
 * @since 0.1.0
 */
export interface DeliveryQuery {
	/** Null for all. */
	readonly state: DeliveryState | null;
	readonly search: string;
}

/** @since 0.1.0 */
export const EVERYTHING: DeliveryQuery = { state: null, search: '' };

const MAX_SEARCH_CHARACTERS = 100;
const STATE_PARAMETER = 'state';
const SEARCH_PARAMETER = 'search';

function isState( value: string | null ): value is DeliveryState {
	return DELIVERY_STATES.includes( value as DeliveryState );
}

/**
 * Reads the query from the page's address; what makes no sense there is left out.
 *
 * @since 0.1.0
 */
export function queryFromAddress( href: string ): DeliveryQuery {
	const parameters = new URL( href ).searchParams;
	const state = parameters.get( STATE_PARAMETER );
	return {
		state: isState( state ) ? state : null,
		search: ( parameters.get( SEARCH_PARAMETER ) ?? '' ).slice(
			0,
			MAX_SEARCH_CHARACTERS
		),
	};
}

/** @since 0.1.0 */
export function addressWithQuery( href: string, query: DeliveryQuery ): string {
	const url = new URL( href );
	for ( const [ name, value ] of [
		[ STATE_PARAMETER, query.state ?? '' ],
		[ SEARCH_PARAMETER, query.search.trim() ],
	] as const ) {
		if ( value === '' ) {
			url.searchParams.delete( name );
		} else {
			url.searchParams.set( name, value );
		}
	}
	return url.toString();
}

/**
 * The query as the REST API takes it.
 *
 * @since 0.1.0
 */
export function toParams( query: DeliveryQuery ): Record< string, string > {
	return {
		...( query.state !== null && { state: query.state } ),
		...( query.search.trim() !== '' && { search: query.search.trim() } ),
	};
}

/** @since 0.1.0 */
export function isEverything( query: DeliveryQuery ): boolean {
	return query.state === null && query.search.trim() === '';
}
