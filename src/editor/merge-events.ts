import type { CloudEvent } from '@realtime-events/client';
import { compareEvents } from '../connection';

/**
 * Brings what was read and what arrived together: each event once, the newest
 * first, and no more than can be looked through.
 *
 * @since 0.1.0
 */
export function mergeEvents(
	known: readonly CloudEvent[],
	more: readonly CloudEvent[],
	max: number
): CloudEvent[] {
	const byId = new Map(
		[ ...known, ...more ].map( ( event ) => [ event.id, event ] )
	);
	return [ ...byId.values() ]
		.sort( ( a, b ) => compareEvents( b, a ) )
		.slice( 0, max );
}
