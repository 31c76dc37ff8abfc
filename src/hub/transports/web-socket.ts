import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Socket as NetSocket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import {
	CODES,
	MAX_CLIENT_MESSAGE_BYTES,
	WEBSOCKET_SUBPROTOCOL,
	type Code,
} from '../../protocol';
import type { Sites } from '../config/sites';
import type { HubConfig } from '../config/types';
import { webSocketDialect, type Dialect } from '../delivery/frames';
import { legacyWebSocketDialect } from '../delivery/legacy-frames';
import type { Gate, Visitor } from '../operations/gate';
import type { Connection } from '../sessions/connection';
import { RawAnswer } from '../sessions/raw-answer';
import { messageFor, refusal } from '../sessions/refusal';
import type { Session } from '../sessions/session';
import type { SessionDesk } from '../sessions/session-desk';
import { startLegacy } from './legacy-session';
import { PatientWebSocketServer } from './patient-web-socket';
import { refuseUpgrade } from './upgrades';

/** Plain relays listen at the root, so clients of one may be sent there. */
export const WEBSOCKET_PATHS = [ '/ws', '/' ];

const CLOSE_TIMEOUT_MS = 2000;

type Socket = WebSocket & { readonly _socket: NetSocket | null };

interface Peer {
	isAlive: boolean;
}

/** @since 0.1.0 */
export interface WebSocketDependencies {
	readonly server: HttpServer;
	readonly desk: SessionDesk;
	readonly gate: Gate;
	readonly sites: Sites;
	readonly config: Pick< HubConfig, 'connectTimeoutMs' | 'pingIntervalMs' >;
}

/**
 * Plain WebSockets: with the subprotocol the same messages as by Socket.IO,
 * without it what clients of plain relays expect.
 *
 * @since 0.1.0
 *
 * @return What ends it.
 */
export function createWebSockets( {
	server,
	desk,
	gate,
	sites,
	config,
}: WebSocketDependencies ): () => void {
	const peers = new Map< Socket, Peer >();
	const sockets = new PatientWebSocketServer( {
		noServer: true,
		clientTracking: false,
		perMessageDeflate: false,
		maxPayload: MAX_CLIENT_MESSAGE_BYTES,
		handleProtocols: ( offered ) =>
			offered.has( WEBSOCKET_SUBPROTOCOL )
				? WEBSOCKET_SUBPROTOCOL
				: false,
	} );
	const heartbeat = setInterval( () => {
		for ( const [ socket, peer ] of peers ) {
			if ( ! peer.isAlive ) {
				socket.terminate();
				continue;
			}
			peer.isAlive = false;
			socket.ping();
		}
	}, config.pingIntervalMs ).unref();

	const welcome = (
		socket: Socket,
		visitor: Visitor,
		site: string | null
	) => {
		gate.enter( visitor );
		const peer: Peer = { isAlive: true };
		peers.set( socket, peer );
		socket.on( 'pong', () => ( peer.isAlive = true ) );
		socket.on( 'error', () => socket.terminate() );
		socket.once( 'close', () => {
			peers.delete( socket );
			gate.leave( visitor );
		} );
		if ( socket.protocol === WEBSOCKET_SUBPROTOCOL ) {
			speakProtocol(
				socket,
				createConnection( socket, visitor, webSocketDialect ),
				site,
				desk,
				config.connectTimeoutMs
			);
		} else {
			const connection = createConnection(
				socket,
				visitor,
				legacyWebSocketDialect
			);
			startLegacy( { socket, connection, site, desk, sites } );
		}
	};

	server.on(
		'upgrade',
		( request: IncomingMessage, duplex: Duplex, head: Buffer ) => {
			const [ path = '', query ] = ( request.url ?? '' ).split( '?', 2 );
			if ( ! WEBSOCKET_PATHS.includes( path ) ) {
				return;
			}
			const admission = gate.check( request );
			if ( admission.code !== null ) {
				refuseUpgrade( duplex, 403, 'Forbidden', {
					code: admission.code,
					message: messageFor( admission.code ),
				} );
				return;
			}
			const { ip, origin } = admission;
			const site = new URLSearchParams( query ).get( 'site' );
			sockets.handleUpgrade( request, duplex, head, ( socket ) =>
				welcome( socket as Socket, { ip, origin }, site )
			);
		}
	);

	return () => {
		clearInterval( heartbeat );
		peers.forEach( ( _peer, socket ) => socket.terminate() );
		sockets.close();
	};
}

function createConnection(
	socket: Socket,
	visitor: Visitor,
	dialect: Dialect
): Connection {
	return {
		...visitor,
		id: randomUUID(),
		dialect,
		write: ( { buffer } ) =>
			void ( buffer.length > 0 && socket._socket?.write( buffer ) ),
		waitingBytes: () => socket.bufferedAmount,
		close( code: Code ) {
			socket.close( CODES[ code ].close, code );
			setTimeout( () => socket.terminate(), CLOSE_TIMEOUT_MS ).unref();
		},
		terminate: () => socket.terminate(),
	};
}

/** Says hello first, then whatever a Socket.IO client may say. */
function speakProtocol(
	socket: Socket,
	connection: Connection,
	siteOfUrl: string | null,
	desk: SessionDesk,
	connectTimeoutMs: number
): void {
	let session: Session | null = null;
	let isConnecting = false;
	const limit = setTimeout(
		() => connection.close( 'connect_timeout' ),
		connectTimeoutMs
	);
	const answer = ( id: unknown, { json }: RawAnswer ) => {
		const head = `{"type":"answer","id":${ JSON.stringify( id ?? null ) },`;
		socket.send( head + json.slice( 1 ) );
	};
	const connect = async (
		id: unknown,
		message: Record< string, unknown >
	) => {
		isConnecting = true;
		const site = message.site ?? siteOfUrl;
		const result = await desk.connect( connection, {
			site,
			token: message.token,
			previous: message.previous,
		} );
		if ( typeof result === 'string' ) {
			answer( id, RawAnswer.of( refusal( result ) ) );
			connection.close( result );
			return;
		}
		clearTimeout( limit );
		session = result;
		if ( socket.readyState !== socket.OPEN ) {
			desk.disconnected( result );
			return;
		}
		answer( id, RawAnswer.of( { ok: true, connection: connection.id } ) );
		desk.greet( result );
	};
	socket.on( 'message', ( bytes, isBinary ) => {
		const message = isBinary ? null : parseObject( String( bytes ) );
		if ( ! message ) {
			connection.close( 'message_invalid' );
			return;
		}
		const { type, id, ...fields } = message;
		// The type of a frame is the message's name, so the type of a signal goes by another.
		const payload =
			type === 'signal' ? { ...fields, type: fields.signal } : fields;
		if ( session ) {
			desk.receive( session, String( type ), payload, ( raw ) =>
				answer( id, raw )
			);
		} else if ( type === 'connect' && ! isConnecting ) {
			connect( id, payload ).catch( () =>
				connection.close( 'internal_error' )
			);
		} else {
			connection.close( 'message_invalid' );
		}
	} );
	socket.once( 'close', () => {
		clearTimeout( limit );
		if ( session ) {
			desk.disconnected( session );
		}
	} );
}

/** @since 0.1.0 */
export function parseObject( text: string ): Record< string, unknown > | null {
	try {
		const value: unknown = JSON.parse( text );
		return typeof value === 'object' &&
			value !== null &&
			! Array.isArray( value )
			? ( value as Record< string, unknown > )
			: null;
	} catch {
		return null;
	}
}
