/**
 * A relay that takes an event at `/api/send-event` with the key in its body, and
 * sends it to the WebSockets that have shown a token of the site's.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import express from 'express';
import { WebSocketServer } from 'ws';
import { API_KEY, HOST, PORT, record } from './listening.mjs';

const TOKEN_KEY = createHmac( 'sha256', API_KEY )
	.update( 'realtime-events/token/v1' )
	.digest();

const app = express();
const server = createServer( app );
const sockets = new WebSocketServer( { server } );
const members = new Set();

/** @param {string} token A JWT that is to be signed by the site and still good. */
function isGood( token ) {
	const [ header, claims, signature ] = String( token ).split( '.' );
	const expected = createHmac( 'sha256', TOKEN_KEY )
		.update( `${ header }.${ claims }` )
		.digest();
	const given = Buffer.from( signature ?? '', 'base64url' );
	if (
		given.length !== expected.length ||
		! timingSafeEqual( given, expected )
	) {
		return false;
	}
	const { exp } = JSON.parse( Buffer.from( claims, 'base64url' ) );
	return exp * 1000 > Date.now();
}

app.use( express.json( { verify: record } ) );
app.post( '/api/send-event', ( request, response ) => {
	const { apiKey, ...event } = request.body;
	if ( apiKey !== API_KEY ) {
		response.status( 401 ).json( { error: 'Invalid API key' } );
		return;
	}
	members.forEach( ( socket ) => socket.send( JSON.stringify( event ) ) );
	response.json( { success: true } );
} );
sockets.on( 'connection', ( socket ) => {
	socket.on( 'message', ( bytes ) => {
		const message = JSON.parse( String( bytes ) );
		if ( message.type !== 'authenticate' ) {
			return;
		}
		if ( isGood( message.token ) ) {
			members.add( socket );
			socket.send( JSON.stringify( { type: 'authenticated' } ) );
		} else {
			socket.send( JSON.stringify( { type: 'auth_error' } ) );
			socket.close();
		}
	} );
	socket.on( 'close', () => members.delete( socket ) );
} );
server.listen( PORT, HOST );
