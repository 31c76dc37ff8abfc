import type { DeliveryQuery } from '../query';
import type { Delivery, Health } from '../types';

/** @since 0.1.0 */
export interface State {
	readonly query: DeliveryQuery;
	/** Newest first. */
	readonly items: readonly Delivery[];
	/** Newer ones that wait until they are asked for, so that nothing moves under the reader. */
	readonly waiting: readonly Delivery[];
	readonly status: 'loading' | 'ready' | 'failed';
	/** Why the list could not be read. */
	readonly problem: string;
	readonly hasOlder: boolean;
	readonly isLoadingOlder: boolean;
	readonly health: Health | null;
	/** Deliveries with a request of ours on its way. */
	readonly busy: readonly number[];
	readonly isReplayingDead: boolean;
}

/** @since 0.1.0 */
export type Action =
	| { type: 'LOAD_START'; query: DeliveryQuery }
	| {
			type: 'LOAD_FINISH';
			query: DeliveryQuery;
			items: readonly Delivery[];
			hasOlder: boolean;
	  }
	| { type: 'LOAD_FAIL'; query: DeliveryQuery; message: string }
	| { type: 'OLDER_START' }
	| {
			type: 'OLDER_FINISH';
			query: DeliveryQuery;
			items: readonly Delivery[];
			hasOlder: boolean;
	  }
	| { type: 'OLDER_FAIL' }
	| { type: 'REFRESH'; query: DeliveryQuery; items: readonly Delivery[] }
	| { type: 'SHOW_WAITING' }
	| { type: 'CHANGE_START'; id: number }
	| { type: 'CHANGE_FINISH'; id: number; item?: Delivery }
	| { type: 'REPLAY_DEAD'; isRunning: boolean }
	| { type: 'HEALTH'; health: Health }
	| { type: '@@UNKNOWN_ACTION' };

/** @since 0.1.0 */
export type ActionResult =
	{ readonly ok: true } | { readonly ok: false; readonly message: string };
