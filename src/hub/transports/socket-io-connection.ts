import type { Socket as NetSocket } from 'node:net';
import type { Socket } from 'socket.io';
import type { WebSocket } from 'ws';
import { remedyFor, type Code } from '../../protocol';
import type { Dialect, Frame } from '../delivery/frames';
import type { Visitor } from '../operations/gate';
import type { Connection } from '../sessions/connection';

/** What a client is given to take the last words before its socket is cut. */
const CLOSE_TIMEOUT_MS = 2000;

interface EnginePacket {
	readonly data?: string;
	readonly options?: Partial< Frame[ 'options' ] >;
}

/**
 * What of Engine.IO's insides is needed. Its version is pinned, and the tests
 * of clients that do not read fail where this is no longer so.
 */
interface EngineInsides {
	readonly writeBuffer: readonly EnginePacket[];
	readonly transport: {
		/** Absent while it polls. */
		readonly socket?: WebSocket & { readonly _socket: NetSocket | null };
	};
}

/**
 * Closes at once, whatever the other side says.
 *
 * @since 0.1.0
 */
export function cut( conn: Socket[ 'conn' ] ): void {
	const { socket } = ( conn as unknown as EngineInsides ).transport;
	if ( socket ) {
		socket.terminate();
	} else {
		conn.close( true );
	}
}

/**
 * A Socket.IO client as a connection.
 *
 * @since 0.1.0
 */
export class SocketIoConnection implements Connection {
	readonly ip: string;
	readonly origin: string | null;
	readonly dialect: Dialect;
	readonly #socket: Socket;

	constructor( socket: Socket, { ip, origin }: Visitor, dialect: Dialect ) {
		this.#socket = socket;
		this.ip = ip;
		this.origin = origin;
		this.dialect = dialect;
	}

	get id(): string {
		return this.#socket.id;
	}

	protected get conn(): Socket[ 'conn' ] {
		return this.#socket.conn;
	}

	protected get insides(): EngineInsides {
		return this.#socket.conn as unknown as EngineInsides;
	}

	write( { buffer, options }: Frame ): void {
		const { conn } = this.#socket;
		const { writeBuffer, transport } = this.insides;
		if ( conn.readyState !== 'open' ) {
			return;
		}
		if ( writeBuffer.length === 0 ) {
			// Everything before has been handed to the socket, so this is in order, and one write is all it costs.
			transport.socket?._socket?.write( buffer );
			return;
		}
		conn.write( '', options as Parameters< typeof conn.write >[ 1 ] );
	}

	waitingBytes(): number {
		const { writeBuffer, transport } = this.insides;
		let bytes = transport.socket?._socket?.writableLength ?? 0;
		// Answers wait there as well as frames.
		for ( const { data = '', options } of writeBuffer ) {
			bytes += options?.wsPreEncodedFrame?.[ 0 ]?.length ?? data.length;
		}
		return bytes;
	}

	close( code: Code ): void {
		const remedy = remedyFor( code );
		if ( remedy === 'stop' || remedy === 'reauthenticate' ) {
			// Socket.IO's own client does not come back by itself after this.
			this.#socket.disconnect( true );
		} else {
			this.#socket.conn.close();
		}
		setTimeout( () => this.terminate(), CLOSE_TIMEOUT_MS ).unref();
	}

	terminate(): void {
		cut( this.conn );
	}
}
