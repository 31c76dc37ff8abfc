import { errors, jwtVerify } from 'jose';
import {
	MAX_CHANNELS_PER_SOCKET,
	TOKEN_ALGORITHM,
	TOKEN_AUDIENCE,
	TOKEN_CLOCK_SKEW_SECONDS,
	isChannelName,
	type Code,
	type TokenClaims,
} from '../../protocol';
import type { Site } from '../config/sites';

/**
 * What the hub keeps of a token as long as its socket is open.
 *
 * @since 0.1.0
 */
export type Claims = Pick<
	TokenClaims,
	'sub' | 'name' | 'avatar' | 'channels' | 'iat' | 'exp'
>;

/** @since 0.1.0 */
export type TokenVerdict =
	| { readonly claims: Claims }
	| { readonly code: Extract< Code, 'token_invalid' | 'token_expired' > };

/** A token lives 5 minutes; one that claims much more was not made by the plugin. */
const MAX_LIFETIME_SECONDS = 60 * 60;
const MAX_TOKEN_LENGTH = 8 * 1024;
const MAX_NAME_LENGTH = 250;
const MAX_AVATAR_LENGTH = 2048;

const INVALID = { code: 'token_invalid' } as const;

/**
 * Checks a browser token against the keys of one site. HS256 only: the
 * algorithm is ours to choose and never the token's.
 *
 * @since 0.1.0
 */
export async function verifyToken(
	token: unknown,
	site: Site,
	now: Date
): Promise< TokenVerdict > {
	if ( typeof token !== 'string' || token.length > MAX_TOKEN_LENGTH ) {
		return INVALID;
	}
	for ( const key of site.keys.token ) {
		try {
			const { payload } = await jwtVerify( token, key, {
				algorithms: [ TOKEN_ALGORITHM ],
				audience: TOKEN_AUDIENCE,
				issuer: [ site.url, `${ site.url }/` ],
				clockTolerance: TOKEN_CLOCK_SKEW_SECONDS,
				requiredClaims: [ 'sub', 'iat', 'nbf', 'exp', 'jti' ],
				currentDate: now,
			} );
			return checkClaims( payload, site );
		} catch ( error ) {
			if ( error instanceof errors.JWTExpired ) {
				return { code: 'token_expired' };
			}
			if (
				! ( error instanceof errors.JWSSignatureVerificationFailed )
			) {
				return INVALID;
			}
			// Signed with another key: perhaps with the previous one.
		}
	}
	return INVALID;
}

function checkClaims(
	payload: Readonly< Record< string, unknown > >,
	site: Site
): TokenVerdict {
	const { sub, channels, name, avatar, jti, iat, exp } = payload;
	const good =
		payload.site === site.id &&
		payload.aud === TOKEN_AUDIENCE &&
		typeof sub === 'string' &&
		/^[1-9][0-9]{0,19}$/.test( sub ) &&
		typeof jti === 'string' &&
		typeof iat === 'number' &&
		typeof exp === 'number' &&
		exp - iat <= MAX_LIFETIME_SECONDS &&
		isOptionalText( name, MAX_NAME_LENGTH ) &&
		isOptionalText( avatar, MAX_AVATAR_LENGTH ) &&
		Array.isArray( channels ) &&
		channels.length <= MAX_CHANNELS_PER_SOCKET &&
		channels.every( isChannelName );
	if ( ! good ) {
		return INVALID;
	}
	const claims = {
		sub,
		channels,
		iat,
		exp,
		...( name !== undefined && { name } ),
		...( avatar !== undefined && { avatar } ),
	};
	return { claims: claims as unknown as Claims };
}

const isOptionalText = ( value: unknown, maxLength: number ): boolean =>
	value === undefined ||
	( typeof value === 'string' && value.length <= maxLength );
