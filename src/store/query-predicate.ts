import type { CloudEvent } from '../protocol';
import { PARTS } from './query-shape';
import type { Part, Predicate, Query, TypeFacts } from './query-shape';
import { isTriageable } from './triage';
import type { TriageStatus } from './triage';

const CUSTOM_GROUP = 'custom';
const MAX_WORDS = 8;
const MAX_SEARCH_CHARACTERS = 200;
/** As much of the data as the ledger's own search text holds. */
const MAX_SEARCHED_STRINGS = 20;
const MAX_SEARCHED_CHARACTERS = 191;
/** White space as PHP's `\s` means it, which is JavaScript's but for two characters. */
const WHITE_SPACE = /(?:[^\S\uFEFF]|\u0085)+/u;

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
 *
 * @param query
 * @param types    What is known of the types of events.
 * @param statusOf How an event stands with the team; what is new is open.
 */
export function compile(
	query: Query,
	types: TypeFacts,
	statusOf: ( event: CloudEvent ) => TriageStatus = () => 'open'
): Predicate {
	const valueOf = ( event: CloudEvent, part: Part ): string => {
		if ( part !== 'triage' ) {
			return factOf( event, part, types );
		}
		return isTriageable( event ) ? statusOf( event ) : '';
	};
	const tests: Predicate[] = [];
	for ( const part of PARTS ) {
		const included = query.include[ part ];
		if ( included?.length ) {
			const wanted = new Set( included );
			tests.push( ( event ) => wanted.has( valueOf( event, part ) ) );
		}
		const excluded = query.exclude[ part ];
		if ( excluded?.length ) {
			const unwanted = new Set( excluded );
			tests.push( ( event ) => ! unwanted.has( valueOf( event, part ) ) );
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

function factOf(
	event: CloudEvent,
	part: Exclude< Part, 'triage' >,
	types: TypeFacts
): string {
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
