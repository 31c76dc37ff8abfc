import type { Page } from '@playwright/test';
import { startHub } from '../support/harness';
import { expect, pill, test, titled } from './support/feed';
import { logIn } from './support/log-in';

const SETTINGS = '/wp-admin/admin.php?page=realtime-events-settings';
const ROOT = '#realtime-events-settings';

/** A hub that returns is found with the next attempt, at most half a minute later. */
const RETURNS_WITHIN_MS = 45_000;

const saved = ( page: Page ) =>
	page.getByTestId( 'snackbar' ).filter( { hasText: 'Settings saved.' } );

/** Tries the connection; answers when it is known what came of it. */
async function testConnection( page: Page, outcome: string ): Promise< void > {
	await page.getByRole( 'button', { name: 'Test connection' } ).click();
	await expect(
		page.getByRole( 'status' ).filter( { hasText: outcome } )
	).toBeVisible();
}

const steps = ( page: Page, from: 'your site' | 'this browser' ) =>
	page
		.getByRole( 'list', { name: `From ${ from }` } )
		.getByRole( 'listitem' );

/** Makes a new key on the screen; answers with it. */
async function replaceKey( page: Page, oldKey: string ): Promise< string > {
	await page.getByRole( 'button', { name: 'Replace the key…' } ).click();
	await page
		.getByRole( 'combobox', { name: 'The old key' } )
		.selectOption( oldKey );
	await page.getByRole( 'button', { name: 'Make a new key' } ).click();
	const key = await page
		.getByRole( 'dialog', { name: 'Your new key' } )
		.getByRole( 'textbox', { name: 'API key' } )
		.textContent();
	await page.getByRole( 'button', { name: 'I have stored it' } ).click();
	return key ?? '';
}

// A second person who may manage, and everything as it was afterwards: the tests share a site.
test.beforeEach( async ( { rest } ) => {
	await rest( 'admin' )( 'POST', '/wp/v2/settings', {
		realtime_events: {
			roles: { view: [], publish: [], manage: [ 'shop_manager' ] },
		},
	} );
} );

test.afterEach( async ( { demo, rest } ) => {
	await rest( 'admin' )( 'POST', '/realtime-events/v1/settings/key', {
		action: 'set',
		key: demo.apiKey,
	} );
	await rest( 'admin' )( 'POST', '/wp/v2/settings', {
		realtime_events: {
			server_url: demo.hub,
			retention_days: 90,
			roles: { view: [], publish: [], manage: [] },
		},
	} );
} );

test( 'a key is replaced under two open screens, which go on, and the doctor of the other says at each step how it stands', async ( {
	demo,
	hub,
	loggedInPage,
	openFeed,
	publish,
}, { repeatEachIndex } ) => {
	const [ overlapping, moved ] = [
		`key.overlapping_${ repeatEachIndex }`,
		`key.moved_${ repeatEachIndex }`,
	];
	const colleague = await loggedInPage( 'shop_manager' );
	await colleague
		.context()
		.grantPermissions( [ 'clipboard-read', 'clipboard-write' ] );
	await colleague.goto( demo.site + SETTINGS );
	await expect( pill( colleague ) ).toContainText( 'Live' );
	const feed = await openFeed( 'editor' );
	const page = await loggedInPage( 'admin' );
	await page.goto( demo.site + SETTINGS );
	await page.getByRole( 'button', { name: 'Change – API key' } ).click();
	const key = await replaceKey( page, 'works for another hour' );
	expect( key ).toMatch( /^rte_/ );

	// The hub knows the old key alone, and nobody is to notice.
	await publish( 'author', { type: overlapping } );
	await expect( titled( feed, overlapping ) ).toHaveCount( 1 );
	await expect( pill( feed ) ).toContainText( 'Live' );
	await testConnection( colleague, 'It works' );
	for ( const from of [ 'your site', 'this browser' ] as const ) {
		const words = await steps( colleague, from ).allTextContents();
		expect( words.length, from ).toBeGreaterThan( 3 );
		for ( const step of words ) {
			expect( step ).toMatch( /Works\d+ ms/ );
		}
	}

	await hub.kill();
	await testConnection( colleague, 'The step that fails' );
	const failed = steps( colleague, 'your site' ).filter( {
		hasText: 'Failed',
	} );
	await expect( failed ).toHaveCount( 1 );
	await expect( failed ).toContainText( 'Start the hub' );
	const command = failed.getByRole( 'textbox' ).first();
	await expect( command ).toContainText( 'hub.mjs' );
	await failed.getByRole( 'button', { name: 'Copy' } ).first().click();
	await expect(
		failed.getByRole( 'button', { name: 'Copied' } )
	).toBeVisible();
	expect(
		await colleague.evaluate( () => navigator.clipboard.readText() )
	).toBe( await command.textContent() );

	const successor = await startHub( {
		siteId: demo.siteId,
		siteUrl: demo.site,
		apiKey: key,
		port: Number( new URL( demo.hub ).port ),
	} );
	try {
		for ( const screen of [ feed, colleague ] ) {
			await expect( pill( screen ) ).toContainText( 'Live', {
				timeout: RETURNS_WITHIN_MS,
			} );
		}
		await testConnection( colleague, 'It works' );
		await publish( 'author', { type: moved } );
		await expect( titled( feed, moved ) ).toHaveCount( 1 );

		await colleague.reload();
		await colleague
			.getByRole( 'button', { name: 'Change – API key' } )
			.click();
		await expect(
			colleague.getByText(
				`A key that ends in ${ key.slice( -4 ) } is set.`
			)
		).toBeAttached();
		await expect( colleague.getByText( /^Last used / ) ).toBeVisible();
		const former = colleague.getByText(
			/^The previous key works too, until /
		);
		await expect( former ).toBeVisible();

		await replaceKey( page, 'stops at once' );
		await colleague.reload();
		await testConnection( colleague, 'The step that fails' );
		await expect(
			steps( colleague, 'your site' ).filter( { hasText: 'Failed' } )
		).toContainText( /key/i );
		await colleague
			.getByRole( 'button', { name: 'Change – API key' } )
			.click();
		await expect( colleague.getByText( /^Last used / ) ).toBeVisible();
		await expect( former ).toHaveCount( 0 );
	} finally {
		await successor.stop();
	}
} );

test( 'without JavaScript the form says beside a field what is wrong and keeps it, and a colleague sees what was saved', async ( {
	browser,
	demo,
	loggedInPage,
	rest,
} ) => {
	const context = await browser.newContext( {
		javaScriptEnabled: false,
	} );
	await logIn( context, demo, 'admin' );
	const page = await context.newPage();
	await page.goto( demo.site + SETTINGS );
	const address = page.locator( '[name="realtime_events[server_url]"]' );
	const days = page.locator( '[name="realtime_events[retention_days]"]' );
	const send = () =>
		page
			.locator( `${ ROOT } form[action*="options.php"] [type="submit"]` )
			.first()
			.click();
	await address.fill( 'ftp://hub.example.com' );
	await days.fill( '0' );
	await send();
	await expect(
		page.getByText( 'Nothing was saved yet.', { exact: false } )
	).toHaveCount( 1 );
	for ( const [ field, typed, reason ] of [
		[ address, 'ftp://hub.example.com', /http/ ],
		[ days, '0', /1 to 3,?650/ ],
	] as const ) {
		await expect( field ).toHaveValue( typed );
		await expect( field ).toHaveAttribute( 'aria-invalid', 'true' );
		await expect( field ).toHaveAccessibleDescription( reason );
	}
	expect(
		( await rest( 'admin' )( 'GET', '/wp/v2/settings' ) ).body
	).toMatchObject( {
		realtime_events: { server_url: demo.hub, retention_days: 90 },
	} );

	await address.fill( demo.hub );
	await days.fill( '21' );
	await send();
	await expect( page.getByText( 'Settings saved.' ) ).toBeVisible();
	await expect( page.locator( '[aria-invalid]' ) ).toHaveCount( 0 );

	const colleague = await loggedInPage( 'shop_manager' );
	await colleague.goto( `${ demo.site }${ SETTINGS }&tab=data` );
	const theirs = colleague.getByRole( 'spinbutton', {
		name: 'Keep events for this many days',
	} );
	await expect( theirs ).toHaveValue( '21' );
	await theirs.fill( '22' );
	await colleague.getByRole( 'button', { name: 'Save changes' } ).click();
	await expect( saved( colleague ) ).toBeVisible();
	await page.goto( demo.site + SETTINGS );
	await expect( days ).toHaveValue( '22' );
	const fields = await page
		.locator( `${ ROOT } form[action*="options.php"]` )
		.evaluate( ( form: HTMLFormElement ) =>
			Object.fromEntries(
				[ ...new FormData( form ) ].map( ( [ name, value ] ) => [
					name,
					String( value ),
				] )
			)
		);
	await context.close();

	// Who may not manage gets no form, and cannot send another's.
	const stranger = await loggedInPage( 'subscriber' );
	const answer = await stranger.goto( demo.site + SETTINGS );
	expect( answer?.status() ).toBe( 403 );
	await expect( stranger.locator( 'form' ) ).toHaveCount( 0 );
	const sent = await stranger
		.context()
		.request.post( `${ demo.site }/wp-admin/options.php`, {
			form: { ...fields, 'realtime_events[retention_days]': '7' },
		} );
	expect( sent.status() ).toBe( 403 );
	expect(
		( await rest( 'admin' )( 'GET', '/wp/v2/settings' ) ).body
	).toMatchObject( { realtime_events: { retention_days: 22 } } );
} );
