import { createReduxStore } from '@wordpress/data';
import * as actions from './actions';
import * as connectionActions from './connection-actions';
import { STORE_NAME } from './constants';
import { reducer } from './reducer';
import * as selectors from './selectors';

/**
 * What the settings screen edits.
 *
 * A store of our own and not core-data's `root/site`: that one keeps an error
 * per record where a form needs one per field, writes the whole object where
 * two people may be editing, and brings the block editor's scripts with it.
 *
 * @since 0.1.0
 */
export const store = createReduxStore( STORE_NAME, {
	reducer,
	actions: { ...actions, ...connectionActions },
	selectors,
} );
