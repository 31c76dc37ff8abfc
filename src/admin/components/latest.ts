import type { CloudEvent } from '@realtime-events/client';

/**
 * The newest events of two lists, newest first, each once.
 *
 * @param known - What is shown.
 * @param more  - What came.
 * @param limit - How many are kept.
 *
 * @since 0.1.0
 */
export function mergeLatest(
	known: readonly CloudEvent[],
	more: readonly CloudEvent[],
	limit: number
): CloudEvent[] {
	const byId = new Map(
		[ ...known, ...more ].map( ( event ) => [ event.id, event ] )
	);
	return [ ...byId.values() ]
		.sort(
			( a, b ) => Number( b.sequence ?? 0 ) - Number( a.sequence ?? 0 )
		)
		.slice( 0, limit );
}
