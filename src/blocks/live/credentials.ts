import { SiteError, type Credentials } from '../../connection/types';

/**
 * As whom the page connects. What is public needs no token, so most visitors
 * cost the site no request; a token is taken only where a block asks for more.
 *
 * @since 0.1.0
 *
 * @param where Address and name of the site at its hub.
 * @param token Null where everything is public.
 */
export async function credentialsOf(
	where: Omit< Credentials, 'channels' >,
	token: Promise< string > | null
): Promise< Credentials > {
	const open = { ...where, channels: [] };
	try {
		return token === null ? open : { ...open, token: await token };
	} catch {
		// Whatever it was, it must not cost the other blocks their connection.
		throw new SiteError( 0, 'token_missing', 'The site gave no token.' );
	}
}
