import type { CloudEvent } from '@realtime-events/client';
import { mergeEvents } from '../store/merge';

/** What can be looked through. */
const MAX_EVENTS = 50;

/**
 * Brings what was read and what arrived together.
 *
 * @since 0.1.0
 *
 * @param known   Newest first.
 * @param more    In any order.
 * @param subject What they have to be about; null: anything.
 * @return Newest first.
 */
export const activityAfter = (
	known: readonly CloudEvent[],
	more: readonly CloudEvent[],
	subject: string | null
): readonly CloudEvent[] =>
	mergeEvents(
		known,
		more.filter(
			( event ) => subject === null || event.subject === subject
		)
	).slice( 0, MAX_EVENTS );
