import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Page, Request } from '@playwright/test';
import { expect, pill, rows, test as base, titled } from './support/feed';

const run = promisify( execFile );

const FOR_EVERYONE = `FROM {$GLOBALS['wpdb']->prefix}realtime_events WHERE channel NOT IN ( 'editors', 'shop', 'admins' )`;

/** Takes away what others left for everyone: it would be something to see for who may see nothing else. Says how much is left. */
const FORGET_PUBLIC = `$GLOBALS['wpdb']->query( "DELETE ${ FOR_EVERYONE }" ); echo $GLOBALS['wpdb']->get_var( "SELECT COUNT(*) ${ FOR_EVERYONE }" );`;

/** The ledger as it is when its database is away; everything else of the site works. */
const BROKEN = `<?php
add_filter( 'rest_pre_dispatch', static fn( $result, $server, $request ) => '/realtime-events/v1/events' === $request->get_route()
	? new WP_Error( 'ledger_away', 'The ledger is away.', array( 'status' => 500 ) )
	: $result, 10, 3 );
`;

/** The feed's own question of the ledger, and no other. */
const isHistory = ( url: URL ): boolean =>
	url.pathname.endsWith( '/realtime-events/v1/events' ) &&
	! url.searchParams.has( 'after' );

const asksHistory = ( request: Request ): boolean =>
	isHistory( new URL( request.url() ) );

const tryAgain = ( page: Page ) =>
	page.getByRole( 'button', { name: 'Try again' } );

/** A page that is not loaded again keeps what is written on it. */
const mark = ( page: Page ): Promise< void > =>
	page.evaluate( () => void Object.assign( window, { isMarked: true } ) );

const isMarked = ( page: Page ): Promise< boolean > =>
	page.evaluate( () => 'isMarked' in window );

const test = base.extend< {
	/** The ledger answers no question until it is mended. */
	breakLedger: () => Promise< { mend: () => Promise< void > } >;
	/** Only these roles may see events; none: the usual ones. */
	letView: ( ...roles: string[] ) => Promise< void >;
} >( {
	breakLedger: async ( { demo }, provide ) => {
		const file = join(
			demo.wordpress,
			'wp-content/mu-plugins/e2e-broken-ledger.php'
		);
		const mend = () => rm( file, { force: true } );
		await provide( async () => {
			await mkdir( dirname( file ), { recursive: true } );
			await writeFile( file, BROKEN );
			return { mend };
		} );
		await mend();
	},

	letView: async ( { rest }, provide ) => {
		const letView = async ( ...roles: string[] ) => {
			const { status } = await rest( 'admin' )(
				'POST',
				'/wp/v2/settings',
				{
					realtime_events: {
						roles: { view: roles, publish: [], manage: [] },
					},
				}
			);
			expect( status ).toBe( 200 );
		};
		await provide( letView );
		await letView();
	},
} );

test( 'a feed that waits shows where its rows will be, one that fails says so and mends itself', async ( {
	demo,
	loggedInPage,
	publish,
	breakLedger,
}, { repeatEachIndex } ) => {
	const [ before, meanwhile ] = [
		`states.before_${ repeatEachIndex }`,
		`states.meanwhile_${ repeatEachIndex }`,
	];
	await publish( 'author', { type: before } );
	const page = await loggedInPage( 'editor' );
	let answer: () => void = () => undefined;
	const answered = new Promise< void >( ( onAnswer ) => {
		answer = onAnswer;
	} );
	await page.route(
		isHistory,
		async ( route ) => {
			await answered;
			await route.continue();
		},
		{ times: 1 }
	);
	await page.goto( demo.feed );
	const outline = page.locator( '.realtime-events-skeletons__row' );
	await expect( outline.first() ).toBeVisible();
	await expect(
		page.getByRole( 'status' ).filter( { hasText: 'Loading events…' } )
	).toHaveCount( 1 );
	await expect( rows( page ) ).toHaveCount( 0 );
	answer();
	await expect( titled( page, before ) ).toHaveCount( 1 );
	await expect( outline ).toHaveCount( 0 );

	const { mend } = await breakLedger();
	let asked = 0;
	page.on( 'request', ( request ) => {
		asked += asksHistory( request ) ? 1 : 0;
	} );
	await page.goto( demo.feed );
	const alert = page.getByRole( 'alert' );
	await expect( alert ).toContainText( 'The ledger is away.' );
	await expect( alert ).toContainText( 'ledger_away' );
	await mark( page );
	// What is pushed needs no ledger.
	await expect( pill( page ) ).toContainText( 'Live' );
	await publish( 'author', { type: meanwhile } );
	await expect( titled( page, meanwhile ) ).toHaveCount( 1 );
	// Once for the screen, once because the line stood: a site in trouble is not to be hammered.
	expect( asked ).toBeLessThan( 5 );
	const again = page.waitForRequest( asksHistory );
	await tryAgain( page ).click();
	await again;
	await expect( alert ).toContainText( 'The ledger is away.' );
	await mend();
	await expect( async () => {
		// After a while it asks of itself.
		if ( await tryAgain( page ).isVisible() ) {
			await tryAgain( page ).click( { timeout: 1_000 } );
		}
		await expect( titled( page, before ) ).toHaveCount( 1, {
			timeout: 3_000,
		} );
	} ).toPass();
	await expect( titled( page, meanwhile ) ).toHaveCount( 1 );
	await expect( alert ).toHaveCount( 0 );

	await page.context().setOffline( true );
	await expect( pill( page ) ).toContainText( 'Offline' );
	await page.getByRole( 'searchbox' ).fill( before );
	await expect( tryAgain( page ) ).toBeVisible();
	await page.context().setOffline( false );
	await expect( rows( page ) ).toHaveCount( 1 );
	await expect( titled( page, before ) ).toHaveCount( 1 );
	await expect( alert ).toHaveCount( 0 );
	expect( await isMarked( page ) ).toBe( true );
} );

test( 'who loses the right to see events sees none from then on, who gains it sees the first one come, and back', async ( {
	demo,
	hub,
	loggedInPage,
	openFeed,
	publish,
	letView,
}, { repeatEachIndex } ) => {
	const [ shared, hidden, first, later ] = [
		'shared',
		'hidden',
		'first',
		'later',
	].map( ( name ) => `rights.${ name }_${ repeatEachIndex }` ) as [
		string,
		string,
		string,
		string,
	];
	const editor = await loggedInPage( 'editor' );
	const pushed: string[] = [];
	editor.on( 'websocket', ( socket ) =>
		socket.on( 'framereceived', ( { payload } ) =>
			pushed.push( String( payload ) )
		)
	);
	await openFeed( editor );
	await mark( editor );
	const admin = await openFeed( 'admin' );
	await publish( 'author', { type: shared } );
	await expect( titled( editor, shared ) ).toHaveCount( 1 );

	await letView( 'subscriber' );
	await expect( editor.getByRole( 'alert' ) ).toContainText(
		'You may not see events'
	);
	await expect( pill( editor ) ).toContainText( 'No access' );
	await expect( rows( editor ) ).toHaveCount( 0 );
	await expect(
		editor.getByRole( 'link', { name: 'Go to the Dashboard' } )
	).toBeVisible();
	await publish( 'admin', { type: hidden } );
	await expect( titled( admin, hidden ) ).toHaveCount( 1 );
	expect( pushed.join() ).toContain( shared );
	expect( pushed.join() ).not.toContain( hidden );
	// Nor by asking.
	await tryAgain( editor ).click();
	await expect( editor.getByRole( 'alert' ) ).toContainText(
		'You may not see events'
	);
	await expect( rows( editor ) ).toHaveCount( 0 );

	// The hub's log still has it, until it is filled from the ledger anew.
	await hub.kill();
	await expect( async () => {
		const { stdout } = await run( demo.wp, [ 'eval', FORGET_PUBLIC ] );
		expect( stdout ).toBe( '0' );
	} ).toPass();
	await hub.start();
	const subscriber = await openFeed( 'subscriber' );
	await expect(
		subscriber.getByText( 'Waiting for the first event' )
	).toBeVisible();
	// A next step that leads to a closed door would be none.
	await expect(
		subscriber.getByRole( 'link', { name: 'Write a post' } )
	).toHaveCount( 0 );
	await publish( 'admin', { type: hidden } );
	await publish( 'admin', { type: first, channel: 'public' } );
	await expect( titled( subscriber, first ) ).toHaveCount( 1 );
	await expect( rows( subscriber ) ).toHaveCount( 1 );
	await expect(
		subscriber.getByText( 'Waiting for the first event' )
	).toHaveCount( 0 );

	await letView();
	await tryAgain( editor ).click();
	await expect( pill( editor ) ).toContainText( 'Live' );
	await expect( editor.getByRole( 'alert' ) ).toHaveCount( 0 );
	await publish( 'author', { type: later } );
	for ( const type of [ shared, first, later ] ) {
		await expect( titled( editor, type ) ).toHaveCount( 1 );
	}
	expect( await isMarked( editor ) ).toBe( true );
	// The subscriber has lost it in turn.
	await expect( subscriber.getByRole( 'alert' ) ).toContainText(
		'You may not see events'
	);
} );
