import { compareSequences } from '../connection/sequence';
import type { CloudEvent } from '../protocol';
import { MAX_PENDING, MAX_ROWS } from './constants';
import { mergeEvents, withoutShown } from './merge';
import { EVERYTHING } from './query';
import type { Action, FeedState } from './types';

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
	cursor: null,
};

/**
 * Takes events in: as rows, or behind the pill while somebody reads.
 *
 * @since 0.1.0
 *
 * @param state        The feed.
 * @param events       Those that the query lets in.
 * @param completeFrom Where something was left out before them: the sequence from which on nothing is missing.
 */
export function receive(
	state: FeedState,
	events: readonly CloudEvent[],
	completeFrom: string | null
): FeedState {
	const before =
		completeFrom === null ? state : dropBefore( state, completeFrom );
	const joining = events.filter( ( event ) => joinsOn( before, event ) );
	if ( joining.length === 0 ) {
		return before;
	}
	if ( ! before.isHeld && ! before.isPaused ) {
		return show( before, joining );
	}
	const wanted = withoutShown( before.items, joining );
	if ( wanted.length === 0 ) {
		return before;
	}
	const pending = mergeEvents( before.pending, wanted );
	return {
		...before,
		pending: pending.slice( 0, MAX_PENDING ),
		pendingOverflowed:
			before.pendingOverflowed || pending.length > MAX_PENDING,
	};
}

/** What is older than where history goes on comes by scrolling down to it. */
function joinsOn(
	{ items, hasOlder, cursor }: FeedState,
	event: CloudEvent
): boolean {
	const from = cursor ?? items.at( -1 )?.sequence;
	return (
		! hasOlder ||
		from === undefined ||
		event.sequence === undefined ||
		compareSequences( event.sequence, from ) >= 0
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
		cursor: null,
	};
}

function show( state: FeedState, events: readonly CloudEvent[] ): FeedState {
	const items = mergeEvents( state.items, events );
	return items.length > MAX_ROWS
		? {
				...state,
				items: items.slice( 0, MAX_ROWS ),
				hasOlder: true,
				cursor: null,
			}
		: { ...state, items };
}

/**
 * Takes in a page of history. What waited and is in it waits no longer.
 *
 * @since 0.1.0
 */
export function loaded(
	state: FeedState,
	{
		events,
		hasOlder,
		cursor,
	}: Pick<
		Extract< Action, { type: 'LOADED' } >,
		'events' | 'hasOlder' | 'cursor'
	>
): FeedState {
	const items = mergeEvents( state.items, events );
	return {
		...state,
		status: 'ready',
		items,
		pending: withoutShown( items, state.pending ),
		hasOlder,
		cursor,
	};
}

/**
 * Shows what waits behind the pill.
 *
 * @since 0.1.0
 */
export function release( state: FeedState ): FeedState {
	const { pending, pendingOverflowed } = state;
	if ( pending.length === 0 ) {
		return state;
	}
	const rest = { ...state, pending: [], pendingOverflowed: false };
	return pendingOverflowed
		? { ...rest, items: pending, hasOlder: true, cursor: null }
		: show( rest, pending );
}

/**
 * Shows what waits, unless somebody still reads.
 *
 * @since 0.1.0
 */
export function settle( state: FeedState ): FeedState {
	return state.isHeld || state.isPaused ? state : release( state );
}

/**
 * Takes away what the filter lets through no longer; what is below it stays known.
 *
 * @since 0.1.0
 */
export function drop(
	state: FeedState,
	ids: ReadonlySet< string >
): FeedState {
	const stays = ( { id }: CloudEvent ) => ! ids.has( id );
	return {
		...state,
		items: state.items.filter( stays ),
		pending: state.pending.filter( stays ),
		// The oldest row may be among them, and history goes on below where it was.
		cursor: state.cursor ?? state.items.at( -1 )?.sequence ?? null,
	};
}
