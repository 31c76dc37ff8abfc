import { on } from '@realtime-events/client';
import { useDispatch } from '@wordpress/data';
import { useEffect } from '@wordpress/element';
import { store } from './store';

const REFRESH_EVERY_MS = 10_000;
// An event is stored before it is sent; what became of it is known a moment after it arrives.
const REFRESH_AFTER_EVENT_MS = 1_000;

/**
 * Keeps the screen true: a look now and then, and one soon after an event. A hidden page asks nothing.
 *
 * @since 0.1.0
 */
export function useRefresh(): void {
	const { refresh } = useDispatch( store );
	useEffect( () => {
		let soon: ReturnType< typeof setTimeout > | undefined;
		const look = () => {
			if ( document.visibilityState === 'visible' ) {
				void refresh();
			}
		};
		const stopListening = on( '*', () => {
			soon ??= setTimeout( () => {
				soon = undefined;
				look();
			}, REFRESH_AFTER_EVENT_MS );
		} );
		const timer = setInterval( look, REFRESH_EVERY_MS );
		document.addEventListener( 'visibilitychange', look );
		look();
		return () => {
			stopListening();
			clearInterval( timer );
			clearTimeout( soon );
			document.removeEventListener( 'visibilitychange', look );
		};
	}, [ refresh ] );
}
