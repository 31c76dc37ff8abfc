import type { ConnectionState, Presence } from '../connection';
import type { CloudEvent } from '../protocol';
import type { Query } from './query';
import type { TriageStates } from './triage-states';

/** @since 0.1.0 */
export type FeedStatus =
	'idle' | 'loading' | 'loading_older' | 'ready' | 'failed' | 'forbidden';

/**
 * Why a page of history could not be read.
 *
 * @since 0.1.0
 */
export interface Problem {
	readonly status: number;
	readonly code: string;
	readonly message: string;
}

/** @since 0.1.0 */
export interface FeedState {
	readonly query: Query;
	/** Newest first. */
	readonly items: readonly CloudEvent[];
	/** Arrived while somebody was reading; newest first. */
	readonly pending: readonly CloudEvent[];
	/** More is pending than is kept: what is shown does not join on to it. */
	readonly pendingOverflowed: boolean;
	/** Somebody is reading: nothing may move. */
	readonly isHeld: boolean;
	readonly isPaused: boolean;
	readonly status: FeedStatus;
	readonly problem: Problem | null;
	readonly hasOlder: boolean;
	/** Sequence before which history goes on; null for that of the oldest row. */
	readonly cursor: string | null;
}

/** @since 0.1.0 */
export interface State {
	readonly connection: ConnectionState;
	readonly feed: FeedState;
	/** By channel. */
	readonly presence: Readonly< Record< string, Presence > >;
	readonly triage: TriageStates;
	/** Sequence up to which everything was read; null where that is not known. */
	readonly readUpTo: string | null;
}

/** @since 0.1.0 */
export type Action =
	| {
			readonly type: 'RECEIVE';
			readonly events: readonly CloudEvent[];
			readonly completeFrom: string | null;
	  }
	| { readonly type: 'RELEASE' }
	| { readonly type: 'HOLD'; readonly isHeld: boolean }
	| { readonly type: 'PAUSE'; readonly isPaused: boolean }
	| { readonly type: 'SET_QUERY'; readonly query: Query }
	| { readonly type: 'LOAD'; readonly isOlder: boolean }
	| {
			readonly type: 'LOADED';
			readonly query: Query;
			readonly events: readonly CloudEvent[];
			readonly hasOlder: boolean;
			readonly cursor: string | null;
	  }
	| {
			readonly type: 'LOAD_FAILED';
			readonly query: Query;
			readonly problem: Problem;
	  }
	| { readonly type: 'SET_CONNECTION'; readonly connection: ConnectionState }
	| {
			readonly type: 'SET_PRESENCE';
			readonly channel: string;
			readonly presence: Presence;
	  }
	| { readonly type: 'DROP'; readonly ids: ReadonlySet< string > }
	| { readonly type: 'ACTED'; readonly events: readonly CloudEvent[] }
	| { readonly type: 'TRIAGE_READ'; readonly states: TriageStates }
	| { readonly type: 'MARK_READ'; readonly sequence: string }
	| { readonly type: '@@UNKNOWN_ACTION' };

/**
 * Reads one page of history, newest first. Given to the store, so that it
 * knows of no network.
 *
 * @since 0.1.0
 */
export type ReadHistory = (
	query: Query,
	before: string | null
) => Promise< {
	readonly events: readonly CloudEvent[];
	readonly more: boolean;
	/** Where the next page begins: a search that takes long answers with less than a page, or nothing yet. */
	readonly next?: string | null;
} >;
