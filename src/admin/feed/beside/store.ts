import { createReduxStore, register } from '@wordpress/data';
import type { CloudEvent } from '@realtime-events/client';
import type { Delivery } from '../../deliveries/types';
import { afterAction, eventOfAction, UNTOUCHED } from './triage';
import type { BesideState, Triage } from './types';

type Action =
	| {
			readonly type: 'TRIAGE_READ';
			readonly states: Readonly< Record< string, Triage > >;
	  }
	| { readonly type: 'ACTED'; readonly events: readonly CloudEvent[] }
	| {
			readonly type: 'DELIVERIES_READ';
			readonly deliveries: readonly Delivery[];
	  };

const EMPTY: BesideState = { triage: {}, deliveries: {} };

/** @since 0.1.0 */
export function reducer(
	state: BesideState = EMPTY,
	action: Action | { readonly type: '@@UNKNOWN_ACTION' }
): BesideState {
	switch ( action.type ) {
		case 'TRIAGE_READ':
			return { ...state, triage: read( state.triage, action.states ) };
		case 'ACTED':
			return acted( state, action.events );
		case 'DELIVERIES_READ':
			return {
				...state,
				deliveries: {
					...state.deliveries,
					...Object.fromEntries(
						action.deliveries.flatMap( ( delivery ) =>
							delivery.event
								? [ [ delivery.event.id, delivery ] ]
								: []
						)
					),
				},
			};
		default:
			return state;
	}
}

/** What was done while the answer was on its way is not undone by it. */
function read(
	known: BesideState[ 'triage' ],
	states: BesideState[ 'triage' ]
): BesideState[ 'triage' ] {
	const later = Object.entries( states ).filter(
		( [ id, { at } ] ) => at >= ( known[ id ]?.at ?? '' )
	);
	return { ...known, ...Object.fromEntries( later ) };
}

function acted(
	state: BesideState,
	events: readonly CloudEvent[]
): BesideState {
	let { triage } = state;
	for ( const event of events ) {
		const id = eventOfAction( event );
		if ( id !== null ) {
			triage = {
				...triage,
				[ id ]: afterAction( triage[ id ] ?? UNTOUCHED, event ),
			};
		}
	}
	return triage === state.triage ? state : { ...state, triage };
}

/**
 * What is known of the events on screen beside what they say themselves.
 *
 * @since 0.1.0
 */
export const besideStore = createReduxStore( 'realtime-events/beside', {
	reducer,
	actions: {
		triageRead: ( states: Readonly< Record< string, Triage > > ) =>
			( { type: 'TRIAGE_READ', states } ) as const,
		acted: ( events: readonly CloudEvent[] ) =>
			( { type: 'ACTED', events } ) as const,
		deliveriesRead: ( deliveries: readonly Delivery[] ) =>
			( { type: 'DELIVERIES_READ', deliveries } ) as const,
	},
	selectors: {
		getTriage: ( state: BesideState, id: string ): Triage =>
			state.triage[ id ] ?? UNTOUCHED,
		getDelivery: ( state: BesideState, id: string ): Delivery | undefined =>
			state.deliveries[ id ],
	},
} );

register( besideStore );
