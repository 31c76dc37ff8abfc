/**
 * A relay as the recipe “Socket.IO and Express” has it: takes an event at
 * `/event-from-wp` and emits it to everybody as `custom_event`.
 */
import { createServer } from 'node:http';
import express from 'express';
import { Server } from 'socket.io';
import { API_KEY, HOST, PORT, record } from './listening.mjs';

const app = express();
const server = createServer( app );
const io = new Server( server, { cors: { origin: '*' } } );

app.use( express.json( { verify: record } ) );
app.post( '/event-from-wp', ( request, response ) => {
	if ( request.get( 'authorization' ) !== `Bearer ${ API_KEY }` ) {
		response.status( 403 ).json( { error: 'Forbidden' } );
		return;
	}
	const { type, data, timestamp } = request.body;
	io.emit( 'custom_event', { type, data, timestamp } );
	response.json( { status: 'ok' } );
} );
io.on( 'connection', ( socket ) =>
	socket.emit( 'welcome', { message: 'Connected' } )
);
server.listen( PORT, HOST );
