import type { CloudEvent, Severity } from '../../protocol';
import { safeUrl } from './safe-url';
import { plainText, sentenceParts, type Part } from './sentence';

/**
 * An event as a visitor reads it. The server renders the same shape
 * (includes/blocks/class-item-factory.php) into the page.
 *
 * @since 0.1.0
 */
export interface Item {
	readonly id: string;
	readonly severity: Severity;
	readonly parts: readonly Part[];
	/** The parts as one, for who listens. */
	readonly text: string;
	/** RFC 3339, UTC. */
	readonly time: string;
	readonly timeText: string;
}

/** Sentence template by event type: the types that a block tells of. @since 0.1.0 */
export type Templates = Readonly< Record< string, string > >;

/**
 * @since 0.1.0
 *
 * @param event
 * @param templates
 * @param timeText  Says a moment in the reader's language.
 * @param base      What relative addresses are relative to.
 * @return Null where the block does not tell of such events, or nothing is left to say.
 */
export function itemFrom(
	event: CloudEvent,
	templates: Templates,
	timeText: ( time: string ) => string,
	base: string
): Item | null {
	const template = Object.hasOwn( templates, event.type )
		? templates[ event.type ]
		: undefined;
	if ( template === undefined ) {
		return null;
	}
	const time = timeText( event.time );
	const { data } = event;
	const parts = sentenceParts(
		template,
		// What the envelope says cannot be said differently by the data.
		{ ...data, actorname: event.actorname, time },
		safeUrl( data.link, base ) ?? safeUrl( data.url, base )
	);
	return parts.length === 0
		? null
		: {
				id: event.id,
				severity: event.severity,
				parts,
				text: plainText( parts ),
				time: event.time,
				timeText: time,
			};
}

/**
 * Puts what arrived on top of a list and lets go of its end.
 *
 * @since 0.1.0
 *
 * @param list    Newest first.
 * @param arrived Newest first.
 * @param max
 */
export function withNewest< Listed extends { readonly id: string } >(
	list: readonly Listed[],
	arrived: readonly Listed[],
	max: number
): Listed[] {
	const known = new Set( list.map( ( { id } ) => id ) );
	const fresh = arrived.filter( ( { id } ) => ! known.has( id ) );
	return [ ...fresh, ...list ].slice( 0, max );
}
