import type { Locator, Page } from '@playwright/test';
import { expect, test } from './support/fixtures';

/** "Pushed" means this, from the click to the row. */
const PUSH_WITHIN_MS = 2_000;

/** A hub that came back is found again within one step of the backoff. */
const RECOVERY_WITHIN_MS = 45_000;

const feedOf = ( page: Page ): Locator => page.getByRole( 'feed' );

const rowOf = ( page: Page, title: string ): Locator =>
	feedOf( page )
		.getByRole( 'article' )
		.filter( { hasText: title } )
		.filter( { hasText: 'published' } );

const isLive = ( page: Page ) =>
	expect( page.getByRole( 'button', { name: /Live/ } ) ).toBeVisible( {
		timeout: RECOVERY_WITHIN_MS,
	} );

/**
 * Publishes a post as a person does: types a title, presses Publish twice.
 *
 * @return When the second press was made.
 */
async function publishInEditor(
	page: Page,
	site: string,
	title: string
): Promise< number > {
	await page.goto( `${ site }/wp-admin/post-new.php` );
	// The welcome guide covers the editor at a user's first visit.
	await page.evaluate( () =>
		(
			window as unknown as {
				wp: {
					data: {
						dispatch: ( store: string ) => {
							set: (
								scope: string,
								name: string,
								value: boolean
							) => void;
						};
					};
				};
			}
		 ).wp.data
			.dispatch( 'core/preferences' )
			.set( 'core/edit-post', 'welcomeGuide', false )
	);
	const canvas = page
		.frameLocator( 'iframe[name="editor-canvas"]' )
		.getByRole( 'textbox', { name: 'Add title' } );
	await canvas.click();
	await canvas.pressSequentially( title );
	await page
		.getByRole( 'region', { name: 'Editor top bar' } )
		.getByRole( 'button', { name: 'Publish', exact: true } )
		.click();
	await page
		.getByRole( 'region', { name: 'Editor publish' } )
		.getByRole( 'button', { name: 'Publish', exact: true } )
		.click();
	return Date.now();
}

test( 'a post published in the block editor is on the open feed of another user within two seconds, once', async ( {
	loggedInPage,
	demo,
} ) => {
	const admin = await loggedInPage( 'admin' );
	await admin.goto( demo.feed );
	await isLive( admin );
	const loads: string[] = [];
	admin.on( 'framenavigated', ( frame ) => loads.push( frame.url() ) );

	const editor = await loggedInPage( 'editor' );
	const title = `Spring sale ${ Date.now() }`;
	const published = await publishInEditor( editor, demo.site, title );

	await expect( rowOf( admin, title ) ).toBeVisible( {
		timeout: PUSH_WITHIN_MS,
	} );
	// Reported, not asserted: the bar above is the promise.
	test.info().annotations.push( {
		type: 'click to row',
		description: `${ Date.now() - published } ms`,
	} );
	await expect( editor.getByText( 'Post published.' ).first() ).toBeVisible();
	// The editor's second save of the same post would be here by now.
	await editor.waitForLoadState( 'networkidle' );
	await expect( rowOf( admin, title ) ).toHaveCount( 1 );
	expect( loads, 'the feed was not loaded again' ).toEqual( [] );
} );

test( 'what happens while the hub is dead is on the feed afterwards, once and in order', async ( {
	loggedInPage,
	demo,
	hub,
	rest,
} ) => {
	const admin = await loggedInPage( 'admin' );
	await admin.goto( demo.feed );
	await isLive( admin );

	await hub.kill();
	await expect(
		admin.getByRole( 'button', { name: /Polling|Reconnecting/ } )
	).toBeVisible();

	const stamp = Date.now();
	const titles = [ `First of two ${ stamp }`, `Second of two ${ stamp }` ];
	for ( const title of titles ) {
		const answer = await rest( 'editor' )( 'POST', '/wp/v2/posts', {
			title,
			status: 'publish',
		} );
		expect( answer.status ).toBe( 201 );
	}

	await hub.start();
	await isLive( admin );

	const inOrder = async () => {
		const rows = await feedOf( admin )
			.getByRole( 'article' )
			.filter( { hasText: `of two ${ stamp }` } )
			.allInnerTexts();
		return rows.map(
			( text ) => text.match( /(First|Second) of two/ )?.[ 1 ]
		);
	};
	// Newest first.
	await expect.poll( inOrder ).toEqual( [ 'Second', 'First' ] );
} );

test( 'a screen that is opened while the hub is dead works, and goes live by itself', async ( {
	loggedInPage,
	demo,
	hub,
	rest,
} ) => {
	await hub.kill();
	const admin = await loggedInPage( 'admin' );
	await admin.goto( demo.feed );
	const title = `Told by polling ${ Date.now() }`;
	await rest( 'editor' )( 'POST', '/wp/v2/posts', {
		title,
		status: 'publish',
	} );
	await expect( rowOf( admin, title ) ).toBeVisible();

	await hub.start();
	await isLive( admin );
	await expect( rowOf( admin, title ) ).toHaveCount( 1 );
} );
