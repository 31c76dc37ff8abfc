import type * as selectors from './selectors';
import type { ConnectionState, Presence } from '../connection';
import { SiteError } from '../connection';
import type { CloudEvent } from '../protocol';
import { compile } from './query';
import type { Query, TypeFacts } from './query';
import type { Action, Problem, ReadHistory } from './types';

type ActionOf< Type extends Action[ 'type' ] > = Extract<
	Action,
	{ type: Type }
>;

/** The store's own selectors, without the state that they begin with. */
type Selectors = {
	[ Name in keyof typeof selectors ]: () => ReturnType<
		( typeof selectors )[ Name ]
	>;
};

interface ThunkArgs {
	dispatch: ( action: Action ) => void;
	select: Pick<
		Selectors,
		'getQuery' | 'getItems' | 'getStatus' | 'hasOlder'
	>;
}

type Thunk< Result > = ( args: ThunkArgs ) => Result;

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

/**
 * Loads the newest page of what the query asks for.
 *
 * @param read
 * @return The events of the page; null where it failed.
 */
export const loadNewest = (
	read: ReadHistory
): Thunk< Promise< readonly CloudEvent[] | null > > => load( read, false );

/**
 * Loads the page below the oldest row, unless one is on its way.
 *
 * @param read
 * @return The events of the page; null where none was asked for, or it failed.
 */
export const loadOlder = (
	read: ReadHistory
): Thunk< Promise< readonly CloudEvent[] | null > > => load( read, true );

function load(
	read: ReadHistory,
	isOlder: boolean
): Thunk< Promise< readonly CloudEvent[] | null > > {
	return async ( { dispatch, select } ) => {
		const isReady = select.hasOlder() && select.getStatus() === 'ready';
		if ( isOlder && ! isReady ) {
			return null;
		}
		const query = select.getQuery();
		const oldest = select.getItems().at( -1 )?.sequence ?? null;
		dispatch( { type: 'LOAD', isOlder } );
		try {
			const { events, more } = await read(
				query,
				isOlder ? oldest : null
			);
			dispatch( { type: 'LOADED', query, events, hasOlder: more } );
			return events;
		} catch ( error ) {
			dispatch( {
				type: 'LOAD_FAILED',
				query,
				problem: problemOf( error ),
			} );
			return null;
		}
	};
}

function problemOf( error: unknown ): Problem {
	return error instanceof SiteError
		? { status: error.status, code: error.code, message: error.message }
		: { status: 0, code: 'unknown', message: String( error ) };
}
