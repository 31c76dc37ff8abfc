import type { Page } from '@playwright/test';
import { expect, panel, rows, test, titled } from './support/feed';

/** Notes on a page from its start on whether a row with this text was ever drawn as unread. */
const watchUnread = ( page: Page, text: string ) =>
	page.addInitScript( ( wanted ) => {
		const seen = window as unknown as { wasUnread: boolean };
		seen.wasUnread = false;
		new MutationObserver( () => {
			for ( const row of document.querySelectorAll(
				'article.is-unread'
			) ) {
				seen.wasUnread ||= row.textContent?.includes( wanted ) ?? false;
			}
		} ).observe( document, {
			subtree: true,
			childList: true,
			attributes: true,
			attributeFilter: [ 'class' ],
		} );
	}, text );

const wasUnread = ( page: Page ): Promise< boolean > =>
	page.evaluate(
		() => ( window as unknown as { wasUnread: boolean } ).wasUnread
	);

test.describe( 'what was read', () => {
	test( 'is read on every device of the same person, and counted in the title until then', async ( {
		loggedInPage,
		openFeed,
		demo,
		publish,
	}, { repeatEachIndex } ) => {
		const first = `reading.first_${ repeatEachIndex }`;
		const second = `reading.second_${ repeatEachIndex }`;
		await publish( 'editor', { type: first } );
		const desk = await openFeed( 'shop_manager' );
		const reading = titled( desk, first );
		await expect( reading ).toBeVisible();
		// All that was before is read, once it was on screen for a moment.
		await desk.mouse.move( 0, 0 );
		await expect( desk ).not.toHaveTitle( /^\(/ );
		await expect( desk.locator( 'article.is-unread' ) ).toHaveCount( 0 );
		// Somebody reads here: what comes waits, unread.
		await reading.focus();
		await desk.keyboard.press( 'Enter' );
		await expect( panel( desk ) ).toBeVisible();
		const { sequence } = await publish( 'editor', { type: second } );
		await expect( desk ).toHaveTitle( /^\(\d+\) / );

		// By what is in it: the mark before may only now be on its way.
		const saved = desk.waitForResponse(
			( response ) =>
				response.url().includes( '/wp/v2/users/me' ) &&
				( response.request().postData() ?? '' ).includes(
					`"readUpTo":"${ sequence }"`
				) &&
				response.ok()
		);
		await desk.keyboard.press( 'Escape' );
		await expect( titled( desk, second ) ).toBeVisible();
		await expect( desk ).not.toHaveTitle( /^\(/ );
		await saved;

		const phone = await loggedInPage( 'shop_manager' );
		await watchUnread( phone, second );
		await phone.goto( demo.feed );
		await expect( titled( phone, second ) ).toBeVisible();
		await expect( phone ).not.toHaveTitle( /^\(/ );
		expect( await wasUnread( phone ) ).toBe( false );
	} );
} );

test.describe( 'the chart', () => {
	test( 'filters by what is dragged over, and “Back” undoes it', async ( {
		openFeed,
		publish,
	}, { repeatEachIndex } ) => {
		const type = `chart.dragged_${ repeatEachIndex }`;
		await publish( 'editor', { type } );
		const page = await openFeed( 'admin', `&type=${ type }` );
		await expect( rows( page ) ).toHaveCount( 1 );
		const bars = page
			.getByRole( 'region', { name: 'How many events' } )
			.locator( '[data-index]' );
		await expect( bars ).toHaveCount( 60 );
		// To hover waits until nothing moves any more.
		await bars.last().hover();
		await page.mouse.down();
		await bars.nth( -10 ).hover();
		await page.mouse.up();
		await expect( page ).toHaveURL( /since=.*until=/ );
		const { searchParams } = new URL( page.url() );
		const minutes =
			( Date.parse( searchParams.get( 'until' ) ?? '' ) -
				Date.parse( searchParams.get( 'since' ) ?? '' ) ) /
			60_000;
		expect( minutes ).toBe( 10 );
		await expect( rows( page ) ).toHaveCount( 1 );
		await page.goBack();
		await expect( page ).not.toHaveURL( /since=/ );
	} );
} );
