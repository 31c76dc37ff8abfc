import type { Page } from '@playwright/test';
import { axeFindings } from './support/axe';
import { expect, pill, rows, test, titled } from './support/feed';

/** What the product promises from a click to another person's screen. */
const ARRIVES_WITHIN_MS = 2_000;
/** A hub that returns is found with the next attempt, at most half a minute later. */
const RETURNS_WITHIN_MS = 45_000;

/** What screen readers are told, when they have time. */
const told = ( page: Page ) => page.locator( '#a11y-speak-polite' );

const badge = ( page: Page ) =>
	page.locator( 'link[rel~="icon"][href^="data:image/png"]' );

async function publishInEditor( page: Page, title: string ): Promise< void > {
	await page
		.getByRole( 'button', { name: 'Publish', exact: true } )
		.first()
		.waitFor();
	const canvas = page.frameLocator( 'iframe[name="editor-canvas"]' );
	await canvas.getByRole( 'textbox', { name: 'Add title' } ).fill( title );
	await page
		.getByRole( 'button', { name: 'Publish', exact: true } )
		.first()
		.click();
	await page
		.getByRole( 'region', { name: 'Editor publish' } )
		.getByRole( 'button', { name: 'Publish', exact: true } )
		.click();
}

test.describe( 'the live feed', () => {
	test( 'shows within two seconds what an editor publishes in the block editor, once', async ( {
		loggedInPage,
		demo,
	} ) => {
		const admin = await loggedInPage( 'admin' );
		await admin.goto( demo.feed );
		await expect( pill( admin ) ).toContainText( 'Live' );

		const editor = await loggedInPage( 'editor' );
		await editor.goto( `${ demo.site }/wp-admin/post-new.php` );
		await editor.evaluate( () =>
			window.wp.data
				.dispatch( 'core/preferences' )
				.set( 'core/edit-post', 'welcomeGuide', false )
		);
		const title = `Spring sale ${ Date.now() }`;
		await publishInEditor( editor, title );
		await editor
			.getByRole( 'region', { name: 'Editor publish' } )
			.getByText( 'is now live' )
			.waitFor();
		const published = titled( admin, title ).filter( {
			hasText: 'published',
		} );
		await expect( published ).toBeVisible( { timeout: ARRIVES_WITHIN_MS } );
		await expect( published ).toHaveCount( 1 );
	} );

	test( 'closes the gap that a dead hub leaves, once and in order, and is live again', async ( {
		loggedInPage,
		demo,
		hub,
		rest,
	} ) => {
		const page = await loggedInPage( 'admin' );
		await page.goto( demo.feed );
		await expect( pill( page ) ).toContainText( 'Live' );
		const editor = rest( 'editor' );
		const publish = ( title: string ) =>
			editor( 'POST', '/wp/v2/posts', { title, status: 'publish' } );

		await hub.kill();
		await expect( pill( page ) ).not.toContainText( 'Live' );
		await publish( 'First without a hub' );
		await publish( 'Second without a hub' );
		await hub.start();
		await expect( pill( page ) ).toContainText( 'Live', {
			timeout: RETURNS_WITHIN_MS,
		} );
		await publish( 'First with a hub again' );
		await expect( titled( page, 'First with a hub again' ) ).toHaveCount(
			1
		);
		const sentences = ( await rows( page ).allTextContents() ).filter(
			( text ) => /(without|with) a hub/.test( text )
		);
		expect( sentences ).toHaveLength( 3 );
		expect( sentences[ 0 ] ).toContain( 'First with a hub again' );
		expect( sentences[ 1 ] ).toContain( 'Second without a hub' );
		expect( sentences[ 2 ] ).toContain( 'First without a hub' );
	} );

	test( 'works without a hub, by asking', async ( {
		loggedInPage,
		demo,
		hub,
		rest,
	} ) => {
		await hub.kill();
		const page = await loggedInPage( 'editor' );
		await page.goto( demo.feed );
		await expect( pill( page ) ).toContainText( 'Polling' );
		await expect( told( page ) ).toContainText( 'Polling' );
		await rest( 'author' )( 'POST', '/wp/v2/posts', {
			title: 'Told by the ledger',
			status: 'publish',
		} );
		await expect( titled( page, 'Told by the ledger' ) ).toHaveCount( 1 );

		// It says why and since when, and one need not wait for it.
		await pill( page ).click();
		const details = page.locator( '.realtime-events-pill__popover' );
		await expect( details ).toContainText( 'Your hub isn’t answering' );
		for ( const fact of [ 'Since', 'Last event' ] ) {
			await expect( details.getByText( fact ) ).toBeVisible();
		}
		expect(
			await axeFindings( page, '.realtime-events-pill__popover' )
		).toEqual( [] );
		await hub.start();
		const connecting = page.waitForEvent( 'websocket' );
		await details.getByRole( 'button', { name: 'Retry now' } ).click();
		await connecting;
		await expect( pill( page ) ).toContainText( 'Live' );
	} );

	test( 'is paused for one person and goes on for the others, all by keyboard', async ( {
		openFeed,
		publish,
	}, { repeatEachIndex } ) => {
		const [ before, meanwhile ] = [
			`pause.before_${ repeatEachIndex }`,
			`pause.meanwhile_${ repeatEachIndex }`,
		];
		const subject = `test/pause-${ repeatEachIndex }`;
		// Who logs in meanwhile is no news of a feed that does not show it.
		const filter = `&subject=${ encodeURIComponent( subject ) }`;
		const page = await openFeed( 'admin', filter );
		const colleague = await openFeed( 'shop_manager', filter );
		await publish( 'editor', { type: before, subject } );
		await expect( titled( page, before ) ).toHaveCount( 1 );
		await expect( told( page ) ).toContainText( before );

		await page.keyboard.press( 'p' );
		await expect(
			page.getByRole( 'button', { name: 'Resume' } )
		).toHaveAttribute( 'aria-pressed', 'true' );
		await publish( 'editor', { type: meanwhile, subject } );
		await expect( titled( colleague, meanwhile ) ).toHaveCount( 1 );
		await expect(
			page.getByRole( 'button', { name: /1 new event/ } )
		).toBeVisible();
		await expect( titled( page, meanwhile ) ).toHaveCount( 0 );
		await expect( page ).toHaveTitle( /^\(\d+\) / );
		await expect( badge( page ) ).toHaveCount( 1 );

		await page.keyboard.press( '?' );
		const help = page.getByRole( 'dialog', {
			name: 'Keyboard shortcuts',
		} );
		for ( const key of [ 'j', 'k', 'o', 'x', 'p', '/', '?' ] ) {
			await expect(
				help.locator( 'kbd' ).getByText( key, { exact: true } )
			).toBeVisible();
		}
		await page.keyboard.press( 'Escape' );
		await expect( help ).toHaveCount( 0 );

		await page.keyboard.press( 'p' );
		const newest = titled( page, meanwhile );
		const second = titled( page, before );
		await expect( newest ).toHaveCount( 1 );
		await page.keyboard.press( 'j' );
		await expect( newest ).toBeFocused();
		await page.keyboard.press( 'j' );
		await expect( second ).toBeFocused();
		await page.keyboard.press( 'k' );
		await expect( newest ).toBeFocused();
		await page.keyboard.press( '/' );
		await expect( page.getByRole( 'searchbox' ) ).toBeFocused();
	} );

	test( 'moves nothing under a reader, and shows what waited when asked', async ( {
		loggedInPage,
		demo,
		rest,
	} ) => {
		const editor = rest( 'editor' );
		for ( let count = 0; count < 25; count++ ) {
			await editor( 'POST', '/realtime-events/v1/publish', {
				type: `reading.example_${ count }`,
			} );
		}
		const page = await loggedInPage( 'admin' );
		await page.goto( demo.feed );
		await expect( pill( page ) ).toContainText( 'Live' );
		// By its name: only the rows near the screen exist, so that their numbers change with the scrolling.
		const reading = titled( page, 'reading.example_10' );
		// As long as its rows are not there the page is too short to be scrolled so far.
		await expect( titled( page, 'reading.example_24' ) ).toBeVisible();
		await expect
			.poll(
				() =>
					rows( page )
						.last()
						.evaluate(
							( row ) =>
								row.getBoundingClientRect().bottom >
								window.innerHeight
						),
				{ message: 'the rows fill the window' }
			)
			.toBe( true );
		let before: Awaited< ReturnType< typeof reading.boundingBox > > = null;
		await expect( async () => {
			await page.evaluate( () => window.scrollTo( 0, 600 ) );
			await expect( reading ).toBeInViewport( { timeout: 500 } );
			const earlier = before;
			before = await reading.boundingBox();
			expect( before, 'has come to rest' ).toEqual( earlier );
		} ).toPass( { timeout: 10_000 } );
		await editor( 'POST', '/realtime-events/v1/publish', {
			type: 'reading.waits',
		} );
		const waiting = page.getByRole( 'button', { name: /1 new event/ } );
		await expect( waiting ).toBeVisible();
		expect( await reading.boundingBox() ).toEqual( before );
		await waiting.click();
		await expect( titled( page, 'reading.waits' ) ).toBeVisible();
	} );

	test( 'moves no row that a mouse points at, and lets in what waited when it leaves', async ( {
		openFeed,
		publish,
	}, { repeatEachIndex } ) => {
		const subject = `test/hover-${ repeatEachIndex }`;
		// No two of a kind: those would be one row.
		for ( const type of [ 'hover.first', 'hover.second' ] ) {
			await publish( 'editor', { type, subject } );
		}
		const page = await openFeed(
			'admin',
			`&subject=${ encodeURIComponent( subject ) }`
		);
		const row = titled( page, 'hover.first' );
		const coming = titled( page, 'hover.third' );
		const waiting = page.getByRole( 'button', { name: /1 new event/ } );
		await expect( row ).toBeVisible();
		// To hover waits until nothing moves any more.
		await row.hover();
		const before = await row.boundingBox();
		await publish( 'author', { type: 'hover.third', subject } );
		// A mouse that lies still for eight seconds is not believed to be a reader's.
		let moves = 0;
		await expect( async () => {
			await row.hover( { position: { x: 100 + ( moves++ % 2 ), y: 8 } } );
			await expect( waiting ).toBeVisible( { timeout: 500 } );
		} ).toPass( { timeout: 30_000 } );
		expect( await row.boundingBox() ).toEqual( before );
		await expect( coming ).toHaveCount( 0 );

		await page.mouse.move( 0, 0 );
		await expect( coming ).toBeVisible();
		await expect( waiting ).toHaveCount( 0 );
		expect( ( await row.boundingBox() )?.y ).toBeGreaterThan(
			before?.y ?? Infinity
		);
	} );

	test( 'shows what an event says as text, whatever it says', async ( {
		loggedInPage,
		demo,
		rest,
	} ) => {
		const page = await loggedInPage( 'admin' );
		await page.goto( demo.feed );
		await rest( 'admin' )( 'POST', '/realtime-events/v1/publish', {
			type: 'hostile.example',
			data: {
				message: '<img src=x onerror="document.title=1"> & "quotes"',
			},
		} );
		const row = titled( page, 'hostile.example' );
		await expect( row ).toContainText( '<img src=x onerror=' );
		await expect( row.locator( 'img' ) ).toHaveCount( 0 );
	} );

	test( 'has one socket for all tabs of a browser, in all of which events arrive', async ( {
		loggedInPage,
		demo,
		rest,
	} ) => {
		const first = await loggedInPage( 'admin' );
		const second = await first.context().newPage();
		const sockets: string[] = [];
		for ( const page of [ first, second ] ) {
			page.on( 'websocket', ( socket ) => sockets.push( socket.url() ) );
			await page.goto( demo.feed );
			await expect( pill( page ) ).toContainText( 'Live' );
		}
		await rest( 'editor' )( 'POST', '/realtime-events/v1/publish', {
			type: 'tabs.example',
		} );
		await expect( titled( first, 'tabs.example' ) ).toHaveCount( 1 );
		await expect( titled( second, 'tabs.example' ) ).toHaveCount( 1 );
		expect( sockets ).toHaveLength( 1 );

		await first.close();
		await rest( 'editor' )( 'POST', '/realtime-events/v1/publish', {
			type: 'tabs.second_example',
		} );
		await expect( titled( second, 'tabs.second_example' ) ).toHaveCount(
			1
		);
	} );
} );
