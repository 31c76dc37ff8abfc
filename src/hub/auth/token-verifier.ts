import {
	MAX_CHANNELS_PER_SOCKET,
	TOKEN_AUDIENCE,
	TOKEN_CLOCK_SKEW_SECONDS,
	isChannelName,
	type Code,
	type TokenClaims,
} from '../../protocol';
import type { Site } from '../config/sites';
import { readSignedJwt, type JwtPayload } from './jwt';

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

/** A user, or who has the key of an order without an account. */
const SUBJECT = /^(?:order:)?[1-9][0-9]{0,19}$/;

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
	const payload = readSignedJwt( token, site.keys.token );
	return payload
		? checkClaims( payload, site, now.getTime() / 1000 )
		: INVALID;
}

function checkClaims(
	payload: JwtPayload,
	site: Site,
	nowSeconds: number
): TokenVerdict {
	const { iss, sub, channels, name, avatar, jti, iat, nbf, exp } = payload;
	const good =
		payload.site === site.id &&
		payload.aud === TOKEN_AUDIENCE &&
		typeof sub === 'string' &&
		SUBJECT.test( sub ) &&
		( iss === site.url || iss === `${ site.url }/` ) &&
		typeof jti === 'string' &&
		jti !== '' &&
		typeof iat === 'number' &&
		typeof exp === 'number' &&
		typeof nbf === 'number' &&
		nbf <= nowSeconds + TOKEN_CLOCK_SKEW_SECONDS &&
		iat <= nowSeconds + TOKEN_CLOCK_SKEW_SECONDS &&
		exp - iat <= MAX_LIFETIME_SECONDS &&
		isOptionalText( name, MAX_NAME_LENGTH ) &&
		isOptionalText( avatar, MAX_AVATAR_LENGTH ) &&
		Array.isArray( channels ) &&
		channels.length <= MAX_CHANNELS_PER_SOCKET &&
		channels.every( isChannelName );
	if ( ! good ) {
		return INVALID;
	}
	if ( ( exp as number ) <= nowSeconds - TOKEN_CLOCK_SKEW_SECONDS ) {
		return { code: 'token_expired' };
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
