import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import type { Demo } from '../support/harness';
import { axeFindings } from './support/axe';
import { expect, rows, test } from './support/feed';
import { writeFromRightToLeft } from './support/rtl';

const run = promisify( execFile );

const SETTINGS = 'admin.php?page=realtime-events-settings';
const SETTINGS_ROOT = '#realtime-events-settings';

/** Everything that an admin opens, and what a person does there first. */
const SCREENS: ReadonlyArray< {
	name: string;
	path: string;
	root: string;
	act?: ( page: Page ) => Promise< void >;
} > = [
	{
		name: 'the feed',
		path: 'admin.php?page=realtime-events',
		root: '#realtime-events-feed',
		act: ( page ) => expect( rows( page ) ).not.toHaveCount( 0 ),
	},
	{
		name: 'deliveries',
		path: 'admin.php?page=realtime-events-deliveries',
		root: '#realtime-events-deliveries',
		act: ( page ) =>
			page
				.getByRole( 'button', { name: /^Details/ } )
				.first()
				.click(),
	},
	...[ 'connection', 'events', 'hooks', 'access', 'data' ].map( ( tab ) => ( {
		name: `the settings, ${ tab }`,
		path: `${ SETTINGS }&tab=${ tab }`,
		root: SETTINGS_ROOT,
		act: ( page: Page ) =>
			expect( page.getByRole( 'tabpanel' ) ).toBeVisible(),
	} ) ),
	{
		name: 'the connection test',
		path: SETTINGS,
		root: SETTINGS_ROOT,
		act: async ( page ) => {
			await page
				.getByRole( 'button', { name: 'Test connection' } )
				.click();
			await expect(
				page.getByRole( 'status' ).filter( { hasText: 'It works' } )
			).toBeVisible();
		},
	},
	{
		name: 'announcing',
		path: 'admin.php?page=realtime-events-announce',
		root: '#wpbody-content',
	},
	{
		name: 'the dashboard',
		path: 'index.php',
		root: '#realtime-events-dashboard',
	},
];

/** In some of WordPress's schemes its own main buttons are hard to read, on every screen that it has. Theirs is not ours to mend. */
const isOfWordPress = ( finding: string ): boolean =>
	/^color-contrast [^:]*\.is-primary/.test( finding );

/** 1280 px wide at 200 % are 640. */
const WIDTHS = [ 1280, 640, 320 ];

async function look(
	page: Page,
	demo: Demo,
	{ name, path, root, act }: ( typeof SCREENS )[ number ],
	widths: readonly number[]
): Promise< void > {
	await page.setViewportSize( { width: 1280, height: 900 } );
	await page.goto( `${ demo.site }/wp-admin/${ path }` );
	await expect( page.locator( root ) ).toBeVisible();
	await act?.( page );
	for ( const width of widths ) {
		const where = `${ name }, ${ width } px`;
		await page.setViewportSize( { width, height: 900 } );
		await expect
			.poll(
				() =>
					page.evaluate(
						() =>
							document.documentElement.scrollWidth -
							window.innerWidth
					),
				where
			)
			.toBeLessThanOrEqual( 0 );
		const findings = await axeFindings( page, root );
		expect(
			findings.filter( ( finding ) => ! isOfWordPress( finding ) ),
			where
		).toEqual( [] );
	}
}

test.beforeEach( async ( { publish, demo }, { repeatEachIndex } ) => {
	await publish( 'editor', {
		type: 'screens.looked_at',
		data: { title: `Looked at ${ repeatEachIndex } on ${ demo.siteId }` },
	} );
} );

for ( const screen of SCREENS ) {
	test( `${ screen.name } from right to left: fits at any width, and axe finds nothing`, async ( {
		demo,
		loggedInPage,
	} ) => {
		const page = await loggedInPage( 'admin' );
		await page.emulateMedia( { reducedMotion: 'reduce' } );
		await writeFromRightToLeft( page.context(), demo );
		await look( page, demo, screen, WIDTHS );
		await expect( page.locator( 'html' ) ).toHaveCSS( 'direction', 'rtl' );
	} );
}

test( 'axe finds nothing on any screen in a dark colour scheme', async ( {
	demo,
	loggedInPage,
} ) => {
	const dressIn = ( scheme: string ) =>
		run( demo.wp, [
			...[ 'user', 'meta', 'update', demo.users.admin.login ],
			...[ 'admin_color', scheme ],
		] );
	await dressIn( 'midnight' );
	try {
		const page = await loggedInPage( 'admin' );
		await page.emulateMedia( { reducedMotion: 'reduce' } );
		for ( const screen of SCREENS ) {
			await look( page, demo, screen, [ 1280 ] );
		}
		await expect( page.locator( 'body.admin-color-midnight' ) ).toHaveCount(
			1
		);
	} finally {
		await dressIn( 'modern' );
	}
} );

test( 'axe finds nothing in the menus and dialogs of the feed', async ( {
	loggedInPage,
	demo,
} ) => {
	const page = await loggedInPage( 'admin' );
	await page.emulateMedia( { reducedMotion: 'reduce' } );
	await page.goto( demo.feed );
	await expect( rows( page ) ).not.toHaveCount( 0 );
	const filters = page.locator( '#realtime-events-feed' );
	for ( const name of [
		'Types',
		'Severity',
		'People',
		'Channel',
		'Team',
		'Time',
		'More',
	] ) {
		await filters
			.getByRole( 'button', { name, exact: true } )
			.first()
			.click();
		const menu = page.locator( '.components-popover' );
		await expect( menu ).toBeVisible();
		expect(
			await axeFindings( page, '.components-popover' ),
			name
		).toEqual( [] );
		await page.keyboard.press( 'Escape' );
		await expect( menu ).toHaveCount( 0 );
	}
	await page.keyboard.press( '?' );
	await expect( page.getByRole( 'dialog' ) ).toBeVisible();
	expect( await axeFindings( page, '[role="dialog"]' ) ).toEqual( [] );
} );

test( 'on a phone no tab of the settings is cut, and what a type is called in programs is below its name', async ( {
	demo,
	loggedInPage,
} ) => {
	const page = await loggedInPage( 'admin' );
	await page.setViewportSize( { width: 390, height: 844 } );
	await page.goto( `${ demo.site }/wp-admin/${ SETTINGS }&tab=events` );
	await expect( page.getByRole( 'tab' ) ).toHaveCount( 5 );
	await expect( page.getByRole( 'tab', { name: 'Data' } ) ).toBeInViewport( {
		ratio: 1,
	} );
	const row = page
		.getByRole( 'listitem' )
		.filter( { has: page.getByText( 'post.updated', { exact: true } ) } );
	const bottomOf = async ( text: string ) => {
		const box = await row.getByText( text, { exact: true } ).boundingBox();
		return ( box?.y ?? 0 ) + ( box?.height ?? 0 );
	};
	expect( await bottomOf( 'post.updated' ) ).toBeGreaterThan(
		( await bottomOf( 'Post updated' ) ) + 10
	);
} );
