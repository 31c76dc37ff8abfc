/**
 * An address that takes events and has no socket: it checks the signature of
 * Standard Webhooks and says 204.
 */
import { createHmac } from 'node:crypto';
import express from 'express';
import { API_KEY, HOST, PORT, record } from './listening.mjs';

const PUBLISH_KEY = createHmac( 'sha256', API_KEY )
	.update( 'realtime-events/publish/v1' )
	.digest();

const app = express();

app.use( express.text( { type: () => true, verify: record } ) );
app.post( '/hooks/wordpress', ( request, response ) => {
	const id = request.get( 'webhook-id' );
	const timestamp = request.get( 'webhook-timestamp' );
	const expected = createHmac( 'sha256', PUBLISH_KEY )
		.update( `${ id }.${ timestamp }.${ request.body }` )
		.digest( 'base64' );
	const isSigned = request
		.get( 'webhook-signature' )
		?.split( ' ' )
		.includes( `v1,${ expected }` );
	response.sendStatus( isSigned ? 204 : 401 );
} );
app.listen( PORT, HOST );
