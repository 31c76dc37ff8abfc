import type { CloudEvent } from '@realtime-events/client';
import { isChangedElsewhere } from '../toolbar/elsewhere';

/** By subject: the last change since the list was made, by somebody else. */
export type Changes = Readonly< Record< string, CloudEvent > >;

/**
 * What has changed, after some more events.
 *
 * @since 0.1.0
 *
 * @param known    What had changed before.
 * @param events   Oldest first.
 * @param subjects What the list shows.
 * @param since    Sequence of the last event before the list was made.
 * @param ownId    The user's own id.
 * @return The same object where nothing is new.
 */
export function changesAfter(
	known: Changes,
	events: readonly CloudEvent[],
	subjects: ReadonlySet< string >,
	since: string,
	ownId: number
): Changes {
	const found = events.filter(
		( event ) =>
			// Comments are about a post, too, and change nothing of its row.
			! event.type.startsWith( 'comment.' ) &&
			isChangedElsewhere(
				event,
				{ subjects: [ ...subjects ], since },
				ownId
			)
	);
	return found.length === 0
		? known
		: {
				...known,
				...Object.fromEntries(
					found.map( ( event ) => [ event.subject ?? '', event ] )
				),
			};
}

/**
 * What has changed, without rows that were made anew since.
 *
 * @since 0.1.0
 *
 * @param known    What had changed before.
 * @param subjects What the new rows show.
 */
export const withoutThose = (
	known: Changes,
	subjects: readonly string[]
): Changes =>
	subjects.some( ( subject ) => subject in known )
		? Object.fromEntries(
				Object.entries( known ).filter(
					( [ subject ] ) => ! subjects.includes( subject )
				)
			)
		: known;
