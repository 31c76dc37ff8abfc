import type {
	ClosingMessage,
	SubscribeAnswer,
	TokenAnswer,
	WatchAnswer,
} from '../../protocol';
import { PING_INTERVAL_MS, WEBSOCKET_SUBPROTOCOL } from '../../protocol';
import type { Approach, PushHandlers, PushTransport } from '../types';
import { webSocketUrlOf } from './addresses';
import {
	UNREACHABLE,
	closedBy,
	closedByNumber,
	closedByRefusal,
} from './closings';
import { readObject } from './read-object';

const CONNECT_TIMEOUT_MS = 10_000;
const ANSWER_TIMEOUT_MS = 10_000;
/** To leave it changes nothing, and is answered. */
const NOBODYS_CHANNEL = 'page:nobody';

type Message = Readonly< Record< string, unknown > >;
type Answered = ( answer: unknown ) => void;

/**
 * Listens to the hub by a plain WebSocket with the hub's subprotocol: the same
 * messages as by Socket.IO, for pages where its client is too much.
 *
 * @since 0.1.0
 */
export function openHubWebSocket(
	approach: Approach,
	handlers: PushHandlers
): PushTransport {
	const { site, token, previous } = approach;
	const socket = new WebSocket(
		webSocketUrlOf( approach ),
		WEBSOCKET_SUBPROTOCOL
	);
	const waiting = new Map< unknown, Answered >();
	const timers = new Set< ReturnType< typeof setTimeout > >();
	let closing: ClosingMessage | null = null;
	let isOpen = false;
	let done = false;
	let lastId = 0;

	const end = (): void => {
		done = true;
		timers.forEach( clearTimeout );
		waiting.clear();
		socket.close();
	};
	const finish: PushHandlers[ 'closed' ] = ( closed ) => {
		if ( ! done ) {
			end();
			handlers.closed( closed );
		}
	};
	const after = ( ms: number, callback: () => void ) => {
		const timer = setTimeout( () => {
			timers.delete( timer );
			callback();
		}, ms );
		timers.add( timer );
		return timer;
	};
	const ask = ( message: Message, answered: Answered = () => {} ): void => {
		const id = ++lastId;
		const timer = after( ANSWER_TIMEOUT_MS, () => {
			waiting.delete( id );
			answered( null );
		} );
		waiting.set( id, ( answer ) => {
			clearTimeout( timer );
			timers.delete( timer );
			answered( answer );
		} );
		if ( socket.readyState === WebSocket.OPEN ) {
			socket.send( JSON.stringify( { ...message, id } ) );
		}
	};

	const transport: PushTransport = {
		subscribe: ( channels, answered ) =>
			ask( { type: 'subscribe', channels }, ( answer ) =>
				answered( answer as SubscribeAnswer | null )
			),
		renew: ( renewed, answered ) =>
			ask( { type: 'token', token: renewed }, ( answer ) =>
				answered( answer as TokenAnswer | null )
			),
		unsubscribe: ( channels ) => ask( { type: 'unsubscribe', channels } ),
		watch: ( channels, answered ) =>
			ask( { type: 'watch', channels }, ( answer ) =>
				answered( answer as WatchAnswer | null )
			),
		unwatch: ( channels ) => ask( { type: 'unwatch', channels } ),
		setState: ( channel, state ) =>
			ask( { type: 'state', channel, state } ),
		close: end,
	};

	const tell = ( message: Message ): void => {
		switch ( message.type ) {
			case 'answer':
				waiting.get( message.id )?.( message );
				waiting.delete( message.id );
				break;
			case 'signal':
				// Here the type is the frame's, and the signal's own goes by another name.
				handlers.signal( {
					...message,
					type: message.signal,
				} as never );
				break;
			case 'events':
			case 'presence':
			case 'resync':
			case 'cut':
				handlers[ message.type ]( message as never );
				break;
			case 'token':
				handlers.tokenExpired();
				break;
			case 'closing':
				closing = message as unknown as ClosingMessage;
		}
	};

	const unanswered = after( CONNECT_TIMEOUT_MS, () => finish( UNREACHABLE ) );
	// A browser shows nobody the pings of a socket, so the line is tried.
	const tryLine = (): void => {
		ask(
			{ type: 'unsubscribe', channels: [ NOBODYS_CHANNEL ] },
			( answer ) =>
				answer === null ? finish( closedBy( null ) ) : tryLater()
		);
	};
	const tryLater = () => after( PING_INTERVAL_MS, tryLine );
	socket.addEventListener( 'open', () =>
		ask( { type: 'connect', site, token, previous }, ( answer ) => {
			const said = answer as {
				ok?: boolean;
				connection?: unknown;
			} | null;
			if ( ! said?.ok ) {
				finish( closedByRefusal( said ) );
				return;
			}
			clearTimeout( unanswered );
			isOpen = true;
			tryLater();
			handlers.opened( transport, String( said.connection ) );
		} )
	);
	socket.addEventListener( 'message', ( { data } ) => {
		const message = readObject( data );
		if ( ! done && message ) {
			tell( message );
			handlers.heard();
		}
	} );
	socket.addEventListener( 'close', ( { code } ) =>
		finish( closedByNumber( closing, code, isOpen ) )
	);
	return transport;
}
