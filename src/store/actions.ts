import type { ConnectionState, Presence } from '../connection';
import type { CloudEvent } from '../protocol';
import { compile } from './query';
import type { Predicate, Query, TypeFacts } from './query';
import type { Thunk } from './thunk';
import { isTriageable, statusAt, UNTOUCHED } from './triage';
import type { TriageStates } from './triage-states';
import type { Action } from './types';

type ActionOf< Type extends Action[ 'type' ] > = Extract<
	Action,
	{ type: Type }
>;

/**
 * Takes in what a connection has delivered, as far as the feed's filter lets it.
 *
 * @param events       Each for the first time, in any order.
 * @param completeFrom Where something was left out before them: the sequence
 *                     from which on nothing is missing.
 * @param types        What is known of the types of events.
 */
export const receive =
	(
		events: readonly CloudEvent[],
		completeFrom: string | null,
		types: TypeFacts
	): Thunk< void > =>
	( { dispatch, select } ) => {
		const actions = events.filter( ( event ) => ! isTriageable( event ) );
		if ( actions.length > 0 ) {
			dispatch( { type: 'ACTED', events: actions } );
		}
		dispatch( {
			type: 'RECEIVE',
			events: events.filter( lets( select, types ) ),
			completeFrom,
		} );
	};

/**
 * Takes away the rows that are known not to pass the feed's filter any more,
 * because somebody did something about them or their time has come. Of what
 * nothing is known the site has said that it passes.
 *
 * @param types What is known of the types of events.
 */
export const sift =
	( types: TypeFacts ): Thunk< void > =>
	( { dispatch, select } ) => {
		const known = select.getTriageStates();
		const passes = lets( select, types );
		const ids = new Set(
			[ ...select.getItems(), ...select.getPending() ]
				.filter( ( event ) => known[ event.id ] && ! passes( event ) )
				.map( ( { id } ) => id )
		);
		if ( ids.size > 0 ) {
			dispatch( { type: 'DROP', ids } );
		}
	};

/** What the feed's filter lets through at this moment. */
function lets(
	select: Parameters< Thunk< void > >[ 0 ][ 'select' ],
	types: TypeFacts
): Predicate {
	const known = select.getTriageStates();
	const now = Date.now();
	return compile( select.getQuery(), types, ( { id } ) =>
		statusAt( known[ id ] ?? UNTOUCHED, now )
	);
}

/**
 * Takes in what was done about events.
 *
 * @param events Those about events count.
 */
export const acted = (
	events: readonly CloudEvent[]
): ActionOf< 'ACTED' > => ( { type: 'ACTED', events } );

/**
 * Takes in how events stand with the team.
 *
 * @param states
 */
export const triageRead = (
	states: TriageStates
): ActionOf< 'TRIAGE_READ' > => ( { type: 'TRIAGE_READ', states } );

/** Shows what waits behind the pill. */
export const release = (): ActionOf< 'RELEASE' > => ( { type: 'RELEASE' } );

/**
 * Says whether somebody reads, so that nothing may move.
 *
 * @param isHeld
 */
export const hold = ( isHeld: boolean ): ActionOf< 'HOLD' > => ( {
	type: 'HOLD',
	isHeld,
} );

/**
 * Stops new rows until the user wants them again.
 *
 * @param isPaused
 */
export const pause = ( isPaused: boolean ): ActionOf< 'PAUSE' > => ( {
	type: 'PAUSE',
	isPaused,
} );

/**
 * Shows something else; its history has to be loaded after this.
 *
 * @param query
 */
export const setQuery = ( query: Query ): ActionOf< 'SET_QUERY' > => ( {
	type: 'SET_QUERY',
	query,
} );

/** @param connection */
export const setConnection = (
	connection: ConnectionState
): ActionOf< 'SET_CONNECTION' > => ( { type: 'SET_CONNECTION', connection } );

/**
 * @param channel
 * @param presence
 */
export const setPresence = (
	channel: string,
	presence: Presence
): ActionOf< 'SET_PRESENCE' > => ( {
	type: 'SET_PRESENCE',
	channel,
	presence,
} );

/**
 * @param sequence Everything up to this one has been read.
 */
export const markRead = ( sequence: string ): ActionOf< 'MARK_READ' > => ( {
	type: 'MARK_READ',
	sequence,
} );
