import type { Locator, Page } from '@playwright/test';
import type { DemoLogin } from '../../support/harness';
import { expect, test as base } from './fixtures';

/** What the site answers to who publishes. */
interface Published {
	id: string;
	sequence: string;
	time: string;
}

interface FeedFixtures {
	/** Opens the live feed with this filter, as this user or on this page, and waits until it is live. */
	openFeed: ( who: DemoLogin | Page, filter?: string ) => Promise< Page >;
	/** An event of a plugin's own, by this user. */
	publish: (
		login: DemoLogin,
		event: { type: string } & Record< string, unknown >
	) => Promise< Published >;
	/** What of these users is remembered (views, alerts, read marks) is forgotten after the test. */
	forgetsPreferencesOf: ( ...logins: DemoLogin[] ) => void;
}

export const test = base.extend< FeedFixtures >( {
	openFeed: async ( { demo, loggedInPage }, provide ) => {
		await provide( async ( who, filter = '' ) => {
			const page =
				typeof who === 'string' ? await loggedInPage( who ) : who;
			await page.goto( `${ demo.feed }${ filter }` );
			await expect( pill( page ) ).toContainText( 'Live' );
			return page;
		} );
	},

	publish: async ( { rest }, provide ) => {
		await provide( async ( login, event ) => {
			const { status, body } = await rest( login )(
				'POST',
				'/realtime-events/v1/publish',
				event
			);
			expect( status, JSON.stringify( body ) ).toBe( 201 );
			return body as Published;
		} );
	},

	forgetsPreferencesOf: async ( { rest }, provide ) => {
		const users: DemoLogin[] = [];
		await provide( ( ...logins ) => void users.push( ...logins ) );
		for ( const login of users ) {
			const { status } = await rest( login )( 'POST', '/wp/v2/users/me', {
				meta: {
					persisted_preferences: {
						_modified: new Date().toISOString(),
					},
				},
			} );
			expect( status ).toBe( 200 );
		}
	},
} );

export { expect };

export const pill = ( page: Page ): Locator =>
	page.getByRole( 'button', { name: /^Connection:/ } );

export const rows = ( page: Page ): Locator =>
	page.getByRole( 'feed' ).getByRole( 'article' );

/**
 * The rows that say this.
 *
 * @param page
 * @param text
 */
export const titled = ( page: Page, text: string ): Locator =>
	rows( page ).filter( { hasText: text } );

/** What is known of the event that is open. */
export const panel = ( page: Page ): Locator =>
	page.getByRole( 'complementary', { name: 'Event details' } );

/**
 * Opens the details of an event by its row.
 *
 * @param page
 * @param id   Of the event.
 */
export async function openDetails( page: Page, id: string ): Promise< void > {
	await page
		.locator( `[data-event="${ id }"]` )
		.click( { position: { x: 120, y: 8 } } );
	await expect( panel( page ) ).toBeVisible();
}

/**
 * Chooses in the menu “More” of the feed.
 *
 * @param page
 * @param item Its label.
 */
export async function chooseMore( page: Page, item: string ): Promise< void > {
	await page
		.getByRole( 'button', { name: 'More', exact: true } )
		.first()
		.click();
	await page.getByRole( 'menuitem', { name: item } ).click();
}

/**
 * Opens the menu of a row.
 *
 * @param page
 * @param id   Of its event.
 */
export async function openMenuOfRow( page: Page, id: string ): Promise< void > {
	const row = page.locator( `[data-event="${ id }"]` );
	await row.hover();
	await row.getByRole( 'button', { name: 'More' } ).click();
}

/**
 * Chooses in the menu of a row.
 *
 * @param page
 * @param id   Of its event.
 * @param item Its label.
 */
export async function chooseOfRow(
	page: Page,
	id: string,
	item: string
): Promise< void > {
	await openMenuOfRow( page, id );
	await page.getByRole( 'menuitem', { name: item } ).click();
}
