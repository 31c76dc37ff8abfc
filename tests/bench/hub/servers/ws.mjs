/**
 * The least there is: a WebSocket server that writes what is posted to it to
 * everybody, in a loop.
 */
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const sockets = new Set();

const server = createServer( ( request, response ) => {
	const chunks = [];
	request.on( 'data', ( chunk ) => chunks.push( chunk ) );
	request.on( 'end', () => {
		const text = Buffer.concat( chunks ).toString();
		for ( const socket of sockets ) {
			socket.send( text );
		}
		response.writeHead( 202 ).end();
	} );
} );

new WebSocketServer( { server, perMessageDeflate: false } ).on(
	'connection',
	( socket ) => {
		sockets.add( socket );
		socket.on( 'close', () => sockets.delete( socket ) );
		socket.on( 'error', () => {} );
	}
);

server.listen( 0, '127.0.0.1', () => process.send( server.address().port ) );
process.on( 'disconnect', () => process.exit() );
