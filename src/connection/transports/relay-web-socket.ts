import type { Credentials, PushHandlers, PushTransport } from '../types';
import { webSocketUrlOf } from './addresses';
import { UNREACHABLE, closedBy } from './closings';
import { readObject } from './read-object';
import { hintFrom } from './relay-frame';

const CONNECT_TIMEOUT_MS = 10_000;
/** A relay that lets somebody in without a word has done so by now. */
const AUTHENTICATED_AFTER_MS = 2_000;

const AUTHENTICATION = /^auth/i;
const REFUSAL = /error|fail|denied|invalid|refused|required/i;

/**
 * Listens to a relay by a plain WebSocket: one JSON object an event, and
 * nothing else that could be asked of it. Where there is a token, the relay
 * wants to see it first.
 *
 * @since 0.1.0
 */
export function openRelayWebSocket(
	credentials: Credentials,
	handlers: PushHandlers
): PushTransport {
	const { token, types = {} } = credentials;
	const socket = new WebSocket( webSocketUrlOf( credentials ) );
	let isListening = false;
	let done = false;
	let timer: ReturnType< typeof setTimeout >;

	const end = (): void => {
		done = true;
		clearTimeout( timer );
		socket.close();
	};
	const finish: PushHandlers[ 'closed' ] = ( closed ) => {
		if ( ! done ) {
			end();
			handlers.closed( closed );
		}
	};
	const listening = (): void => {
		if ( ! isListening && ! done ) {
			isListening = true;
			clearTimeout( timer );
			handlers.listening( transport );
		}
	};
	const authenticate = ( shown: string ): void => {
		if ( socket.readyState === WebSocket.OPEN ) {
			socket.send(
				JSON.stringify( { type: 'authenticate', token: shown } )
			);
		}
	};
	const transport: PushTransport = {
		subscribe: () => {},
		unsubscribe: () => {},
		watch: () => {},
		unwatch: () => {},
		setState: () => {},
		renew: authenticate,
		close: end,
	};

	timer = setTimeout( () => finish( UNREACHABLE ), CONNECT_TIMEOUT_MS );
	socket.addEventListener( 'open', () => {
		if ( ! token ) {
			listening();
			return;
		}
		authenticate( token );
		clearTimeout( timer );
		timer = setTimeout( listening, AUTHENTICATED_AFTER_MS );
	} );
	socket.addEventListener( 'message', ( { data } ) => {
		const frame = readObject( data );
		if ( done || ! frame ) {
			return;
		}
		if ( token && AUTHENTICATION.test( String( frame.type ) ) ) {
			if (
				frame.success === false ||
				REFUSAL.test( `${ frame.type }` )
			) {
				finish( { reason: 'token_refused', code: null, afterMs: 0 } );
			} else {
				listening();
			}
			return;
		}
		const hint = hintFrom( frame, types, Date.now() );
		if ( hint ) {
			handlers.rang( hint );
		}
	} );
	socket.addEventListener( 'close', () =>
		finish( isListening ? closedBy( null ) : UNREACHABLE )
	);
	return transport;
}
