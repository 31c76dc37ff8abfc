import { addQueryArgs } from '@wordpress/url';
import type { CloudEvent } from '@realtime-events/client';

/** Saved in one way or another. */
const SAVES = [ 'post.updated', 'post.published', 'post.draft_saved' ];

const CHANGES = 'post.';
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

/** What the REST API says of a post's last change. @since 0.1.0 */
export interface Stored {
	readonly modified_gmt: string;
	readonly title?: { readonly raw?: string };
	readonly content?: { readonly raw?: string };
	readonly excerpt?: { readonly raw?: string };
	readonly _links?: {
		readonly 'predecessor-version'?: ReadonlyArray< {
			readonly id: number;
		} >;
	};
}

/** What the editor has as the last that it read or saved. @since 0.1.0 */
export interface Known {
	readonly modified_gmt?: string;
	readonly title?: unknown;
	readonly content?: unknown;
	readonly excerpt?: unknown;
}

const TEXTS = [ 'title', 'content', 'excerpt' ] as const;

/**
 * Whether what is stored is another than what the editor knows: saved later, or
 * within the same second, by which WordPress tells saves apart, with other words.
 *
 * @since 0.1.0
 *
 * @param stored
 * @param known
 */
export function isChanged( stored: Stored, known: Known ): boolean {
	if ( known.modified_gmt === undefined ) {
		return false;
	}
	return (
		stored.modified_gmt > known.modified_gmt ||
		( stored.modified_gmt === known.modified_gmt &&
			TEXTS.some( ( name ) => {
				const [ theirs, ours ] = [ stored[ name ]?.raw, known[ name ] ];
				return (
					typeof theirs === 'string' &&
					typeof ours === 'string' &&
					theirs !== ours
				);
			} ) )
	);
}

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
