import { addQueryArgs } from '@wordpress/url';
import type { CloudEvent } from '@realtime-events/client';

/** Saved in one way or another. */
const SAVES = [ 'post.updated', 'post.published', 'post.draft_saved' ];

const CHANGES = 'post.';
const PUBLISHED = 'post.published';
const PUBLIC = 'public';

/**
 * The last time that somebody else saved this post.
 *
 * @since 0.1.0
 *
 * @param events  Oldest first.
 * @param subject The post, as events name it.
 * @param ownId   The user's own id.
 */
export const savedByAnother = (
	events: readonly CloudEvent[],
	subject: string,
	ownId: number
): CloudEvent | undefined =>
	events.findLast(
		( event ) =>
			event.subject === subject &&
			event.channel !== PUBLIC &&
			SAVES.includes( event.type ) &&
			event.actorid !== String( ownId )
	);

/**
 * Whether what is stored may be another by now.
 *
 * @since 0.1.0
 *
 * @param events
 * @param subject
 */
export const mayHaveChanged = (
	events: readonly CloudEvent[],
	subject: string
): boolean =>
	events.some(
		( event ) =>
			event.subject === subject && event.type.startsWith( CHANGES )
	);

/**
 * That this post was published, as the team is told.
 *
 * @since 0.1.0
 *
 * @param events
 * @param subject
 */
export const publication = (
	events: readonly CloudEvent[],
	subject: string | null
): CloudEvent | undefined =>
	events.find(
		( event ) =>
			event.subject === subject &&
			event.type === PUBLISHED &&
			event.channel !== PUBLIC
	);

/** What the REST API says of a post's last change. @since 0.1.0 */
export interface Stored {
	readonly modified_gmt: string;
	readonly _links?: {
		readonly 'predecessor-version'?: ReadonlyArray< {
			readonly id: number;
		} >;
	};
}

/**
 * Whether what is stored is newer than what is edited.
 *
 * @since 0.1.0
 *
 * @param stored
 * @param ours   When what is edited was stored, as the REST API says it.
 */
export const isNewer = ( stored: Stored, ours: string | undefined ): boolean =>
	ours !== undefined && stored.modified_gmt > ours;

/**
 * Where WordPress shows what was changed; null where it keeps no revisions.
 *
 * @since 0.1.0
 *
 * @param stored
 * @param admin  Address of wp-admin, with a slash at its end.
 */
export function comparison( stored: Stored, admin: string ): string | null {
	const revision = stored._links?.[ 'predecessor-version' ]?.[ 0 ]?.id;
	return revision === undefined
		? null
		: addQueryArgs( `${ admin }revision.php`, { revision } );
}
