import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import type {
	ClientToHub,
	ClosingMessage,
	ConnectAuth,
	HubToClient,
} from '../../protocol';
import type { Approach, Closed, PushHandlers, PushTransport } from '../types';
import { originOf, socketPathOf } from './addresses';
import { closedBy, closedByRefusal } from './closings';

const CONNECT_TIMEOUT_MS = 10_000;
const ANSWER_TIMEOUT_MS = 10_000;

/**
 * Listens to the hub by Socket.IO, over WebSocket only. It reconnects nothing
 * by itself: the state machine does, and one of them is enough.
 *
 * @since 0.1.0
 */
export function openHubSocketIo(
	approach: Approach,
	handlers: PushHandlers
): PushTransport {
	const { site, token, previous } = approach;
	const auth: ConnectAuth = {
		site,
		...( token !== undefined && { token } ),
		...( previous !== undefined && { previous } ),
	};
	// A hub may live below a path; Socket.IO would take that for a namespace.
	const socket: Socket< HubToClient, ClientToHub > = io(
		originOf( approach ),
		{
			path: socketPathOf( approach ),
			auth,
			transports: [ 'websocket' ],
			reconnection: false,
			forceNew: true,
			timeout: CONNECT_TIMEOUT_MS,
		}
	);
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
	socket.on( 'cut', handlers.cut );
	socket.on( 'token', handlers.tokenExpired );
	socket.on( 'closing', ( message ) => {
		closing = message;
	} );
	socket.onAny( handlers.heard );
	socket.io.on( 'ping', handlers.heard );
	socket.on( 'connect_error', ( error: Error & { data?: unknown } ) =>
		finish( closedByRefusal( error.data ) )
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
		renew: ( renewed, answered ) => {
			socket
				.timeout( ANSWER_TIMEOUT_MS )
				.emit( 'token', { token: renewed }, ( error, answer ) => {
					if ( ! done ) {
						answered( error ? null : answer );
					}
				} );
		},
		unsubscribe: ( channels ) => {
			socket.emit( 'unsubscribe', { channels }, () => undefined );
		},
		watch: ( channels, answered ) => {
			socket
				.timeout( ANSWER_TIMEOUT_MS )
				.emit( 'watch', { channels }, ( error, answer ) => {
					if ( ! done ) {
						answered( error ? null : answer );
					}
				} );
		},
		unwatch: ( channels ) => {
			socket.emit( 'unwatch', { channels }, () => undefined );
		},
		setState: ( channel, state ) => {
			socket.emit( 'state', { channel, state }, () => undefined );
		},
		close: () => {
			done = true;
			socket.disconnect();
		},
	};
	socket.on( 'connect', () =>
		handlers.opened( transport, String( socket.id ) )
	);
	return transport;
}
