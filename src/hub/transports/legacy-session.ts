import type { WebSocket } from 'ws';
import type { Sites } from '../config/sites';
import type { Connection } from '../sessions/connection';
import type { SessionDesk } from '../sessions/session-desk';
import { parseObject } from './web-socket';

/** @since 0.1.0 */
export const WELCOME = { message: 'Connected to Realtime Events.' };

/** @since 0.1.0 */
export interface LegacySession {
	readonly socket: WebSocket;
	readonly connection: Connection;
	/** Named in the URL, where it is. */
	readonly site: string | null;
	readonly desk: SessionDesk;
	readonly sites: Sites;
}

/**
 * The site that a client of a plain relay means without saying so: the only
 * one, or the one whose pages have this origin.
 *
 * @since 0.1.0
 */
export function guessSite(
	sites: Sites,
	origin: string | null
): string | undefined {
	const all = sites.all();
	const candidates =
		all.length > 1
			? all.filter(
					( { origins } ) =>
						origin !== null && origins.includes( origin )
				)
			: all;
	return candidates.length === 1 ? candidates[ 0 ]?.id : undefined;
}

/**
 * Speaks to a client of a plain relay: it says nothing, and gets the public
 * events of its site.
 *
 * @since 0.1.0
 */
export function startLegacy( {
	socket,
	connection,
	site,
	desk,
	sites,
}: LegacySession ): void {
	const auth = { site: site ?? guessSite( sites, connection.origin ) };
	desk.connect( connection, auth ).then(
		( session ) => {
			if ( typeof session === 'string' ) {
				connection.close( session );
				return;
			}
			if ( socket.readyState !== socket.OPEN ) {
				desk.disconnected( session );
				return;
			}
			socket.send( JSON.stringify( { type: 'welcome', ...WELCOME } ) );
			const subscribe = { channels: [ { channel: 'public' } ] };
			desk.receive( session, 'subscribe', subscribe, () => {} );
			socket.on( 'message', ( bytes, isBinary ) => {
				const message = isBinary
					? null
					: parseObject( String( bytes ) );
				if ( message?.type !== 'authenticate' ) {
					// Means nothing here, and counts as a message all the same.
					desk.receive( session, '', null, () => {} );
					return;
				}
				const { token } = message;
				desk.receive( session, 'token', { token }, ( { json } ) => {
					const { ok } = JSON.parse( json ) as { ok: boolean };
					const type = ok ? 'authenticated' : 'auth_error';
					socket.send( JSON.stringify( { type, success: ok } ) );
				} );
			} );
			socket.once( 'close', () => desk.disconnected( session ) );
		},
		() => connection.close( 'internal_error' )
	);
}
