/**
 * A relay as the recipe “ws and Express” has it: takes an event at `/event` and
 * sends it to every WebSocket.
 */
import { createServer } from 'node:http';
import express from 'express';
import { WebSocket, WebSocketServer } from 'ws';
import { API_KEY, HOST, PORT, record } from './listening.mjs';

const app = express();
const server = createServer( app );
const sockets = new WebSocketServer( { server } );

app.use( express.json( { verify: record } ) );
app.post( '/event', ( request, response ) => {
	if ( request.get( 'authorization' ) !== `Bearer ${ API_KEY }` ) {
		response.status( 401 ).json( { error: 'Unauthorized' } );
		return;
	}
	const message = JSON.stringify( request.body );
	for ( const socket of sockets.clients ) {
		if ( socket.readyState === WebSocket.OPEN ) {
			socket.send( message );
		}
	}
	response.json( { success: true } );
} );
sockets.on( 'connection', ( socket ) =>
	socket.send( JSON.stringify( { type: 'welcome', message: 'Connected' } ) )
);
server.listen( PORT, HOST );
