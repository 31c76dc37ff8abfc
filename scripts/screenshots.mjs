import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { startDemo } from '../tests/support/demo.mjs';
import { ROOT } from './lib/paths.mjs';
import { run } from './lib/processes.mjs';
import { step } from './lib/progress.mjs';

/** Where the documentation expects its pictures. */
const IMAGES = resolve( ROOT, 'docs/images' );

const SETTLE_TIMEOUT_MS = 15_000;

const FEED = 'admin.php?page=realtime-events';
const FEED_ROW = '[role="feed"] article';
const DELIVERED = '.realtime-events-delivery.is-sent';
const SETTINGS = 'admin.php?page=realtime-events-settings';

const SIZES = {
	desktop: { width: 1400, height: 900 },
	phone: { width: 390, height: 844 },
};

/** On a desktop, in WordPress's own colours, unless it says otherwise. `act` is what a person does before it is worth a picture. */
const SHOTS = [
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
 * Calls a route of the demo.
 *
 * @param {Object} demo  The demo.
 * @param {string} login Who.
 * @param {string} route The route.
 * @param {Object} body  What is sent.
 */
async function post( demo, login, route, body ) {
	const { application_password: password } = demo.users[ login ];
	const credentials = Buffer.from( `${ login }:${ password }` );
	const response = await fetch( `${ demo.site }/wp-json${ route }`, {
		method: 'POST',
		headers: {
			Authorization: `Basic ${ credentials.toString( 'base64' ) }`,
			'Content-Type': 'application/json',
		},
		body: JSON.stringify( body ),
	} );
	if ( ! response.ok ) {
		throw new Error( `${ route }: ${ await response.text() }` );
	}
}

async function fill( demo ) {
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
 * Logs in once: each time would be an event in the pictures.
 *
 * @param {Object} browser The browser.
 * @param {Object} demo    The demo.
 * @return {Promise<Object>} Cookies, for other contexts.
 */
async function logIn( browser, demo ) {
	const { login, password } = demo.users.admin;
	const context = await browser.newContext();
	const page = await context.newPage();
	await page.goto( `${ demo.site }/wp-login.php` );
	await page.locator( '#user_login' ).fill( login );
	await page.locator( '#user_pass' ).fill( password );
	await page.locator( '#wp-submit' ).click();
	await page.waitForURL( /wp-admin/ );
	const session = await context.storageState();
	await context.close();
	return session;
}

async function take( browser, demo, session, shot ) {
	const { file, page: path, ready, size = 'desktop', act } = shot;
	const context = await browser.newContext( {
		viewport: SIZES[ size ],
		reducedMotion: 'reduce',
		storageState: session,
	} );
	try {
		const page = await context.newPage();
		page.setDefaultTimeout( SETTLE_TIMEOUT_MS );
		await run( demo.wp, [
			...[ 'user', 'meta', 'update', demo.users.admin.login ],
			...[ 'admin_color', shot.scheme ?? 'modern' ],
		] );
		await page.goto( `${ demo.site }/wp-admin/${ path }` );
		await page.locator( ready ).first().waitFor();
		await page.getByRole( 'button', { name: /Live/ } ).first().waitFor();
		await act?.( page );
		await page.screenshot( { path: resolve( IMAGES, `${ file }.png` ) } );
	} finally {
		await context.close();
	}
}

const demo = await step( 'Start a demo', () => startDemo() );
const browser = await chromium.launch( {
	executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
	args: [
		'--no-sandbox',
		'--disable-gpu',
		'--disable-background-networking',
	],
} );
try {
	await mkdir( IMAGES, { recursive: true } );
	await fill( demo );
	const session = await logIn( browser, demo );
	for ( const shot of SHOTS ) {
		await step( shot.file, () => take( browser, demo, session, shot ) );
	}
} finally {
	await browser.close();
	await demo.stop();
}
