import { createReduxStore } from '@wordpress/data';
import * as actions from './actions';
import { reducer } from './reducer';
import * as selectors from './selectors';

/**
 * The actions that an admin named, and what was recorded of others.
 *
 * @since 0.1.0
 */
export const store = createReduxStore( 'realtime-events/hooks', {
	reducer,
	actions,
	selectors,
} );
