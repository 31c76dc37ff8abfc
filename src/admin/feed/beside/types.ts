import type { Delivery } from '../../deliveries/types';

/**
 * What is known of events beside what they say themselves: how they were
 * delivered. By id of the event.
 *
 * @since 0.1.0
 */
export interface BesideState {
	readonly deliveries: Readonly< Record< string, Delivery > >;
}
