import type { ConnectionState, Presence } from '../connection';
import { compareSequences } from '../connection/sequence';
import type { CloudEvent } from '../protocol';
import { MAX_UNREAD_COUNTED } from './constants';
import type { Query } from './query';
import { UNTOUCHED } from './triage';
import type { Triage } from './triage';
import type { TriageStates } from './triage-states';
import type { FeedStatus, Problem, State } from './types';

/** One object for all calls: a new one each time would show as a change. */
const NOBODY: Presence = { count: 0, members: [] };

/** @param state */
export const getConnection = ( state: State ): ConnectionState =>
	state.connection;

/**
 * @param state
 * @return Rows of the feed, newest first.
 */
export const getItems = ( state: State ): readonly CloudEvent[] =>
	state.feed.items;

/**
 * @param state
 * @param id    Event id.
 */
export const getEvent = ( state: State, id: string ): CloudEvent | undefined =>
	state.feed.items.find( ( event ) => event.id === id );

/**
 * @param state
 * @return What waits behind the pill, newest first.
 */
export const getPending = ( state: State ): readonly CloudEvent[] =>
	state.feed.pending;

/**
 * @param state
 * @return How many wait behind the pill.
 */
export const getPendingCount = ( state: State ): number =>
	state.feed.pending.length;

/**
 * @param state
 * @return Whether more wait than are counted.
 */
export const hasMorePending = ( state: State ): boolean =>
	state.feed.pendingOverflowed;

/** @param state */
export const isPaused = ( state: State ): boolean => state.feed.isPaused;

/** @param state */
export const isHeld = ( state: State ): boolean => state.feed.isHeld;

/** @param state */
export const getQuery = ( state: State ): Query => state.feed.query;

/** @param state */
export const getStatus = ( state: State ): FeedStatus => state.feed.status;

/** @param state */
export const getProblem = ( state: State ): Problem | null =>
	state.feed.problem;

/** @param state */
export const hasOlder = ( state: State ): boolean => state.feed.hasOlder;

/** @param state */
export const getCursor = ( state: State ): string | null => state.feed.cursor;

/**
 * @param state
 * @param channel
 */
export const getPresence = ( state: State, channel: string ): Presence =>
	state.presence[ channel ] ?? NOBODY;

/**
 * @param state
 * @return How events stand with the team, by id; where nothing is known there is nothing.
 */
export const getTriageStates = ( state: State ): TriageStates => state.triage;

/**
 * @param state
 * @param id    Event id.
 */
export const getTriage = ( state: State, id: string ): Triage =>
	state.triage[ id ] ?? UNTOUCHED;

/** @param state */
export const getReadUpTo = ( state: State ): string | null => state.readUpTo;

/**
 * @param state
 * @return How many events of the feed were not read yet, those behind the pill
 *         included; no further than anybody counts.
 */
export function getUnreadCount( state: State ): number {
	const { feed, readUpTo } = state;
	if ( readUpTo === null ) {
		return 0;
	}
	let count = 0;
	for ( const list of [ feed.pending, feed.items ] ) {
		for ( const { sequence } of list ) {
			if (
				count >= MAX_UNREAD_COUNTED ||
				( sequence !== undefined &&
					compareSequences( sequence, readUpTo ) <= 0 )
			) {
				break;
			}
			count++;
		}
	}
	return count;
}
