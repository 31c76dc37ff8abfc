import { run } from '../processes.mjs';
import { post } from './rest.mjs';

const FEED = 'admin.php?page=realtime-events';
const FEED_ROW = '[role="feed"] article';
const DELIVERED = '.realtime-events-delivery.is-sent';
const SETTINGS = 'admin.php?page=realtime-events-settings';

/** What wp-admin shows. */
export const ADMIN_SHOTS = [
	{ file: 'feed', page: FEED, ready: DELIVERED },
	{ file: 'feed-dark', page: FEED, ready: DELIVERED, scheme: 'midnight' },
	{ file: 'feed-phone', page: FEED, ready: FEED_ROW, size: 'phone' },
	{
		file: 'feed-event',
		page: FEED,
		ready: FEED_ROW,
		act: async ( page ) => {
			await page
				.locator( FEED_ROW, { hasText: 'Spring sale' } )
				.first()
				.click();
			await page.getByText( 'post.published' ).first().waitFor();
		},
	},
	{
		file: 'deliveries',
		page: 'admin.php?page=realtime-events-deliveries',
		ready: 'table tbody tr',
	},
	{ file: 'settings', page: SETTINGS, ready: '#wpbody [role="tab"]' },
	{
		file: 'settings-phone',
		page: SETTINGS,
		ready: '#wpbody [role="tab"]',
		size: 'phone',
	},
	{
		file: 'settings-doctor',
		page: SETTINGS,
		ready: '#wpbody [role="tab"]',
		act: async ( page ) => {
			await page
				.getByRole( 'button', { name: 'Test connection' } )
				.click();
			await page
				.getByRole( 'status' )
				.filter( { hasText: 'It works' } )
				.waitFor();
		},
	},
	...[ 'events', 'hooks', 'access', 'data' ].map( ( tab ) => ( {
		file: `settings-${ tab }`,
		page: `${ SETTINGS }&tab=${ tab }`,
		ready: `#wpbody [role="tabpanel"]`,
	} ) ),
];

/** What a shop's morning looks like, so that the pictures show more than an installation. */
const EVENTS = [
	{
		type: 'backup.finished',
		severity: 'success',
		data: { title: 'Nightly backup' },
	},
	{
		type: 'feed.import_failed',
		severity: 'error',
		data: { title: 'Price list of the mill' },
	},
];

const POSTS = [ 'Spring sale starts on Monday', 'New opening hours in May' ];

/**
 * Lets things happen, so that there is something to see.
 *
 * @param {Object} demo The demo.
 */
export async function fill( demo ) {
	for ( const title of POSTS ) {
		await post( demo, 'editor', '/wp/v2/posts', {
			title,
			status: 'publish',
		} );
	}
	for ( const event of EVENTS ) {
		await post( demo, 'admin', '/realtime-events/v1/publish', event );
	}
}

/**
 * Opens a screen of wp-admin. `scheme` is a colour scheme, WordPress's own unless it says otherwise; `act` is what a
 * person does before it is worth a picture.
 *
 * @param {Object} page The page.
 * @param {Object} demo The demo.
 * @param {Object} shot What is shown.
 */
export async function showAdmin( page, demo, shot ) {
	const { page: path, ready, act, scheme = 'modern' } = shot;
	await run( demo.wp, [
		...[ 'user', 'meta', 'update', demo.users.admin.login ],
		...[ 'admin_color', scheme ],
	] );
	await page.goto( `${ demo.site }/wp-admin/${ path }` );
	await page.locator( ready ).first().waitFor();
	await page.getByRole( 'button', { name: /Live/ } ).first().waitFor();
	await act?.( page );
}
