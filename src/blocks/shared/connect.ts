import type { Audience } from '@realtime-events/live';

/** A block this far from the screen may connect: it will be read soon. */
const NEAR = '200px';

/**
 * Waits until it costs the visitor nothing: the page has loaded and is looked
 * at, and the block is near the screen.
 *
 * @since 0.1.0
 *
 * @param element The block; null where it floats above the page.
 * @param signal  Ends the waiting; it never resolves then.
 */
export async function whenSeen(
	element: Element | null,
	signal: AbortSignal
): Promise< void > {
	await loaded( signal );
	await looked( signal );
	await near( element, signal );
}

/**
 * Listens as soon as the block is seen.
 *
 * @since 0.1.0
 *
 * @param element  The block; null where it floats above the page.
 * @param audience
 * @return Call it to listen no more, or never to begin.
 */
export function connectWhenSeen(
	element: Element | null,
	audience: Audience
): () => void {
	let stopped = false;
	let leave = () => {};
	const abort = new AbortController();
	void ( async () => {
		await whenSeen( element, abort.signal );
		if ( stopped ) {
			return;
		}
		// Shared by all blocks of the page, and not fetched before somebody needs it.
		const { listen } = await import( '@realtime-events/live' );
		if ( ! stopped ) {
			leave = listen( audience );
		}
	} )();
	return () => {
		stopped = true;
		abort.abort();
		leave();
	};
}

const loaded = ( signal: AbortSignal ): Promise< void > =>
	new Promise( ( resolve ) => {
		if ( document.readyState === 'complete' ) {
			resolve();
		} else {
			window.addEventListener( 'load', () => resolve(), {
				once: true,
				signal,
			} );
		}
	} );

const looked = ( signal: AbortSignal ): Promise< void > =>
	new Promise( ( resolve ) => {
		const check = () => {
			if ( document.visibilityState === 'visible' ) {
				resolve();
			}
		};
		document.addEventListener( 'visibilitychange', check, { signal } );
		check();
	} );

const near = (
	element: Element | null,
	signal: AbortSignal
): Promise< void > =>
	new Promise( ( resolve ) => {
		if ( ! element ) {
			resolve();
			return;
		}
		const observer = new IntersectionObserver(
			( entries ) => {
				if (
					entries.some( ( { isIntersecting } ) => isIntersecting )
				) {
					observer.disconnect();
					resolve();
				}
			},
			{ rootMargin: NEAR }
		);
		observer.observe( element );
		signal.addEventListener( 'abort', () => observer.disconnect() );
	} );
