import { expect, test } from './support/fixtures';

const DASHBOARD = '/wp-admin/index.php';

test( 'a form in wp-admin says so at once when somebody else saves what is on it', async ( {
	loggedInPage,
	demo,
	rest,
} ) => {
	const { body } = await rest( 'admin' )( 'POST', '/wp/v2/categories', {
		name: `Rolls ${ Date.now() }`,
	} );
	const { id } = body as { id: number };
	const page = await loggedInPage( 'admin' );
	await page.goto(
		`${ demo.site }/wp-admin/term.php?taxonomy=category&tag_ID=${ id }`
	);
	const banner = page
		.getByRole( 'status' )
		.filter( { hasText: 'Changed elsewhere' } );
	// One's own change is no news to oneself; the next one, which is, comes after it.
	await rest( 'admin' )( 'POST', `/wp/v2/categories/${ id }`, {
		description: 'Mine',
	} );
	await rest( 'editor' )( 'POST', `/wp/v2/categories/${ id }`, {
		description: 'Theirs',
	} );
	await expect( banner ).toContainText( demo.users.editor.login, {
		ignoreCase: true,
	} );
	await banner.getByRole( 'button', { name: 'Dismiss' } ).click();
	await expect( banner ).toHaveCount( 0 );
} );

test( 'the command palette leads to the live feed', async ( {
	loggedInPage,
	demo,
} ) => {
	const page = await loggedInPage( 'admin' );
	await page.goto( demo.site + DASHBOARD );
	await page.keyboard.press( 'ControlOrMeta+k' );
	await page.getByRole( 'combobox' ).fill( 'live feed' );
	await page
		.getByRole( 'option', { name: 'Realtime Events: open the live feed' } )
		.click();
	await expect( page.getByRole( 'feed' ) ).toBeVisible();
} );
