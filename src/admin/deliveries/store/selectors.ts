import type { DeliveryQuery } from '../query';
import type { Delivery, Health } from '../types';
import type { State } from './types';

export function getQuery( state: State ): DeliveryQuery {
	return state.query;
}

export function getItems( state: State ): readonly Delivery[] {
	return state.items;
}

/** How many newer ones wait to be shown. */
export function getWaitingCount( state: State ): number {
	return state.waiting.length;
}

export function getStatus( state: State ): State[ 'status' ] {
	return state.status;
}

export function getProblem( state: State ): string {
	return state.problem;
}

export function hasOlder( state: State ): boolean {
	return state.hasOlder;
}

export function isLoadingOlder( state: State ): boolean {
	return state.isLoadingOlder;
}

export function getHealth( state: State ): Health | null {
	return state.health;
}

export function isBusy( state: State, id: number ): boolean {
	return state.busy.includes( id );
}

export function isReplayingDead( state: State ): boolean {
	return state.isReplayingDead;
}
