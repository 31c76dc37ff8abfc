import { createHmac, timingSafeEqual } from 'node:crypto';
import { SIGNATURE_TOLERANCE_SECONDS, type HttpCode } from '../../protocol';

/**
 * Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`.
 *
 * @since 0.1.0
 */
export type SignatureHeaders = {
	readonly 'webhook-id': string;
	/** Unix seconds. */
	readonly 'webhook-timestamp': string;
	/** `v1,<base64>`, several with spaces between them while keys rotate. */
	readonly 'webhook-signature': string;
};

const VERSION = 'v1,';
const MAX_SIGNATURES = 8;
const ID = /^[\x21-\x2d\x2f-\x7e]{1,128}$/;

/** @since 0.1.0 */
export function sign(
	body: string | Uint8Array,
	keys: readonly Uint8Array[],
	id: string,
	nowSeconds: number
): SignatureHeaders {
	const timestamp = String( nowSeconds );
	return {
		'webhook-id': id,
		'webhook-timestamp': timestamp,
		'webhook-signature': keys
			.map(
				( key ) =>
					VERSION +
					digest( body, key, id, timestamp ).toString( 'base64' )
			)
			.join( ' ' ),
	};
}

/** @since 0.1.0 */
export type SignatureVerdict =
	| 'valid'
	| Extract<
			HttpCode,
			'signature_missing' | 'signature_invalid' | 'signature_expired'
	  >;

/**
 * @since 0.1.0
 *
 * @param body       The exact bytes that came.
 * @param headers    Header values; anything but a string counts as missing.
 * @param keys       Keys that are good at this moment.
 * @param nowSeconds Unix seconds.
 */
export function verifySignature(
	body: Uint8Array,
	headers: Readonly< Record< string, unknown > >,
	keys: readonly Uint8Array[],
	nowSeconds: number
): SignatureVerdict {
	const id = headers[ 'webhook-id' ];
	const timestamp = headers[ 'webhook-timestamp' ];
	const signatures = headers[ 'webhook-signature' ];
	if (
		typeof id !== 'string' ||
		typeof timestamp !== 'string' ||
		typeof signatures !== 'string'
	) {
		return 'signature_missing';
	}
	if ( ! ID.test( id ) || ! /^\d{1,12}$/.test( timestamp ) ) {
		return 'signature_invalid';
	}
	if ( ! matchesAny( body, signatures, keys, id, timestamp ) ) {
		return 'signature_invalid';
	}
	const skew = Math.abs( nowSeconds - Number( timestamp ) );
	return skew > SIGNATURE_TOLERANCE_SECONDS ? 'signature_expired' : 'valid';
}

function matchesAny(
	body: Uint8Array,
	signatures: string,
	keys: readonly Uint8Array[],
	id: string,
	timestamp: string
): boolean {
	const given = signatures
		.split( ' ', MAX_SIGNATURES )
		.filter( ( signature ) => signature.startsWith( VERSION ) )
		.map( ( signature ) =>
			Buffer.from( signature.slice( VERSION.length ), 'base64' )
		);
	let matches = false;
	for ( const key of keys ) {
		const expected = digest( body, key, id, timestamp );
		for ( const candidate of given ) {
			// No early way out: the time taken says nothing about which key was right.
			matches =
				( candidate.length === expected.length &&
					timingSafeEqual( candidate, expected ) ) ||
				matches;
		}
	}
	return matches;
}

function digest(
	body: string | Uint8Array,
	key: Uint8Array,
	id: string,
	timestamp: string
): Buffer {
	return createHmac( 'sha256', key )
		.update( `${ id }.${ timestamp }.` )
		.update( body )
		.digest();
}

/**
 * Whether a secret that was sent is one of the good ones, in constant time.
 *
 * @since 0.1.0
 */
export function isOneOf( given: unknown, secrets: readonly string[] ): boolean {
	if ( typeof given !== 'string' ) {
		return false;
	}
	// Compared as digests, because timingSafeEqual wants equal lengths.
	const hash = ( secret: string ) =>
		createHmac( 'sha256', 'compare' ).update( secret ).digest();
	const candidate = hash( given );
	let matches = false;
	for ( const secret of secrets ) {
		matches = timingSafeEqual( candidate, hash( secret ) ) || matches;
	}
	return matches;
}
