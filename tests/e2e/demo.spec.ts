import { expect, test } from './support/fixtures';

test( 'every user of the demo can log in and sees wp-admin', async ( {
	loggedInPage,
	demo,
} ) => {
	for ( const login of [ 'admin', 'editor', 'author' ] as const ) {
		const page = await loggedInPage( login );
		await page.goto( `${ demo.site }/wp-admin/` );
		await expect(
			page.getByRole( 'heading', { name: 'Dashboard', level: 1 } )
		).toBeVisible();
	}
} );

test( 'the demo has posts at pretty addresses, and application passwords work', async ( {
	page,
	demo,
	rest,
} ) => {
	await page.goto( `${ demo.site }/the-bakery-opens-at-six/` );
	await expect(
		page.getByRole( 'heading', {
			name: 'The bakery opens at six',
			level: 1,
		} )
	).toBeVisible();

	const me = await rest( 'editor' )( 'GET', '/wp/v2/users/me' );
	expect( me.status ).toBe( 200 );
	expect( me.body ).toMatchObject( { name: 'Edda Editor' } );
} );

test( 'nobody is handed configuration, sources or hidden files', async ( {
	demo,
	request,
} ) => {
	for ( const path of [
		'/wp-config.php',
		'/.htaccess',
		'/wp-content/../../demo.json',
		'/%2e%2e/demo.json',
	] ) {
		const response = await request.get( demo.site + path );
		const text = await response.text();
		expect( text, path ).not.toContain( 'AUTH_KEY' );
	}
} );
