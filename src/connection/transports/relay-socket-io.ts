import { io } from 'socket.io-client';
import type { Credentials, PushHandlers, PushTransport } from '../types';
import { originOf, socketPathOf } from './addresses';
import { UNREACHABLE, closedBy } from './closings';
import { hintFrom } from './relay-frame';

const CONNECT_TIMEOUT_MS = 10_000;
const EVENT = 'custom_event';

/**
 * Listens to a Socket.IO relay, which emits `custom_event` for each event.
 *
 * @since 0.1.0
 */
export function openRelaySocketIo(
	credentials: Credentials,
	handlers: PushHandlers
): PushTransport {
	const { types = {} } = credentials;
	const socket = io( originOf( credentials ), {
		path: socketPathOf( credentials ),
		transports: [ 'websocket' ],
		reconnection: false,
		forceNew: true,
		timeout: CONNECT_TIMEOUT_MS,
	} );
	let done = false;

	const end = (): void => {
		done = true;
		socket.disconnect();
	};
	const finish: PushHandlers[ 'closed' ] = ( closed ) => {
		if ( ! done ) {
			end();
			handlers.closed( closed );
		}
	};
	const transport: PushTransport = {
		subscribe: () => {},
		unsubscribe: () => {},
		watch: () => {},
		unwatch: () => {},
		setState: () => {},
		renew: () => {},
		close: end,
	};
	socket.on( 'connect', () => handlers.listening( transport ) );
	socket.on( EVENT, ( message: unknown ) => {
		const hint = hintFrom( message, types, Date.now() );
		if ( hint && ! done ) {
			handlers.rang( hint );
		}
	} );
	socket.on( 'connect_error', () => finish( UNREACHABLE ) );
	socket.on( 'disconnect', () => finish( closedBy( null ) ) );
	return transport;
}
