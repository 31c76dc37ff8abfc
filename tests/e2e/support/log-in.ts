import type { BrowserContext } from '@playwright/test';
import type { Demo, DemoLogin } from '../../support/harness';

/**
 * Logs a user in by WordPress's own form, without the pages around it.
 *
 * @param context Where the session is to be.
 * @param demo    The site.
 * @param login   Who.
 */
export async function logIn(
	context: BrowserContext,
	demo: Demo,
	login: DemoLogin
): Promise< void > {
	const { password } = demo.users[ login ];
	const form = `${ demo.site }/wp-login.php`;
	// The form hands out the cookie with which WordPress sees that cookies work.
	await context.request.get( form );
	await context.request.post( form, {
		form: { log: login, pwd: password, testcookie: '1' },
		maxRedirects: 0,
	} );
	const cookies = await context.cookies();
	if (
		! cookies.some( ( { name } ) => /^wordpress_logged_in_/.test( name ) )
	) {
		throw new Error( `${ login } could not log in at ${ form }.` );
	}
}
