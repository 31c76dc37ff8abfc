import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Browser, Page } from '@playwright/test';
import { startHub, startRelay } from '../support/harness';
import type { Demo, Relay } from '../support/harness';
import { expect, test } from './support/fixtures';
import type { Rest } from './support/rest';

const run = promisify( execFile );

/** A server that returns is found with the next attempt, at most half a minute later. */
const RETURNS_WITHIN_MS = 45_000;

/** By which WordPress knows that a request comes from its own page. */
const NONCE = 'x-wp-nonce';

const RELAYS = [
	{
		profile: 'ws-event',
		script: 'ws-express.mjs',
		path: '/event',
		isOpen: true,
	},
	{
		profile: 'socketio-event-from-wp',
		script: 'socketio-express.mjs',
		path: '/event-from-wp',
		isOpen: true,
	},
	{
		profile: 'ratchet-dispatch',
		script: 'ratchet.php',
		path: '/dispatch',
		isOpen: true,
	},
	{
		profile: 'key-in-body',
		script: 'key-in-body.mjs',
		path: '/api/send-event',
		/** Visitors have no token that they could show. */
		isOpen: false,
	},
];

const FEED_BLOCK =
	'<!-- wp:realtime-events/feed {"types":["post.published"]} /-->';

const pill = ( page: Page ) =>
	page.getByRole( 'button', { name: /^Connection:/ } );

const row = ( page: Page, title: string ) =>
	page
		.getByRole( 'feed' )
		.getByRole( 'article' )
		.filter( { hasText: title } );

const publish = ( rest: Rest, title: string, status = 'publish' ) =>
	rest( 'POST', '/wp/v2/posts', { title, status } );

const php = async ( demo: Demo, code: string ): Promise< string > =>
	( await run( demo.wp, [ 'eval', code ] ) ).stdout;

/** What a page is pushed and what it asks the ledger for, in order. */
function eavesdrop( page: Page ): string[] {
	const heard: string[] = [];
	page.on( 'websocket', ( socket ) =>
		socket.on( 'framereceived', ( { payload } ) => {
			if ( String( payload ).includes( 'post_published' ) ) {
				heard.push( 'pushed' );
			}
		} )
	);
	page.on( 'request', ( request ) => {
		if ( /\/events\?.*after=/.test( request.url() ) ) {
			heard.push( 'asked' );
		}
	} );
	return heard;
}

/** A visitor on a page with a Live Feed, connected; `asked` are the requests of the page from then on. */
async function visit(
	browser: Browser,
	demo: Demo
): Promise< { page: Page; asked: string[] } > {
	const url = await php(
		demo,
		`echo get_permalink( wp_insert_post( array( 'post_type' => 'page', 'post_status' => 'publish', 'post_title' => 'Relayed', 'post_content' => '${ FEED_BLOCK }' ) ) );`
	);
	const page = await ( await browser.newContext() ).newPage();
	const greeted = page
		.waitForEvent( 'websocket' )
		.then( ( socket ) => socket.waitForEvent( 'framereceived' ) );
	await page.goto( url );
	await greeted;
	await page.waitForLoadState( 'networkidle' );
	const asked: string[] = [];
	page.on( 'request', ( request ) => asked.push( request.url() ) );
	return { page, asked };
}

test.describe( 'every kind of server', () => {
	let relay: Relay | null = null;
	let former: Record< string, unknown > = {};

	const configure = ( rest: Rest, settings: object ) =>
		rest( 'POST', '/wp/v2/settings', { realtime_events: settings } );

	test.beforeEach( async ( { rest } ) => {
		const { body } = await rest( 'admin' )( 'GET', '/wp/v2/settings' );
		former = ( body as { realtime_events: typeof former } ).realtime_events;
	} );

	test.afterEach( async ( { rest } ) => {
		await configure( rest( 'admin' ), {
			...former,
			types: { 'post.published': { enabled: true, public: false } },
		} );
		await relay?.stop();
		relay = null;
	} );

	const startAndUse = async (
		rest: Rest,
		demo: Demo,
		{ profile, script }: ( typeof RELAYS )[ number ],
		options: object = {}
	): Promise< Relay > => {
		relay = await startRelay( { script, apiKey: demo.apiKey } );
		const answer = await configure( rest, {
			server_url: relay.url,
			profile,
			profile_options: { socket_url: relay.socketUrl, ...options },
			types: { 'post.published': { enabled: true, public: true } },
		} );
		expect( answer.status ).toBe( 200 );
		return relay;
	};

	for ( const kind of RELAYS ) {
		test( `${ kind.profile }: what is published reaches feed and visitors by push, and the relay gets nothing but what is public`, async ( {
			demo,
			rest,
			loggedInPage,
			browser,
		} ) => {
			const server = await startAndUse( rest( 'admin' ), demo, kind );
			const visitor = kind.isOpen ? await visit( browser, demo ) : null;
			const page = await loggedInPage( 'editor' );
			const heard = eavesdrop( page );
			await page.goto( demo.feed );
			await expect( pill( page ) ).toContainText( 'Live' );
			const draft = `Kept back ${ Date.now() }`;
			await publish( rest( 'author' ), draft, 'draft' );
			const title = `By ${ kind.profile } ${ Date.now() }`;
			await publish( rest( 'author' ), title );
			await expect( row( page, title ) ).toHaveCount( 1 );
			await expect.poll( () => heard ).toContain( 'pushed' );
			if ( visitor ) {
				await expect(
					visitor.page
						.locator( '.wp-block-realtime-events-feed li' )
						.filter( { hasText: title } )
				).toHaveCount( 1 );
				expect( visitor.asked ).toEqual( [] );
				await visitor.page.context().close();
			}

			await server.look();
			const got = server.requests.filter(
				( { method } ) => method === 'POST'
			);
			expect( new Set( got.map( ( { url } ) => url ) ) ).toEqual(
				new Set( [ kind.path ] )
			);
			// The event itself is for editors; what left is what of it is public.
			const told = got.filter( ( { body } ) => body.includes( title ) );
			expect( told ).toHaveLength( 1 );
			expect( told[ 0 ]?.body ).not.toContain( 'previous_status' );
			expect( JSON.stringify( got ) ).not.toContain( draft );
		} );

		test( `${ kind.profile }: a relay that keeps things to itself rings for every event, and the row comes whole from the ledger`, async ( {
			demo,
			rest,
			loggedInPage,
		} ) => {
			await startAndUse( rest( 'admin' ), demo, kind, {
				relay_is_private: true,
			} );
			const page = await loggedInPage( 'admin' );
			const heard = eavesdrop( page );
			await page.goto( demo.feed );
			await expect( pill( page ) ).toContainText( 'Live' );
			// It has caught up; the next time it asks of itself is half a minute away.
			await expect.poll( () => heard ).toEqual( [ 'asked' ] );
			const title = `Rung by ${ kind.profile } ${ Date.now() }`;
			await publish( rest( 'author' ), title );
			await expect( row( page, title ) ).toHaveCount( 1 );
			await expect( row( page, title ) ).toContainText( 'published' );
			expect( heard.slice( 0, 3 ) ).toEqual( [
				'asked',
				'pushed',
				'asked',
			] );
		} );
	}

	test( 'a relay that goes away is polled around, and is found again', async ( {
		demo,
		rest,
		loggedInPage,
	} ) => {
		const server = await startAndUse( rest( 'admin' ), demo, RELAYS[ 0 ]!, {
			relay_is_private: true,
		} );
		const page = await loggedInPage( 'admin' );
		await page.goto( demo.feed );
		await expect( pill( page ) ).toContainText( 'Live' );
		await server.kill();
		await expect( pill( page ) ).toContainText( 'Polling' );
		const title = `Around the relay ${ Date.now() }`;
		await publish( rest( 'author' ), title );
		await expect( row( page, title ) ).toHaveCount( 1 );
		await server.start();
		await expect( pill( page ) ).toContainText( 'Live', {
			timeout: RETURNS_WITHIN_MS,
		} );
	} );

	test( 'file: what is published is written, read by the hub, and pushed', async ( {
		demo,
		rest,
		loggedInPage,
	} ) => {
		const admin = rest( 'admin' );
		await configure( admin, { profile: 'file', server_url: '' } );
		const { body } = await admin(
			'POST',
			'/realtime-events/v1/status/test'
		);
		const file = /--watch (\S+)/.exec( JSON.stringify( body ) )?.[ 1 ];
		const watcher = await startHub( {
			siteId: demo.siteId,
			siteUrl: demo.site,
			apiKey: demo.apiKey,
			args: [ '--watch', String( file ).replace( /".*/, '' ) ],
		} );
		try {
			await configure( admin, {
				profile: 'file',
				server_url: watcher.url,
			} );
			const page = await loggedInPage( 'editor' );
			await page.goto( demo.feed );
			await expect( pill( page ) ).toContainText( 'Live' );
			const asked: string[] = [];
			page.on( 'request', ( request ) => asked.push( request.url() ) );
			const title = `By file ${ Date.now() }`;
			await publish( rest( 'author' ), title );
			await expect( row( page, title ) ).toHaveCount( 1 );
			expect( asked.filter( ( url ) => /after=/.test( url ) ) ).toEqual(
				[]
			);
		} finally {
			await watcher.stop();
		}
	} );

	test( 'http: an address of the admin’s gets signed events, and the feed asks the ledger', async ( {
		demo,
		rest,
		loggedInPage,
	} ) => {
		relay = await startRelay( {
			script: 'http-endpoint.mjs',
			apiKey: demo.apiKey,
		} );
		await configure( rest( 'admin' ), {
			profile: 'http',
			server_url: relay.url,
			profile_options: { publish_path: '/hooks/wordpress' },
		} );
		const page = await loggedInPage( 'editor' );
		await page.goto( demo.feed );
		await expect( pill( page ) ).toContainText( 'Polling' );
		const title = `By HTTP ${ Date.now() }`;
		const { body } = await publish( rest( 'author' ), title );
		await expect( row( page, title ) ).toHaveCount( 1 );
		await relay.look();
		expect( relay.requests.at( -1 )?.body ).toContain( title );
		const subject = `post/${ ( body as { id: number } ).id }`;
		const deliveries = await rest( 'admin' )(
			'GET',
			`/realtime-events/v1/deliveries?search=${ subject }&state=sent`
		);
		expect( deliveries.body ).toHaveLength( 1 );
	} );
} );

test( 'hub: a nonce and a hub that have died while nobody looked cost no event and say nothing of it', async ( {
	demo,
	hub,
	rest,
	loggedInPage,
} ) => {
	const page = await loggedInPage( 'editor' );
	await page.goto( demo.feed );
	await expect( pill( page ) ).toContainText( 'Live' );
	// As many as are under way when it has died: the poller asks, and the connection for a token.
	const refused = new Set< string >();
	page.on( 'response', ( response ) => {
		if ( response.status() === 403 ) {
			refused.add( response.request().headers()[ NONCE ] ?? '' );
		}
	} );
	await page.evaluate( () => {
		const { apiFetch } = window.wp as unknown as {
			apiFetch: { nonceMiddleware: { nonce: string } };
		};
		apiFetch.nonceMiddleware.nonce = 'dead';
	} );
	await hub.kill();
	await expect( pill( page ) ).toContainText( 'Polling' );
	const title = `With a dead nonce ${ Date.now() }`;
	await publish( rest( 'author' ), title );
	await expect( row( page, title ) ).toHaveCount( 1 );
	await hub.start();
	await expect( pill( page ) ).toContainText( 'Live', {
		timeout: RETURNS_WITHIN_MS,
	} );
	await expect( row( page, title ) ).toHaveCount( 1 );
	expect( [ ...refused ], 'refused is the dead nonce alone' ).toEqual( [
		'dead',
	] );
	await expect( page.getByRole( 'alert' ) ).toHaveCount( 0 );
} );
