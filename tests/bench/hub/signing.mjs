import { createHmac, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';

export const SITE = 'bench.test';
export const SITE_URL = 'https://bench.test';
export const API_KEY = 'key-of-the-benchmark-0123456789';

const derive = ( purpose ) =>
	createHmac( 'sha256', API_KEY )
		.update( `realtime-events/${ purpose }/v1` )
		.digest();

const PUBLISH_KEY = derive( 'publish' );

/** @param {string} body Exactly what is sent. */
export function signHeaders( body ) {
	const id = randomUUID();
	const timestamp = Math.floor( Date.now() / 1000 );
	const signature = createHmac( 'sha256', PUBLISH_KEY )
		.update( `${ id }.${ timestamp }.${ body }` )
		.digest( 'base64' );
	return {
		'content-type': 'application/cloudevents-batch+json',
		'realtime-events-site': SITE,
		'webhook-id': id,
		'webhook-timestamp': String( timestamp ),
		'webhook-signature': `v1,${ signature }`,
	};
}

/** A browser token that outlives the benchmark. */
export const token = () =>
	new SignJWT( { site: SITE, name: 'Bench', channels: [ 'editors' ] } )
		.setProtectedHeader( { alg: 'HS256' } )
		.setIssuer( SITE_URL )
		.setAudience( 'realtime-events-hub' )
		.setSubject( '1' )
		.setJti( randomUUID() )
		.setIssuedAt()
		.setNotBefore( '0s' )
		.setExpirationTime( '50m' )
		.sign( derive( 'token' ) );
