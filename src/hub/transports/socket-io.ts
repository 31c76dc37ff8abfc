import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { MAX_CLIENT_MESSAGE_BYTES, remedyFor, type Code } from '../../protocol';
import { socketIoDialect } from '../delivery/frames';
import {
	legacyPollingDialect,
	legacySocketIoDialect,
} from '../delivery/legacy-frames';
import type { Sites } from '../config/sites';
import type { HubConfig } from '../config/types';
import type { Gate, Visitor } from '../operations/gate';
import type { Logger } from '../operations/logger';
import { messageFor } from '../sessions/refusal';
import type { Session } from '../sessions/session';
import type { SessionDesk } from '../sessions/session-desk';
import { hubParser } from './hub-parser';
import { PatientWebSocketServer } from './patient-web-socket';
import { guardPolling, pollingOptions, readReferer } from './polling';
import { PollingConnection } from './polling-connection';
import { SocketIoConnection, cut } from './socket-io-connection';
import { WELCOME, guessSite } from './legacy-session';

/** @since 0.1.0 */
export const SOCKET_IO_PATH = '/socket.io/';

/** A refused client that does not go by itself is closed after this. */
const REFUSED_LINGER_MS = 1000;
type EngineSocket = Socket[ 'conn' ];

/** @since 0.1.0 */
export interface SocketIoDependencies {
	readonly server: HttpServer;
	readonly desk: SessionDesk;
	readonly gate: Gate;
	readonly sites: Sites;
	readonly config: Pick<
		HubConfig,
		'connectTimeoutMs' | 'longPolling' | 'pingIntervalMs' | 'pingTimeoutMs'
	>;
	readonly logger: Logger;
}

/**
 * Socket.IO as a transport: handshake, heartbeat, acknowledgements. It carries
 * no event by its own rooms or recovery, because both lose some.
 *
 * @since 0.1.0
 */
export function createSocketIo( {
	server,
	desk,
	gate,
	sites,
	logger,
	config,
}: SocketIoDependencies ): Server {
	const polls = config.longPolling === 'on';
	const visitors = new WeakMap< object, Visitor >();
	/** Connections on which somebody is being let in. */
	const arriving = new Set< EngineSocket >();
	const io = new Server( {
		transports: [ 'websocket' ],
		allowUpgrades: false,
		serveClient: false,
		// Ten times the memory and four times the CPU for events of a few hundred bytes.
		perMessageDeflate: false,
		httpCompression: false,
		maxHttpBufferSize: MAX_CLIENT_MESSAGE_BYTES,
		connectTimeout: config.connectTimeoutMs,
		pingInterval: config.pingIntervalMs,
		pingTimeout: config.pingTimeoutMs,
		...( polls && pollingOptions( sites, config.connectTimeoutMs ) ),
		destroyUpgrade: false,
		parser: hubParser,
		wsEngine: PatientWebSocketServer,
		allowRequest: ( request, decide ) => {
			if ( polls ) {
				readReferer( request );
			}
			const admission = gate.check( request );
			if ( admission.code === null ) {
				visitors.set( request, admission );
				holdFirstWords( request );
			}
			decide( admission.code, admission.code === null );
		},
	} );
	io.attach( server );
	if ( polls ) {
		guardPolling( io, sites );
	}
	// One of each of these functions for all sockets: a closure of each would be a part of its memory.
	function onClose( this: EngineSocket, reason: string ) {
		const visitor = visitors.get( this );
		if ( visitor ) {
			gate.leave( visitor );
		}
		// Who does not answer a ping does not answer a goodbye, which would hold the socket for long.
		if ( reason === 'ping timeout' ) {
			cut( this );
		}
	}
	io.engine.on( 'connection', ( raw: EngineSocket ) => {
		const visitor = visitors.get( raw.request );
		if ( visitor ) {
			visitors.set( raw, visitor );
			gate.enter( visitor );
			raw.on( 'close', onClose );
		}
		// Headers of a handshake long past are a good part of a socket's memory.
		( raw as { request: IncomingMessage | null } ).request = null;
	} );
	io.use( ( socket, next ) => {
		const { conn } = socket;
		if ( arriving.has( conn ) ) {
			// Socket.IO notices only when the first one is in; until then each would be a session.
			cut( conn );
			return;
		}
		const visitor = visitors.get( conn );
		const { auth } = socket.handshake;
		// A client of a plain relay names no site and waits for its events.
		const isLegacy = ! Object.hasOwn( auth, 'site' );
		const begins = conn.transport.name === 'polling';
		if ( begins && ! isLegacy ) {
			// What is not public goes by WebSocket alone.
			refuse( socket, next, 'message_invalid' );
			return;
		}
		const connection =
			visitor &&
			( begins
				? new PollingConnection( socket, visitor, legacyPollingDialect )
				: new SocketIoConnection(
						socket,
						visitor,
						isLegacy ? legacySocketIoDialect : socketIoDialect
					) );
		const connecting = connection
			? desk.connect(
					connection,
					isLegacy
						? { site: guessSite( sites, visitor.origin ) }
						: auth
				)
			: Promise.resolve< Code >( 'internal_error' );
		arriving.add( conn );
		connecting.then(
			( result ) => {
				arriving.delete( conn );
				if ( typeof result === 'string' ) {
					refuse( socket, next, result );
					return;
				}
				socket.data.session = result;
				forgetHandshake( socket );
				if ( conn.readyState !== 'open' ) {
					desk.disconnected( result );
				}
				next();
			},
			( error: unknown ) => {
				arriving.delete( conn );
				logger.error( { err: error }, 'connect failed' );
				refuse( socket, next, 'internal_error' );
			}
		);
	} );
	function onMessage( this: Socket, name: string, ...args: unknown[] ) {
		const answer = args.at( -1 );
		desk.receive( sessionOf( this ), name, args[ 0 ], ( raw ) => {
			if ( typeof answer === 'function' ) {
				answer( raw );
			}
		} );
	}
	const onAny = [ onMessage ];
	function onDisconnect( this: Socket ) {
		desk.disconnected( sessionOf( this ) );
	}
	io.on( 'connection', ( socket ) => {
		const session = sessionOf( socket );
		// Its own room, which nothing is sent to here.
		io.sockets.adapter.delAll( socket.id );
		hear( socket, onAny );
		socket.on( 'disconnect', onDisconnect );
		desk.greet( session );
		if ( LEGACY.includes( session.dialect ) ) {
			socket.emit( 'welcome', WELCOME );
			const subscribe = { channels: [ { channel: 'public' } ] };
			desk.receive( session, 'subscribe', subscribe, () => {} );
		}
	} );
	return io;
}

function refuse(
	socket: Socket,
	next: ( error: Error ) => void,
	code: Code
): void {
	const data = {
		code,
		reason: messageFor( code ),
		retry: remedyFor( code ) !== 'stop',
	};
	next( Object.assign( new Error( data.reason ), { data } ) );
	const { conn } = socket;
	setTimeout( () => conn.close(), REFUSED_LINGER_MS ).unref();
}

const LEGACY = [ legacySocketIoDialect, legacyPollingDialect ];

const NOTHING = Object.freeze( {} );
const NO_ACKS: ReadonlyMap< number, unknown > = new Map();

/**
 * The token and the query have done their work; kept, they are a kilobyte of
 * each socket. And nothing is sent here that a client acknowledges.
 */
function forgetHandshake( socket: Socket ): void {
	Object.assign( socket, { handshake: NOTHING, acks: NO_ACKS } );
}

/**
 * The answer to the upgrade and what Engine.IO says first leave together: where
 * everybody returns at once, a write is a good part of what each of them costs.
 */
function holdFirstWords( { headers, socket }: IncomingMessage ): void {
	if ( headers.upgrade ) {
		socket.cork();
		setImmediate( () => socket.uncork() );
	}
}

/** What `onAny()` does, with one list for all: its own has room for sixteen more. */
function hear( socket: Socket, listeners: readonly unknown[] ): void {
	Object.assign( socket, { _anyListeners: listeners } );
}

const sessionOf = ( socket: Socket ): Session =>
	( socket.data as { session: Session } ).session;
