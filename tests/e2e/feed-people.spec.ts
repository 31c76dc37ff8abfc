import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures';

const rows = ( page: Page ) => page.getByRole( 'feed' ).getByRole( 'article' );

const pill = ( page: Page ) =>
	page.getByRole( 'button', { name: /^Connection:/ } );

test.describe( 'what was read', () => {
	test(
		'is read on every device of the same person, and counted in the title until then',
		{ tag: '@trial' },
		async ( { loggedInPage, demo, rest } ) => {
			const publish = ( type: string ) =>
				rest( 'editor' )( 'POST', '/realtime-events/v1/publish', {
					type,
				} );
			await publish( 'reading.first' );
			const desk = await loggedInPage( 'shop_manager' );
			await desk.goto( demo.feed );
			await expect( pill( desk ) ).toContainText( 'Live' );
			// Somebody reads here: what comes waits, unread.
			await desk.mouse.move( 0, 0 );
			const reading = rows( desk ).first();
			await reading.click( { position: { x: 120, y: 8 } } );
			await publish( 'reading.second' );
			await expect( desk ).toHaveTitle( /^\(1\) / );

			const saved = desk.waitForResponse(
				( response ) =>
					response.url().includes( '/wp/v2/users/me' ) &&
					response.request().method() !== 'GET' &&
					response.ok()
			);
			await desk.keyboard.press( 'Escape' );
			await expect(
				rows( desk ).filter( { hasText: 'reading.second' } )
			).toBeVisible();
			await expect( desk ).not.toHaveTitle( /^\(/ );
			await saved;

			const phone = await loggedInPage( 'shop_manager' );
			await phone.goto( demo.feed );
			const second = rows( phone ).filter( {
				hasText: 'reading.second',
			} );
			await expect( second ).toBeVisible();
			await expect( phone.getByText( 'Unread.' ) ).toHaveCount( 0 );
			await expect( phone ).not.toHaveTitle( /^\(/ );
		}
	);
} );

test.describe( 'the chart', () => {
	test(
		'filters by what is dragged over, and “Back” undoes it',
		{ tag: '@trial' },
		async ( { loggedInPage, demo, rest } ) => {
			await rest( 'editor' )( 'POST', '/realtime-events/v1/publish', {
				type: 'chart.dragged',
			} );
			const page = await loggedInPage( 'admin' );
			await page.goto( `${ demo.feed }&type=chart.dragged` );
			const chart = page.getByRole( 'region', {
				name: 'How many events',
			} );
			const bars = chart.locator( '[data-index]' );
			const last = await bars.last().boundingBox();
			const earlier = await bars.nth( -10 ).boundingBox();
			if ( ! last || ! earlier ) {
				throw new Error( 'The chart has no bars.' );
			}
			const y = last.y + last.height - 2;
			await page.mouse.move( last.x + last.width / 2, y );
			await page.mouse.down();
			await page.mouse.move( earlier.x + earlier.width / 2, y, {
				steps: 8,
			} );
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
		}
	);
} );
