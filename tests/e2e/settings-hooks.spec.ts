import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { axeFindings } from './support/axe';
import { expect, test } from './support/fixtures';

const HOOKS = '/wp-admin/admin.php?page=realtime-events-settings&tab=hooks';
const FEED = '/wp-admin/admin.php?page=realtime-events';
/** A page of wp-admin on which the site's own plugin announces something. */
const DO_IT = '/wp-admin/index.php?send_newsletter=1';

const SEND = '/wp-admin/index.php?send_postcard=';

const PLUGIN = `<?php
add_action( 'admin_init', static function () {
	if ( isset( $_GET['send_newsletter'] ) ) {
		do_action( 'corner_newsletter_sent', array( 'subject' => 'Spring sale', 'reader' => 'ada@example.com', 'api_key' => 'open-sesame-1' ), 42 );
	}
	if ( isset( $_GET['send_postcard'] ) ) {
		do_action( 'corner_postcard_sent', array( 'to' => $_GET['send_postcard'] ) );
	}
} );
`;

test.beforeEach( async ( { demo } ) => {
	const file = pluginOf( demo.wordpress );
	await mkdir( dirname( file ), { recursive: true } );
	await writeFile( file, PLUGIN );
} );

test.afterEach( async ( { demo, rest } ) => {
	await rm( pluginOf( demo.wordpress ), { force: true } );
	await rest( 'admin' )( 'PUT', '/realtime-events/v1/hooks', { hooks: [] } );
	await rest( 'admin' )( 'DELETE', '/realtime-events/v1/hooks/recording' );
} );

test( 'an action that was recorded once is an event from then on, with what was ticked and no more', async ( {
	loggedInPage,
	demo,
	rest,
} ) => {
	const page = await loggedInPage( 'admin' );
	await page.goto( demo.site + HOOKS );
	await page.getByRole( 'button', { name: 'Record', exact: true } ).click();
	await expect( page.getByText( /Recording, \d:\d\d left/ ) ).toBeVisible();

	const other = await page.context().newPage();
	await other.goto( demo.site + DO_IT );
	const recorded = page
		.getByRole( 'list', { name: 'Recorded actions' } )
		.getByRole( 'button', { name: 'corner_newsletter_sent', exact: true } );
	await expect( recorded ).toBeVisible();
	await page.getByRole( 'button', { name: 'Stop' } ).click();
	await recorded.click();
	const seen = page.getByRole( 'list', { name: 'Recorded actions' } );
	await expect( seen ).toContainText( 'Spring sale' );
	await expect( seen ).not.toContainText( 'ada@example.com' );
	await expect( seen ).not.toContainText( 'open-sesame-1' );

	await page
		.getByRole( 'button', {
			name: 'Make an event: corner_newsletter_sent',
		} )
		.click();
	const dialog = page.getByRole( 'dialog', { name: 'New event' } );
	await dialog
		.getByRole( 'textbox', { name: 'Label' } )
		.fill( 'Newsletter sent' );
	await dialog.getByRole( 'checkbox', { name: '0.subject' } ).check();
	await dialog.getByRole( 'checkbox', { name: '0.api_key' } ).check();
	expect( await axeFindings( page, '[role="dialog"]' ) ).toEqual( [] );
	await dialog.getByRole( 'button', { name: 'Save' } ).click();
	await expect( dialog ).toContainText( 'looks like a secret' );
	await dialog.getByRole( 'checkbox', { name: '0.api_key' } ).uncheck();
	await dialog.getByRole( 'button', { name: 'Save' } ).click();
	await expect( dialog ).toBeHidden();

	await other.goto( demo.site + FEED );
	await expect(
		other.getByRole( 'button', { name: /Connection: Live/ } )
	).toBeVisible();
	await page.goto( demo.site + DO_IT );
	const row = other
		.getByRole( 'feed' )
		.getByRole( 'article' )
		.filter( { hasText: 'Newsletter sent' } );
	await expect( row ).toHaveCount( 1 );
	const { body } = await rest( 'admin' )(
		'GET',
		'/realtime-events/v1/events?type[]=corner_newsletter_sent'
	);
	expect( body ).toEqual( [
		expect.objectContaining( {
			channel: 'editors',
			data: { subject: 'Spring sale' },
		} ),
	] );
} );

test( 'what a colleague does meanwhile is not recorded, and is told to both once it is an event', async ( {
	loggedInPage,
	demo,
} ) => {
	const recorder = await loggedInPage( 'admin' );
	const colleague = await loggedInPage( 'editor' );
	await recorder.goto( demo.site + HOOKS );
	await recorder
		.getByRole( 'button', { name: 'Record', exact: true } )
		.click();
	await expect(
		recorder.getByText( /Recording, \d:\d\d left/ )
	).toBeVisible();
	await colleague.goto( demo.site + DO_IT );
	await colleague.goto( `${ demo.site }${ SEND }Theirs` );
	const other = await recorder.context().newPage();
	await other.goto( `${ demo.site }${ SEND }Mine` );
	const recorded = recorder.getByRole( 'list', { name: 'Recorded actions' } );
	const action = recorded.getByRole( 'button', {
		name: 'corner_postcard_sent',
		exact: true,
	} );
	await expect( action ).toBeVisible();
	await recorder.getByRole( 'button', { name: 'Stop' } ).click();
	await action.click();
	await expect( recorded ).toContainText( 'Mine' );
	await expect( recorded ).not.toContainText( 'Theirs' );
	await expect( recorded ).not.toContainText( 'corner_newsletter_sent' );

	await recorder
		.getByRole( 'button', { name: 'Make an event: corner_postcard_sent' } )
		.click();
	const dialog = recorder.getByRole( 'dialog', { name: 'New event' } );
	await dialog
		.getByRole( 'textbox', { name: 'Label' } )
		.fill( 'Postcard sent' );
	await dialog.getByRole( 'checkbox', { name: '0.to' } ).check();
	await dialog.getByRole( 'button', { name: 'Save' } ).click();
	await expect( dialog ).toBeHidden();
	for ( const page of [ other, colleague ] ) {
		await page.goto(
			`${ demo.site }${ FEED }&type=corner_postcard_sent&since=${ new Date().toISOString() }`
		);
		await expect(
			page.getByRole( 'button', { name: /Connection: Live/ } )
		).toBeVisible();
	}
	// Who does not record any more sends it now.
	const desk = await colleague.context().newPage();
	await desk.goto( `${ demo.site }${ SEND }Ours` );
	for ( const page of [ other, colleague ] ) {
		const row = page.getByRole( 'feed' ).getByRole( 'article' );
		await expect( row ).toHaveCount( 1 );
		// The letters of who did it.
		await expect( row ).toContainText( /^EE.*Postcard sent/ );
	}
	expect( ( await colleague.goto( demo.site + HOOKS ) )?.status() ).toBe(
		403
	);
} );

test( 'a named action is changed and deleted where it stands', async ( {
	loggedInPage,
	demo,
	rest,
} ) => {
	await rest( 'admin' )( 'PUT', '/realtime-events/v1/hooks', {
		hooks: [ { hook: 'corner_done', label: 'Corner done' } ],
	} );
	const page = await loggedInPage( 'admin' );
	await page.goto( demo.site + HOOKS );
	await page.getByRole( 'button', { name: 'Edit “Corner done”' } ).click();
	const dialog = page.getByRole( 'dialog', { name: 'Edit event' } );
	await dialog
		.getByRole( 'combobox', { name: 'Who is told' } )
		.selectOption( 'admins' );
	await dialog.getByRole( 'button', { name: 'Save' } ).click();
	await expect( dialog ).toBeHidden();
	expect(
		( await rest( 'admin' )( 'GET', '/realtime-events/v1/hooks' ) ).body
	).toMatchObject( {
		hooks: [ {}, { hook: 'corner_done', channel: 'admins' } ],
	} );

	await page.getByRole( 'button', { name: 'Delete “Corner done”' } ).click();
	await page
		.getByRole( 'alertdialog' )
		.getByRole( 'button', { name: 'Delete' } )
		.click();
	await expect(
		page.getByText( 'corner_done', { exact: true } )
	).toHaveCount( 0 );
	expect(
		( await rest( 'admin' )( 'GET', '/realtime-events/v1/hooks' ) ).body
	).toMatchObject( { hooks: [ { hook: 'my_custom_event' } ] } );
} );

function pluginOf( wordpress: string ): string {
	return join( wordpress, 'wp-content/mu-plugins/e2e-newsletter.php' );
}
