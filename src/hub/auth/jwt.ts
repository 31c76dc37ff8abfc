import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto';
import { TOKEN_ALGORITHM } from '../../protocol';

/** @since 0.1.0 */
export type JwtPayload = Readonly< Record< string, unknown > >;

const BASE64URL = /^[A-Za-z0-9_-]+$/;

/**
 * The payload of a JWT that one of the keys has signed with HS256, the only
 * algorithm there is here: what the token says about its algorithm is compared
 * and never followed.
 *
 * Done at once and by Node's own HMAC, because a promise of the Web Crypto API
 * costs more than all the rest of a returning client.
 *
 * @since 0.1.0
 *
 * @return Null where it is no such token. Nothing else of it was looked at.
 */
export function readSignedJwt(
	token: string,
	keys: readonly KeyObject[]
): JwtPayload | null {
	const parts = token.split( '.', 4 );
	const [ header = '', payload = '', signature = '' ] = parts;
	if (
		parts.length !== 3 ||
		! parts.every( ( part ) => BASE64URL.test( part ) )
	) {
		return null;
	}
	const { alg, crit, b64 } = readPart( header ) ?? {};
	// `crit` and `b64` would change the meaning of the rest; the site never sends them.
	if ( alg !== TOKEN_ALGORITHM || crit !== undefined || b64 !== undefined ) {
		return null;
	}
	const given = Buffer.from( signature, 'base64url' );
	let isGood = false;
	for ( const key of keys ) {
		const expected = createHmac( 'sha256', key )
			.update( `${ header }.${ payload }` )
			.digest();
		isGood =
			( given.length === expected.length &&
				timingSafeEqual( given, expected ) ) ||
			isGood;
	}
	return isGood ? readPart( payload ) : null;
}

function readPart( part: string ): JwtPayload | null {
	try {
		const value: unknown = JSON.parse(
			Buffer.from( part, 'base64url' ).toString( 'utf8' )
		);
		return typeof value === 'object' &&
			value !== null &&
			! Array.isArray( value )
			? ( value as JwtPayload )
			: null;
	} catch {
		return null;
	}
}
