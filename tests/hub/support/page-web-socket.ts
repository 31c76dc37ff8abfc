import { WebSocket } from 'ws';
import { ORIGIN } from './hub-fixture';

/** A browser's WebSocket says where its page is from by itself. */
class PageWebSocket extends WebSocket {
	constructor( url: string, protocols?: string | string[] ) {
		super( url, protocols, { origin: ORIGIN } );
		// A browser throws nothing either: the close that follows says it.
		this.on( 'error', () => {} );
	}
}

/**
 * Lets the code of a page open sockets here.
 *
 * @return Puts back what was there before.
 */
export function pretendToBeAPage(): () => void {
	const { WebSocket: before } = globalThis;
	Object.assign( globalThis, { WebSocket: PageWebSocket } );
	return () => void Object.assign( globalThis, { WebSocket: before } );
}
