/**
 * Socket.IO with the recovery that it brings, and a check of who connects that
 * takes as long as AUTH_MS says.
 */
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const server = createServer();
const io = new Server( server, {
	transports: [ 'websocket' ],
	serveClient: false,
	connectionStateRecovery: { skipMiddlewares: false },
} );

io.use( ( socket, next ) => {
	setTimeout( next, Number( process.env.AUTH_MS ) );
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
