import { run } from '../processes.mjs';
import { post } from './rest.mjs';

const FEED = 'admin.php?page=realtime-events';
const FEED_ROW = '[role="feed"] article';
const DELIVERED = '.realtime-events-delivery.is-sent';
const SETTINGS = 'admin.php?page=realtime-events-settings';

/** What one looks at every morning. */
const VIEWS = [ 'Published', 'On the front page' ];

/** Somebody may have set it by hand, as text; so do we. */
const KEY_OPTION = 'realtime_events_api_key';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * Chooses in the time machine an hour that ends in two minutes: all that the demo has seen happened in it.
 *
 * @param {Object} field Where its hour is chosen. It shows the last full hour, by the site's clock.
 */
async function chooseHourToNow( field ) {
	const shown = Date.parse( `${ await field.inputValue() }Z` );
	const lastFullHour = ( Math.floor( Date.now() / HOUR_MS ) - 1 ) * HOUR_MS;
	const begin = Date.now() - HOUR_MS + 2 * MINUTE_MS;
	await field.fill(
		new Date( begin + shown - lastFullHour ).toISOString().slice( 0, 16 )
	);
}

/**
 * A screen in WordPress's own colour scheme and in a dark one: for what phones do not show, such as the bar at the top.
 *
 * @param {Object} shot What is shown.
 * @return {Object[]} Two of it.
 */
export const inBothSchemes = ( shot ) => [
	shot,
	{ ...shot, file: `${ shot.file }-dark`, scheme: 'midnight' },
];

/**
 * A screen as a desktop shows it, in a dark colour scheme, and on a phone.
 *
 * @param {Object} shot What is shown.
 * @return {Object[]} Three of it.
 */
export const everywhere = ( shot ) => [
	...inBothSchemes( shot ),
	{ ...shot, file: `${ shot.file }-phone`, size: 'phone' },
];

/** What wp-admin shows. */
export const ADMIN_SHOTS = [
	{ file: 'feed', page: FEED, ready: DELIVERED },
	{ file: 'feed-dark', page: FEED, ready: DELIVERED, scheme: 'midnight' },
	{ file: 'feed-phone', page: FEED, ready: FEED_ROW, size: 'phone' },
	...everywhere( {
		file: 'feed-event',
		page: FEED,
		ready: FEED_ROW,
		act: async ( page ) => {
			// Not by a click, which on a phone may meet the link in the row.
			await page
				.locator( FEED_ROW, { hasText: 'Spring sale' } )
				.first()
				.press( 'Enter' );
			await page.getByText( 'post.published' ).first().waitFor();
		},
	} ),
	...everywhere( {
		file: 'feed-wall',
		page: FEED,
		ready: FEED_ROW,
		act: async ( page ) => {
			await page.getByRole( 'button', { name: 'Wall' } ).click();
			await page.locator( '#adminmenumain' ).waitFor( {
				state: 'hidden',
			} );
			// What is only there to be used goes once nobody uses it.
			await page.locator( '.realtime-events-is-still' ).waitFor( {
				state: 'attached',
			} );
		},
	} ),
	...everywhere( {
		file: 'feed-views',
		page: `${ FEED }&type=post.published`,
		ready: FEED_ROW,
		act: async ( page ) => {
			const menu = page.getByRole( 'button', { name: 'Views' } );
			for ( const name of VIEWS ) {
				await menu.click();
				// Kept for the other pictures of it: a view of the same name is replaced.
				await page
					.getByRole( 'textbox', { name: 'Save this view as' } )
					.fill( name );
				await page
					.getByRole( 'button', { name: 'Save', exact: true } )
					.click();
			}
			await menu.click();
			await page.getByText( 'Saved views' ).waitFor();
		},
	} ),
	...everywhere( {
		file: 'feed-export',
		page: FEED,
		ready: FEED_ROW,
		act: async ( page ) => {
			await page
				.getByRole( 'button', { name: 'More', exact: true } )
				.first()
				.click();
			await page.getByRole( 'menuitem', { name: 'Export…' } ).click();
			await page
				.getByRole( 'dialog', { name: 'Export events' } )
				.getByRole( 'button', { name: 'Export', exact: true } )
				.waitFor();
		},
	} ),
	...everywhere( {
		file: 'feed-time-machine',
		page: FEED,
		ready: FEED_ROW,
		act: async ( page ) => {
			await page
				.getByRole( 'button', { name: 'More', exact: true } )
				.first()
				.click();
			await page
				.getByRole( 'menuitem', { name: 'Time machine' } )
				.click();
			const machine = page.getByRole( 'region', {
				name: 'Time machine',
			} );
			await chooseHourToNow( machine.getByLabel( 'The hour from' ) );
			await machine.getByText( /^\d+:.*[1-9]\d* events/ ).waitFor();
			await machine.getByRole( 'button', { name: 'Pause' } ).click();
			const position = machine.getByRole( 'slider' );
			await position.press( 'End' );
			await page.locator( FEED_ROW ).first().waitFor();
		},
	} ),
	...everywhere( {
		file: 'deliveries',
		page: 'admin.php?page=realtime-events-deliveries',
		ready: 'table tbody tr',
	} ),
	...everywhere( {
		file: 'settings',
		page: SETTINGS,
		ready: '#wpbody [role="tab"]',
	} ),
	...everywhere( {
		file: 'welcome',
		page: `${ SETTINGS }&welcome=1`,
		ready: 'text=Welcome to Realtime Events',
		hasPill: false,
		isKeyless: true,
	} ),
	...everywhere( {
		file: 'announce',
		page: 'admin.php?page=realtime-events-announce',
		ready: '#wpbody form',
		hasPill: false,
	} ),
	...everywhere( {
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
	} ),
	...[ 'events', 'hooks', 'access', 'data' ].flatMap( ( tab ) =>
		everywhere( {
			file: `settings-${ tab }`,
			page: `${ SETTINGS }&tab=${ tab }`,
			ready: `#wpbody [role="tabpanel"]`,
		} )
	),
	...everywhere( {
		file: 'dashboard',
		page: 'index.php',
		ready: '#realtime-events-dashboard li',
		hasPill: false,
		act: ( page ) =>
			page
				.locator( '#realtime-events-dashboard' )
				.scrollIntoViewIfNeeded(),
	} ),
	...everywhere( {
		file: 'toolbar',
		page: 'index.php',
		ready: '#wp-admin-bar-realtime-events',
		hasPill: false,
		act: async ( page ) => {
			await page.locator( '#wp-admin-bar-realtime-events' ).hover();
			await page
				.locator( '.realtime-events-toolbar__view li' )
				.first()
				.waitFor();
		},
	} ),
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
 * Gives the administrator a colour scheme.
 *
 * @param {Object} demo   The demo.
 * @param {string} scheme Its name; WordPress's own by default.
 */
export const dressIn = ( demo, scheme = 'modern' ) =>
	run( demo.wp, [
		...[ 'user', 'meta', 'update', demo.users.admin.login ],
		...[ 'admin_color', scheme ],
	] );

/**
 * Takes the site's key away, as it is before anything is set up, or gives it back.
 *
 * @param {Object} demo The demo.
 * @param {string} key  Its key; none: away.
 */
const setKey = ( demo, key = '' ) =>
	run( demo.wp, [
		'option',
		...( key === ''
			? [ 'delete', KEY_OPTION ]
			: [ 'update', KEY_OPTION, key ] ),
	] );

/**
 * Opens a screen of wp-admin. `scheme` is a colour scheme, WordPress's own unless it says otherwise; `act` is what a
 * person does before it is worth a picture.
 *
 * @param {Object} page The page.
 * @param {Object} demo The demo.
 * @param {Object} shot What is shown.
 */
export async function showAdmin( page, demo, shot ) {
	const { page: path, ready, act, hasPill = true, scheme } = shot;
	await dressIn( demo, scheme );
	if ( shot.isKeyless ) {
		await setKey( demo );
	}
	await page.goto( `${ demo.site }/wp-admin/${ path }` );
	await page.locator( ready ).first().waitFor();
	if ( shot.isKeyless ) {
		// The page has what it shows.
		await setKey( demo, demo.apiKey );
	}
	if ( hasPill ) {
		await page.getByRole( 'button', { name: /Live/ } ).first().waitFor();
	}
	await act?.( page );
}
