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

const SIZES = {
	desktop: { width: 1400, height: 900 },
	phone: { width: 390, height: 844 },
};

const SCREENS = [
	{ name: 'feed', page: 'realtime-events', ready: '[role="feed"] article' },
	{
		name: 'settings',
		page: 'realtime-events-settings',
		ready: '#wpbody button',
	},
	{
		name: 'deliveries',
		page: 'realtime-events-deliveries',
		ready: 'table tbody tr',
	},
];

/** Every screen on a desktop; a phone and a dark scheme for the one that is looked at all day. */
const SHOTS = [
	...SCREENS.map( ( screen ) => ( {
		...screen,
		file: screen.name,
		size: 'desktop',
		scheme: 'modern',
	} ) ),
	{ ...SCREENS[ 0 ], file: 'feed-dark', size: 'desktop', scheme: 'midnight' },
	{ ...SCREENS[ 0 ], file: 'feed-phone', size: 'phone', scheme: 'modern' },
	{
		...SCREENS[ 1 ],
		file: 'settings-phone',
		size: 'phone',
		scheme: 'modern',
	},
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

async function logIn( page, demo ) {
	const { login, password } = demo.users.admin;
	await page.goto( `${ demo.site }/wp-login.php` );
	await page.locator( '#user_login' ).fill( login );
	await page.locator( '#user_pass' ).fill( password );
	await page.locator( '#wp-submit' ).click();
	await page.waitForURL( /wp-admin/ );
}

async function take( browser, demo, shot ) {
	const context = await browser.newContext( {
		viewport: SIZES[ shot.size ],
		reducedMotion: 'reduce',
	} );
	try {
		const page = await context.newPage();
		await run( demo.wp, [
			...[ 'user', 'meta', 'update', demo.users.admin.login ],
			...[ 'admin_color', shot.scheme ],
		] );
		await logIn( page, demo );
		await page.goto(
			`${ demo.site }/wp-admin/admin.php?page=${ shot.page }`
		);
		await page
			.locator( shot.ready )
			.first()
			.waitFor( { timeout: SETTLE_TIMEOUT_MS } );
		await page
			.getByRole( 'button', { name: /Live/ } )
			.first()
			.waitFor( { timeout: SETTLE_TIMEOUT_MS } );
		await page.screenshot( {
			path: resolve( IMAGES, `${ shot.file }.png` ),
		} );
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
	for ( const shot of SHOTS ) {
		await step( shot.file, () => take( browser, demo, shot ) );
	}
} finally {
	await browser.close();
	await demo.stop();
}
