import { compareSequences } from '../connection/sequence';
import type { CloudEvent } from '../protocol';
import { MAX_PENDING, MAX_ROWS } from './constants';
import { mergeEvents } from './merge';
import { EVERYTHING } from './query';
import type { Action, FeedState, State } from './types';

/** @since 0.1.0 */
export const INITIAL_FEED: FeedState = {
	query: EVERYTHING,
	items: [],
	pending: [],
	pendingOverflowed: false,
	isHeld: false,
	isPaused: false,
	status: 'idle',
	problem: null,
	hasOlder: true,
};

const INITIAL_CONNECTION: State[ 'connection' ] = {
	phase: 'idle',
	reason: 'not_started',
	code: null,
	since: 0,
	attempt: 0,
	retryAt: null,
	latencyMs: null,
};

/** @since 0.1.0 */
export function feed(
	state: FeedState = INITIAL_FEED,
	action: Action = { type: '@@UNKNOWN_ACTION' }
): FeedState {
	switch ( action.type ) {
		case 'RECEIVE':
			return receive( state, action.events, action.completeFrom );
		case 'RELEASE':
			return release( state );
		case 'HOLD':
			return state.isHeld === action.isHeld
				? state
				: settle( { ...state, isHeld: action.isHeld } );
		case 'PAUSE':
			return settle( { ...state, isPaused: action.isPaused } );
		case 'SET_QUERY':
			return {
				...INITIAL_FEED,
				query: action.query,
				isPaused: state.isPaused,
			};
		case 'LOAD':
			return {
				...state,
				status: action.isOlder ? 'loading_older' : 'loading',
				problem: null,
			};
		case 'LOADED':
			// An answer to a question that is no longer asked.
			return action.query === state.query
				? {
						...state,
						status: 'ready',
						items: mergeEvents( state.items, action.events ),
						hasOlder: action.hasOlder,
					}
				: state;
		case 'LOAD_FAILED':
			return action.query === state.query
				? {
						...state,
						status: isRefusal( action.problem.status )
							? 'forbidden'
							: 'failed',
						problem: action.problem,
					}
				: state;
		default:
			return state;
	}
}

const isRefusal = ( status: number ) => status === 401 || status === 403;

function receive(
	state: FeedState,
	events: readonly CloudEvent[],
	completeFrom: string | null
): FeedState {
	const before =
		completeFrom === null ? state : dropBefore( state, completeFrom );
	const wanted = events.filter( ( event ) => joinsOn( before, event ) );
	if ( wanted.length === 0 ) {
		return before;
	}
	if ( ! before.isHeld && ! before.isPaused ) {
		return show( before, wanted );
	}
	const pending = mergeEvents( before.pending, wanted );
	return {
		...before,
		pending: pending.slice( 0, MAX_PENDING ),
		pendingOverflowed:
			before.pendingOverflowed || pending.length > MAX_PENDING,
	};
}

/** What is older than the oldest row comes by scrolling down to it. */
function joinsOn( { items, hasOlder }: FeedState, event: CloudEvent ): boolean {
	const oldest = items.at( -1 )?.sequence;
	return (
		! hasOlder ||
		oldest === undefined ||
		event.sequence === undefined ||
		compareSequences( event.sequence, oldest ) > 0
	);
}

function dropBefore( state: FeedState, sequence: string ): FeedState {
	const isKept = ( event: CloudEvent ) =>
		event.sequence === undefined ||
		compareSequences( event.sequence, sequence ) >= 0;
	return {
		...state,
		items: state.items.filter( isKept ),
		pending: state.pending.filter( isKept ),
		pendingOverflowed: false,
		hasOlder: true,
	};
}

function show( state: FeedState, events: readonly CloudEvent[] ): FeedState {
	const items = mergeEvents( state.items, events );
	return items.length > MAX_ROWS
		? { ...state, items: items.slice( 0, MAX_ROWS ), hasOlder: true }
		: { ...state, items };
}

function release( state: FeedState ): FeedState {
	const { pending, pendingOverflowed } = state;
	if ( pending.length === 0 ) {
		return state;
	}
	const rest = { ...state, pending: [], pendingOverflowed: false };
	return pendingOverflowed
		? { ...rest, items: pending, hasOlder: true }
		: show( rest, pending );
}

function settle( state: FeedState ): FeedState {
	return state.isHeld || state.isPaused ? state : release( state );
}

function connection(
	state: State[ 'connection' ] = INITIAL_CONNECTION,
	action: Action = { type: '@@UNKNOWN_ACTION' }
): State[ 'connection' ] {
	return action.type === 'SET_CONNECTION' ? action.connection : state;
}

function presence(
	state: State[ 'presence' ] = {},
	action: Action = { type: '@@UNKNOWN_ACTION' }
): State[ 'presence' ] {
	return action.type === 'SET_PRESENCE'
		? { ...state, [ action.channel ]: action.presence }
		: state;
}

function readUpTo(
	state: State[ 'readUpTo' ] = null,
	action: Action = { type: '@@UNKNOWN_ACTION' }
): State[ 'readUpTo' ] {
	return action.type === 'MARK_READ' &&
		( state === null || compareSequences( action.sequence, state ) > 0 )
		? action.sequence
		: state;
}

/** @since 0.1.0 */
export default function reducer(
	state: State | undefined,
	action: Action
): State {
	const next: State = {
		connection: connection( state?.connection, action ),
		feed: feed( state?.feed, action ),
		presence: presence( state?.presence, action ),
		readUpTo: readUpTo( state?.readUpTo, action ),
	};
	const isSame =
		state !== undefined &&
		next.connection === state.connection &&
		next.feed === state.feed &&
		next.presence === state.presence &&
		next.readUpTo === state.readUpTo;
	return isSame ? state : next;
}
