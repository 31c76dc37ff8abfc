import { createReduxStore, register } from '@wordpress/data';
import type { Delivery } from '../../deliveries/types';
import type { BesideState } from './types';

interface Action {
	readonly type: 'DELIVERIES_READ';
	readonly deliveries: readonly Delivery[];
}

const EMPTY: BesideState = { deliveries: {} };

/** @since 0.1.0 */
export function reducer(
	state: BesideState = EMPTY,
	action: Action | { readonly type: '@@UNKNOWN_ACTION' }
): BesideState {
	if ( action.type !== 'DELIVERIES_READ' ) {
		return state;
	}
	const read = action.deliveries.flatMap( ( delivery ) =>
		delivery.event ? [ [ delivery.event.id, delivery ] as const ] : []
	);
	return {
		...state,
		deliveries: { ...state.deliveries, ...Object.fromEntries( read ) },
	};
}

/**
 * What is known of the events on screen beside what they say themselves.
 *
 * @since 0.1.0
 */
export const besideStore = createReduxStore( 'realtime-events/beside', {
	reducer,
	actions: {
		deliveriesRead: ( deliveries: readonly Delivery[] ) =>
			( { type: 'DELIVERIES_READ', deliveries } ) as const,
	},
	selectors: {
		getDelivery: ( state: BesideState, id: string ): Delivery | undefined =>
			state.deliveries[ id ],
	},
} );

register( besideStore );
