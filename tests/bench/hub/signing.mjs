import { createHmac, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';

export const SITE = 'bench.test';
export const SITE_URL = 'https://bench.test';
export const API_KEY = 'key-of-the-benchmark-0123456789';

const derive = ( purpose, apiKey = API_KEY ) =>
	createHmac( 'sha256', apiKey )
		.update( `realtime-events/${ purpose }/v1` )
		.digest();

const PUBLISH_KEY = derive( 'publish' );

/**
 * @param {string} body     Exactly what is sent.
 * @param {string} site     Who sends it.
 * @param {string} [apiKey] That site's key.
 */
export function signHeaders( body, site = SITE, apiKey ) {
	const id = randomUUID();
	const timestamp = Math.floor( Date.now() / 1000 );
	const signature = createHmac(
		'sha256',
		apiKey === undefined ? PUBLISH_KEY : derive( 'publish', apiKey )
	)
		.update( `${ id }.${ timestamp }.${ body }` )
		.digest( 'base64' );
	return {
		'content-type': 'application/cloudevents-batch+json',
		'realtime-events-site': site,
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
