import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { SOCKET_IO_PATH } from './socket-io';

/**
 * Ends upgrades that nobody takes: without an answer they would hold a
 * connection open for ever.
 *
 * @since 0.1.0
 */
export function refuseOtherUpgrades(
	server: Server,
	taken: readonly string[] = []
): void {
	const paths = [ SOCKET_IO_PATH, ...taken ];
	server.on( 'upgrade', ( request: IncomingMessage, socket: Duplex ) => {
		const path = request.url?.split( '?', 1 )[ 0 ] ?? '';
		if ( ! paths.includes( path ) ) {
			refuseUpgrade( socket, 404, 'Not Found' );
		}
	} );
}

/** @since 0.1.0 */
export function refuseUpgrade(
	socket: Duplex,
	status: number,
	reason: string,
	body: object = {}
): void {
	const json = JSON.stringify( body );
	socket.on( 'error', () => socket.destroy() );
	socket.end(
		`HTTP/1.1 ${ status } ${ reason }\r\nConnection: close\r\n` +
			`Content-Type: application/json\r\nContent-Length: ${ Buffer.byteLength( json ) }\r\n\r\n${ json }`
	);
}
