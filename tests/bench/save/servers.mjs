import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { anyFreePort, LOOPBACK } from '../../../scripts/lib/ports.mjs';

const SLOW_ANSWER_MS = 10_000;

/**
 * @param {import('node:net').Server} server A server.
 * @return {Promise<{ url: string, stop: () => void }>} Where it listens.
 */
async function listen( server ) {
	const sockets = new Set();
	server.on( 'connection', ( socket ) => {
		sockets.add( socket );
		socket.on( 'error', () => {} );
		socket.once( 'close', () => sockets.delete( socket ) );
	} );
	server.listen( 0, LOOPBACK );
	await once( server, 'listening' );
	return {
		url: `http://${ LOOPBACK }:${ server.address().port }`,
		stop() {
			server.close();
			sockets.forEach( ( socket ) => socket.destroy() );
		},
	};
}

/** Takes connections and never says a word. */
export const startHanging = () => listen( createServer( () => {} ) );

/** Answers in ten seconds. */
export const startSlow = () =>
	listen(
		createHttpServer( ( request, response ) => {
			const timer = setTimeout(
				() => response.writeHead( 202 ).end( '{"results":[]}' ),
				SLOW_ANSWER_MS
			);
			response.once( 'close', () => clearTimeout( timer ) );
			request.resume();
		} )
	);

/** Nobody is there. */
export const refused = async () => ( {
	url: `http://${ LOOPBACK }:${ await anyFreePort() }`,
	stop() {},
} );
