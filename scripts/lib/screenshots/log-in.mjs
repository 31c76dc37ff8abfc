/**
 * Logs somebody in, with a browser of their own: each time would be an event in the pictures.
 *
 * @param {Object} browser The browser.
 * @param {Object} demo    The demo.
 * @param {string} who     Name of the user.
 * @return {Promise<Object>} Cookies, for other contexts.
 */
export async function logIn( browser, demo, who ) {
	const { login, password } = demo.users[ who ];
	const context = await browser.newContext();
	const page = await context.newPage();
	await page.goto( `${ demo.site }/wp-login.php` );
	await page.locator( '#user_login' ).fill( login );
	await page.locator( '#user_pass' ).fill( password );
	await page.locator( '#wp-submit' ).click();
	await page.waitForURL( /wp-admin/ );
	const session = await context.storageState();
	await context.close();
	return session;
}
