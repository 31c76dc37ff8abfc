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
	override write( { buffer }: Frame ): void {
		const { conn } = this;
		if ( conn.readyState !== 'open' ) {
			return;
		}
		for ( const packet of String( buffer ).split( PACKET_SEPARATOR ) ) {
			conn.write( packet );
		}
	}
}
