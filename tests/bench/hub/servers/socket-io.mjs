/**
 * Socket.IO as its documentation shows it: a room, and a broadcast for each
 * event. With AUTH_MS it has its own recovery, and a check of who connects that
 * takes so long.
 */
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const { AUTH_MS } = process.env;
const server = createServer();
const io = new Server( server, {
	transports: [ 'websocket' ],
	serveClient: false,
	...( AUTH_MS && {
		connectionStateRecovery: { skipMiddlewares: false },
	} ),
} );

if ( AUTH_MS ) {
	io.use( ( socket, next ) => {
		setTimeout( next, Number( AUTH_MS ) );
	} );
}

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
