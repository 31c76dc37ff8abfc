/**
 * Socket.IO as its documentation shows it: a room, and a broadcast for each
 * event.
 */
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const server = createServer();
const io = new Server( server, {
	transports: [ 'websocket' ],
	serveClient: false,
} );

io.on( 'connection', ( socket ) => socket.join( 'editors' ) );

server.prependListener( 'request', ( request, response ) => {
	if ( request.url !== '/publish' ) {
		return;
	}
	const chunks = [];
	request.on( 'data', ( chunk ) => chunks.push( chunk ) );
	request.on( 'end', () => {
		io.to( 'editors' ).emit(
			'event',
			JSON.parse( Buffer.concat( chunks ).toString() )
		);
		response.writeHead( 202 ).end();
	} );
} );

server.listen( 0, '127.0.0.1', () => process.send( server.address().port ) );
process.on( 'disconnect', () => process.exit() );
