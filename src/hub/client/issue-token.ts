import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import {
	TOKEN_ALGORITHM,
	TOKEN_AUDIENCE,
	TOKEN_LIFETIME_SECONDS,
} from '../../protocol';
import { deriveKey } from '../config/sites';

/** @since 0.1.0 */
export interface TokenOptions {
	readonly site: string;
	readonly siteUrl: string;
	readonly apiKey: string;
	readonly channels: readonly string[];
	readonly user?: string;
	readonly name?: string;
}

/** No user of WordPress has it. */
const NOBODY = '18446744073709551615';

/**
 * A token as the site issues it, for those who have its API key.
 *
 * @since 0.1.0
 */
export function issueToken( {
	site,
	siteUrl,
	apiKey,
	channels,
	user = NOBODY,
	name = 'Command line',
}: TokenOptions ): Promise< string > {
	return new SignJWT( { site, name, channels } )
		.setProtectedHeader( { alg: TOKEN_ALGORITHM } )
		.setIssuer( siteUrl )
		.setAudience( TOKEN_AUDIENCE )
		.setSubject( user )
		.setJti( randomUUID() )
		.setIssuedAt()
		.setNotBefore( '0s' )
		.setExpirationTime( `${ TOKEN_LIFETIME_SECONDS }s` )
		.sign( deriveKey( apiKey, 'token' ) );
}
