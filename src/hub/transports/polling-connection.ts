import { PACKET_SEPARATOR } from '../delivery/legacy-frames';
import type { Frame } from '../delivery/frames';
import { SocketIoConnection } from './socket-io-connection';

/**
 * A Socket.IO client that began by HTTP long-polling. What it is sent goes
 * through Engine.IO's own queue, which takes it along when the client goes over
 * to a WebSocket; so it costs more than one that begins with that.
 *
 * @since 0.1.0
 */
export class PollingConnection extends SocketIoConnection {
	#queuedBytes = 0;

	override write( { buffer, bytes }: Frame ): void {
		const { conn, insides } = this;
		if ( conn.readyState !== 'open' ) {
			return;
		}
		if ( insides.writeBuffer.length === 0 ) {
			this.#queuedBytes = 0;
		}
		this.#queuedBytes += bytes;
		for ( const packet of String( buffer ).split( PACKET_SEPARATOR ) ) {
			conn.write( packet );
		}
	}

	override waitingBytes(): number {
		const { writeBuffer, transport } = this.insides;
		const inQueue = writeBuffer.length === 0 ? 0 : this.#queuedBytes;
		return inQueue + ( transport.socket?._socket?.writableLength ?? 0 );
	}
}
