import type { CloudEvent } from '@realtime-events/client';

const PUBLISHED = 'post.published';
const PUBLIC = 'public';

/** How the news of a publication came to this screen, which is how it came to all the others. */
export interface Arrival {
	readonly event: string;
	/** How many others it was pushed to; null where nothing is pushed. */
	readonly reached: number | null;
}

/** @since 0.1.0 */
export interface Arrivals {
	/** What the team is told. */
	readonly team: Arrival | null;
	/** What visitors are told. */
	readonly visitors: Arrival | null;
}

/** @since 0.1.0 */
export const NOTHING_YET: Arrivals = { team: null, visitors: null };

/**
 * What has come of a post's publication, after some more events.
 *
 * @since 0.1.0
 *
 * @param known   What had come before.
 * @param events  What comes.
 * @param subject The post, as events name it; null for none.
 * @param present How many are in a channel just now, oneself included; null where nobody knows.
 * @return The same object where nothing is new.
 */
export function arrivalsAfter(
	known: Arrivals,
	events: readonly CloudEvent[],
	subject: string | null,
	present: ( channel: string ) => number | null
): Arrivals {
	return events
		.filter(
			( event ) =>
				event.type === PUBLISHED &&
				subject !== null &&
				event.subject === subject
		)
		.reduce< Arrivals >( ( arrivals, { id, channel } ) => {
			const count = present( channel );
			const arrival = {
				event: id,
				reached: count === null ? null : Math.max( 0, count - 1 ),
			};
			return channel === PUBLIC
				? { ...arrivals, visitors: arrival }
				: { team: arrival, visitors: null };
		}, known );
}
