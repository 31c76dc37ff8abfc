import type { CloudEvent } from '@realtime-events/client';

/**
 * What the page is about: `window.realtimeEventsScreen`.
 *
 * @since 0.1.0
 */
export interface OpenObject {
	/** `post/42`; one that ends in a slash stands for all below it. */
	readonly subjects: readonly string[];
	/** Sequence of the last event before the page was made. */
	readonly since: string;
	/** Where those meet who have the same post open; empty for what is none. */
	readonly channel?: string;
}

declare global {
	interface Window {
		realtimeEventsScreen?: OpenObject;
	}
}

/** What is about an object and changes nothing of what a form shows of it. */
const NO_CHANGE =
	/^(user\.(logged_in|logged_out|login_failed)|event\.|realtime_events\.(test|initialized)$)/;

/**
 * Whether somebody else has saved what is open on the page, since it was made.
 *
 * @since 0.1.0
 *
 * @param event The event.
 * @param open  What is open.
 * @param ownId The user's own id: whoever saves here sees it anyway.
 */
export function isChangedElsewhere(
	event: CloudEvent,
	open: OpenObject,
	ownId: number
): boolean {
	const { subject = '', type, actorid, sequence } = event;
	const { subjects, since } = open;
	return (
		actorid !== String( ownId ) &&
		! NO_CHANGE.test( type ) &&
		subjects.some( ( one ) =>
			one.endsWith( '/' ) ? subject.startsWith( one ) : subject === one
		) &&
		Number( sequence ?? 0 ) > Number( since )
	);
}
