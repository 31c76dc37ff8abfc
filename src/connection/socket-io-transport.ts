import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import type {
	ClientToHub,
	ClosingMessage,
	ConnectAuth,
	HubToClient,
} from '../protocol';
import { isCode, remedyFor } from '../protocol';
import type {
	Closed,
	Credentials,
	PushHandlers,
	PushTransport,
	Reason,
} from './types';

const CONNECT_TIMEOUT_MS = 10_000;
const ANSWER_TIMEOUT_MS = 10_000;

/**
 * Listens to the hub by Socket.IO, over WebSocket only. It reconnects nothing
 * by itself: the state machine does, and one of them is enough.
 *
 * @since 0.1.0
 */
export function openSocketIo(
	credentials: Credentials,
	handlers: PushHandlers
): PushTransport {
	const { origin, path } = addressOf( credentials.url );
	const auth: ConnectAuth = {
		site: credentials.site,
		...( credentials.token !== undefined && { token: credentials.token } ),
	};
	const socket: Socket< HubToClient, ClientToHub > = io( origin, {
		path,
		auth,
		transports: [ 'websocket' ],
		reconnection: false,
		forceNew: true,
		timeout: CONNECT_TIMEOUT_MS,
	} );
	let closing: ClosingMessage | null = null;
	let done = false;

	const finish = ( closed: Closed ): void => {
		if ( ! done ) {
			done = true;
			socket.disconnect();
			handlers.closed( closed );
		}
	};

	socket.on( 'events', handlers.events );
	socket.on( 'presence', handlers.presence );
	socket.on( 'signal', handlers.signal );
	socket.on( 'resync', handlers.resync );
	socket.on( 'token', handlers.tokenExpired );
	socket.on( 'closing', ( message ) => {
		closing = message;
	} );
	socket.onAny( handlers.heard );
	socket.io.on( 'ping', handlers.heard );
	socket.on( 'connect_error', ( error ) =>
		finish( closedByRefusal( error ) )
	);
	socket.on( 'disconnect', () => finish( closedBy( closing ) ) );

	const transport: PushTransport = {
		subscribe: ( channels, answered ) => {
			socket
				.timeout( ANSWER_TIMEOUT_MS )
				.emit( 'subscribe', { channels }, ( error, answer ) => {
					if ( ! done ) {
						answered( error ? null : answer );
					}
				} );
		},
		renew: ( token, answered ) => {
			socket
				.timeout( ANSWER_TIMEOUT_MS )
				.emit( 'token', { token }, ( error, answer ) => {
					if ( ! done ) {
						answered( error ? null : answer );
					}
				} );
		},
		unsubscribe: ( channels ) => {
			socket.emit( 'unsubscribe', { channels }, () => undefined );
		},
		setState: ( channel, state ) => {
			socket.emit( 'state', { channel, state }, () => undefined );
		},
		close: () => {
			done = true;
			socket.disconnect();
		},
	};
	socket.on( 'connect', () => handlers.opened( transport ) );
	return transport;
}

/**
 * A hub may live below a path; Socket.IO would take that for a namespace.
 */
function addressOf( url: string ): { origin: string; path: string } {
	const { protocol, host, pathname } = new URL( url );
	return {
		origin: `${ protocol }//${ host }`,
		path: `${ pathname.replace( /\/+$/, '' ) }/socket.io/`,
	};
}

function closedBy( closing: ClosingMessage | null ): Closed {
	if ( closing === null ) {
		return { reason: 'connection_lost', code: null, afterMs: 0 };
	}
	return {
		reason: closing.retry
			? reasonFor( closing.code, 'hub_closing' )
			: 'hub_refused',
		code: closing.code,
		afterMs: closing.after ?? 0,
	};
}

function closedByRefusal( error: Error & { data?: unknown } ): Closed {
	const data = ( error.data ?? {} ) as { code?: unknown; after?: unknown };
	const code = isCode( data.code ) ? data.code : null;
	return {
		reason:
			code === null
				? 'hub_unreachable'
				: reasonFor( code, 'hub_unreachable' ),
		code,
		afterMs: typeof data.after === 'number' ? data.after : 0,
	};
}

function reasonFor( code: string, otherwise: Reason ): Reason {
	switch ( remedyFor( code ) ) {
		case 'stop':
			return 'hub_refused';
		case 'reauthenticate':
			return 'token_refused';
		case 'resynchronise':
			return 'too_slow';
		default:
			return otherwise;
	}
}
