import { createReduxStore } from '@wordpress/data';
import * as actions from './actions';
import { STORE_NAME } from './constants';
import * as loading from './loading';
import reducer from './reducer';
import * as selectors from './selectors';

/**
 * The store's descriptor. The client registers it, once a page.
 *
 * @since 0.1.0
 */
export const store = createReduxStore( STORE_NAME, {
	reducer,
	actions: { ...actions, ...loading },
	selectors,
} );

export * from './query';
export type {
	FeedState,
	FeedStatus,
	Problem,
	ReadHistory,
	State,
} from './types';
