import { EVERYTHING } from '../query';
import type { Delivery } from '../types';
import type { Action, State } from './types';

const NONE: readonly never[] = [];

export const DEFAULT_STATE: State = {
	query: EVERYTHING,
	items: NONE,
	waiting: NONE,
	status: 'loading',
	problem: '',
	hasOlder: false,
	isLoadingOlder: false,
	health: null,
	busy: NONE,
	isReplayingDead: false,
};

export function reducer(
	state: State = DEFAULT_STATE,
	action: Action = { type: '@@UNKNOWN_ACTION' }
): State {
	// An answer to an earlier question says nothing about this one.
	if ( 'query' in action && action.type !== 'LOAD_START' ) {
		if ( action.query !== state.query ) {
			return state;
		}
	}
	switch ( action.type ) {
		case 'LOAD_START':
			return {
				...state,
				query: action.query,
				status: 'loading',
				items: NONE,
				waiting: NONE,
				hasOlder: false,
				isLoadingOlder: false,
			};
		case 'LOAD_FINISH':
			return {
				...state,
				status: 'ready',
				items: action.items,
				hasOlder: action.hasOlder,
			};
		case 'LOAD_FAIL':
			return { ...state, status: 'failed', problem: action.message };
		case 'OLDER_START':
			return { ...state, isLoadingOlder: true };
		case 'OLDER_FINISH':
			return {
				...state,
				isLoadingOlder: false,
				items: [
					...state.items,
					...without( action.items, state.items ),
				],
				hasOlder: action.hasOlder,
			};
		case 'OLDER_FAIL':
			return { ...state, isLoadingOlder: false };
		case 'REFRESH':
			return refresh( state, action.items );
		case 'SHOW_WAITING':
			return {
				...state,
				items: [ ...state.waiting, ...state.items ],
				waiting: NONE,
			};
		case 'CHANGE_START':
			return { ...state, busy: [ ...state.busy, action.id ] };
		case 'CHANGE_FINISH':
			return {
				...state,
				busy: state.busy.filter( ( id ) => id !== action.id ),
				items: action.item
					? replaceKnown( state.items, [ action.item ] )
					: state.items,
			};
		case 'REPLAY_DEAD':
			return { ...state, isReplayingDead: action.isRunning };
		case 'HEALTH':
			return { ...state, health: action.health };
		default:
			return state;
	}
}

/** Rows change where they stand; new ones wait. */
function refresh( state: State, fresh: readonly Delivery[] ): State {
	if ( state.status !== 'ready' ) {
		return state;
	}
	const unknown = without( fresh, state.items );
	// With nothing on screen there is nobody whose place could be lost.
	return state.items.length === 0
		? { ...state, items: unknown }
		: {
				...state,
				items: replaceKnown( state.items, fresh ),
				waiting: unknown.filter(
					( { id } ) => id > ( state.items[ 0 ]?.id ?? 0 )
				),
			};
}

function without(
	items: readonly Delivery[],
	known: readonly Delivery[]
): readonly Delivery[] {
	const ids = new Set( known.map( ( { id } ) => id ) );
	return items.filter( ( { id } ) => ! ids.has( id ) );
}

function replaceKnown(
	items: readonly Delivery[],
	fresh: readonly Delivery[]
): readonly Delivery[] {
	const byId = new Map( fresh.map( ( item ) => [ item.id, item ] ) );
	return items.map( ( item ) => byId.get( item.id ) ?? item );
}
