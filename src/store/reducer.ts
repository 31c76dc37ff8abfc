import { compareSequences } from '../connection/sequence';
import {
	drop,
	INITIAL_FEED,
	loaded,
	receive,
	release,
	settle,
} from './feed-rows';
import { triage } from './triage-states';
import type { Action, FeedState, State } from './types';

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
		case 'DROP':
			return drop( state, action.ids );
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
				? loaded( state, action )
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
		triage: triage( state?.triage, action ),
		readUpTo: readUpTo( state?.readUpTo, action ),
	};
	const isSame =
		state !== undefined &&
		next.connection === state.connection &&
		next.feed === state.feed &&
		next.presence === state.presence &&
		next.triage === state.triage &&
		next.readUpTo === state.readUpTo;
	return isSame ? state : next;
}
