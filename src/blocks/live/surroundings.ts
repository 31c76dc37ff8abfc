import type { Change, Surroundings } from '../../connection';

/**
 * The browser window, as far as a connection wants to know. A visitor's page
 * does not watch the hands of its visitor: it always counts as in use.
 *
 * @since 0.1.0
 */
export const browserWindow: Surroundings = {
	isVisible: () => document.visibilityState === 'visible',
	isOnline: () => navigator.onLine,
	lastActivity: () => Date.now(),
	watch: ( onChange ) => {
		const tell = ( change: Change ) => () => onChange( change );
		const listeners: Array< [ EventTarget, string, () => void ] > = [
			[ document, 'visibilitychange', tell( 'visibility' ) ],
			[ window, 'online', tell( 'online' ) ],
			[ window, 'offline', tell( 'offline' ) ],
			// Back from the back/forward cache, where sockets do not survive.
			[ window, 'pageshow', tell( 'woke' ) ],
		];
		for ( const [ target, name, listener ] of listeners ) {
			target.addEventListener( name, listener );
		}
		return () => {
			for ( const [ target, name, listener ] of listeners ) {
				target.removeEventListener( name, listener );
			}
		};
	},
};
