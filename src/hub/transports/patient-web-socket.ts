import { WebSocket, WebSocketServer, type ServerOptions } from 'ws';

/** What may wait for a client when another answer to a ping is put behind it. */
const MAX_WAITING_BYTES = 16 * 1024;

/**
 * Answers a ping where its client takes the answers. `ws` answers each, and
 * they would wait without end for who sends pings and does not read.
 *
 * @since 0.1.0
 */
class PatientWebSocket extends WebSocket {
	override pong( ...args: Parameters< WebSocket[ 'pong' ] > ): void {
		if ( this.bufferedAmount < MAX_WAITING_BYTES ) {
			super.pong( ...args );
		}
	}
}

/** @since 0.1.0 */
export class PatientWebSocketServer extends WebSocketServer {
	constructor( options: ServerOptions, callback?: () => void ) {
		super( { ...options, WebSocket: PatientWebSocket }, callback );
	}
}
