import type { ConnectionState, Presence } from '../connection';
import type { CloudEvent } from '../protocol';
import { compile } from './query';
import type { Query, TypeFacts } from './query';
import type { Thunk } from './thunk';
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
		const query = select.getQuery();
		dispatch( {
			type: 'RECEIVE',
			events: events.filter( compile( query, types ) ),
			completeFrom,
		} );
	};

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
