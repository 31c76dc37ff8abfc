import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { axeFindings } from './support/axe';
import { expect, pill, titled } from './support/feed';
import { test } from './support/stand-in-hub';
import type { HubAnswer } from './support/stand-in-hub';

const run = promisify( execFile );

const ROOT = '#realtime-events-deliveries';
const DELIVERIES = '/wp-admin/admin.php?page=realtime-events-deliveries';

/** A hub that returns is found with the next attempt, at most half a minute later. */
const RETURNS_WITHIN_MS = 45_000;

const rowOf = ( page: Page, title: string ) =>
	page.getByRole( 'row' ).filter( { hasText: title } );

/** A custom event that everybody who edits may see. */
const happen = ( title: string ) => ( {
	type: 'bakery.oven_opened',
	// Three of a kind about the same would be one row.
	subject: `oven/${ title }`,
	channel: 'editors',
	data: { title },
} );

test( 'an event that the hub took is delivered, with its time', async ( {
	loggedInPage,
	demo,
	rest,
} ) => {
	await rest( 'admin' )(
		'POST',
		'/realtime-events/v1/publish',
		happen( 'Rye' )
	);
	const page = await loggedInPage( 'admin' );
	await page.goto( demo.site + DELIVERIES );
	const row = page
		.getByRole( 'row' )
		.filter( { hasText: 'bakery.oven_opened' } )
		.first();
	await expect( row ).toContainText( 'Delivered' );
	await expect( row ).toContainText( /\d ms/ );
	await row.getByRole( 'button', { name: /^Details/ } ).click();
	await expect(
		page.getByRole( 'textbox', { name: 'What is sent' } )
	).toContainText( '"Rye"' );
	await row.getByRole( 'checkbox' ).check();
	await page.getByRole( 'button', { name: 'Send selected again' } ).click();
	await expect(
		page
			.getByTestId( 'snackbar' )
			.filter( { hasText: '1 delivery will be sent again' } )
	).toBeVisible();
} );

test( 'an event waits while the hub is away, can be cancelled, and be sent again', async ( {
	loggedInPage,
	demo,
	rest,
	hub,
} ) => {
	await hub.kill();
	const { body } = await rest( 'admin' )(
		'POST',
		'/realtime-events/v1/publish',
		{
			...happen( 'Spelt' ),
			type: 'bakery.spelt_baked',
		}
	);
	expect( body ).toMatchObject( { type: 'bakery.spelt_baked' } );
	const page = await loggedInPage( 'admin' );
	await page.goto( `${ demo.site }${ DELIVERIES }&search=spelt_baked` );
	const row = rowOf( page, 'bakery.spelt_baked' );
	await expect( row ).toContainText( /Waiting|Retrying/ );
	await row.getByRole( 'button', { name: /^Cancel/ } ).click();
	await expect( row ).toContainText( 'Cancelled' );

	await hub.start();
	await row.getByRole( 'button', { name: /^Send again/ } ).click();
	await expect( row ).toContainText( 'Delivered', { timeout: 60_000 } );
} );

test( 'what a server refuses is given up with its reason, and sent again all at once; nobody saw it twice or not at all', async ( {
	loggedInPage,
	demo,
	standInForHub,
	publish,
	rest,
}, { repeatEachIndex } ) => {
	const type = `bakery.refused_${ repeatEachIndex }`;
	const colleague = await loggedInPage( 'editor' );
	await colleague.goto( `${ demo.feed }&type=${ type }` );
	await expect( pill( colleague ) ).toContainText( 'Live' );
	const answer = {
		status: 422,
		code: 'no_such_channel',
		message: 'This channel is closed.',
	};
	const standIn = await standInForHub( answer );
	await publish( 'admin', { ...happen( 'Emmer' ), type } );
	await publish( 'admin', { ...happen( 'Einkorn' ), type } );
	const page = await loggedInPage( 'admin' );
	await page.goto( `${ demo.site }${ DELIVERIES }&search=${ type }` );
	await expect( rowOf( page, 'Given up' ) ).toHaveCount( 2 );
	const row = rowOf( page, 'Emmer' );
	await expect( row ).toContainText( 'no_such_channel' );
	await row.getByRole( 'button', { name: /^Details/ } ).click();
	await expect( page.getByText( 'This channel is closed.' ) ).toBeVisible();

	// One that is not to be asked just now, three times in a row.
	answer.status = 503;
	for ( const title of [ 'One', 'Two', 'Three' ] ) {
		await publish( 'admin', happen( title ) );
	}
	await expect(
		page
			.getByRole( 'region', { name: 'The last 24 hours' } )
			.getByText( /failed 3 times in a row, so sending rests/ )
	).toBeVisible();

	await standIn.leave();
	// Whoever has mended the server says so by its key.
	await rest( 'admin' )( 'POST', '/realtime-events/v1/settings/key', {
		action: 'set',
		key: demo.apiKey,
	} );
	await page
		.getByRole( 'button', { name: 'Send all given-up again' } )
		.click();
	await page
		.getByRole( 'alertdialog' )
		.getByRole( 'button', { name: 'Send again' } )
		.click();
	await expect(
		page
			.locator( '.realtime-events-chip' )
			.filter( { hasText: 'Delivered' } )
	).toHaveCount( 2 );
	await expect( pill( colleague ) ).toContainText( 'Live', {
		timeout: RETURNS_WITHIN_MS,
	} );
	await publish( 'admin', { ...happen( 'Spelt' ), type } );
	await expect( titled( colleague, 'Spelt' ) ).toHaveCount( 1 );
	for ( const title of [ 'Emmer', 'Einkorn' ] ) {
		await expect( titled( colleague, title ) ).toHaveCount( 1 );
	}
} );

test( 'what is to be tried again says when, the figures count each by what became of it, and the filter shows its state only', async ( {
	loggedInPage,
	demo,
	standInForHub,
	publish,
	rest,
}, { repeatEachIndex } ) => {
	const type = `bakery.counted_${ repeatEachIndex }`;
	const bake = ( title: string ) =>
		publish( 'admin', { ...happen( title ), type } );
	const page = await loggedInPage( 'admin' );
	await page.goto( `${ demo.site }${ DELIVERIES }&search=${ type }` );
	const health = page.getByRole( 'region', { name: 'The last 24 hours' } );
	const figure = ( term: string ) =>
		health
			.locator( 'dl > div' )
			.filter( { has: page.getByText( term, { exact: true } ) } )
			.getByRole( 'definition' );
	// Other tests have sent things, too.
	await run( demo.wp, [
		'eval',
		`global $wpdb;
		$wpdb->query( $wpdb->prepare( "UPDATE %i SET waiting = ''", Realtime_Events\\Events\\Ledger_Schema::table() ) );
		$wpdb->query( $wpdb->prepare( 'DELETE FROM %i', Realtime_Events\\Delivery\\Outbox_Schema::table() ) );`,
	] );
	await expect( figure( 'Delivered' ) ).toHaveText( '0in 24 hours' );
	await expect( figure( 'Waiting' ) ).toHaveText( '0to be sent' );
	await expect( figure( 'Given up' ) ).toHaveText( '0nothing was lost' );

	for ( const title of [ 'Rye', 'Oats', 'Wheat' ] ) {
		await bake( title );
	}
	await expect( figure( 'Delivered' ) ).toHaveText(
		'3in 24 hours, 100% of all'
	);
	const answer: HubAnswer = {
		status: 422,
		code: 'no_such_channel',
		message: 'This channel is closed.',
	};
	const standIn = await standInForHub( answer );
	await bake( 'Emmer' );
	await expect( figure( 'Given up' ) ).toHaveText(
		'1until you send them again'
	);
	Object.assign( answer, {
		status: 503,
		code: 'too_busy',
		message: 'Not just now.',
		retryAfter: 300,
	} );
	await bake( 'Spelt' );
	await page.getByRole( 'button', { name: 'Show 2 new deliveries' } ).click();
	const row = rowOf( page, 'Spelt' );
	const cells = row.getByRole( 'cell' );
	await expect( cells.nth( 0 ) ).toHaveText( 'Retrying' );
	await expect( cells.nth( 1 ) ).toHaveText( '1' );
	await expect( cells.nth( 2 ) ).toHaveText( /^in [1-5] min$/ );
	await expect( cells.nth( 4 ) ).toHaveText( 'too_busy' );
	await expect( health ).toContainText(
		/failed 1 time, so sending rests\. It goes on in [1-5] min/
	);
	await row.getByRole( 'button', { name: /^Details/ } ).click();
	const { body } = await rest( 'admin' )(
		'GET',
		`/realtime-events/v1/deliveries?state=retrying&search=${ type }`
	);
	const [ delivery ] = body as [ { next_attempt: string } ];
	// The site has an hour of its own.
	const minutesAndSeconds = delivery.next_attempt.slice(
		'YYYY-MM-DDTHH'.length,
		'YYYY-MM-DDTHH:MM:SS'.length
	);
	const fact = ( term: string ) =>
		page
			.locator( '.realtime-events-delivery-details dl > div' )
			.filter( { has: page.getByText( term, { exact: true } ) } )
			.getByRole( 'definition' );
	await expect( fact( 'Next attempt' ) ).toContainText( minutesAndSeconds );
	await expect( fact( 'Attempts' ) ).toHaveText( '1' );
	await expect( fact( 'Delivered' ) ).toHaveCount( 0 );
	await expect( page.getByText( 'Not just now.' ) ).toBeVisible();

	await expect( figure( 'Delivered' ) ).toHaveText(
		'3in 24 hours, 75% of all'
	);
	await expect( figure( 'Waiting' ) ).toHaveText(
		'11 after a failed attempt'
	);
	await expect( figure( 'Given up' ) ).toHaveText(
		'1until you send them again'
	);

	const states = page.getByRole( 'group', { name: 'State' } );
	const chips = page.getByRole( 'table' ).locator( '.realtime-events-chip' );
	for ( const [ state, titles ] of Object.entries( {
		Retrying: [ 'Spelt' ],
		'Given up': [ 'Emmer' ],
		Delivered: [ 'Wheat', 'Oats', 'Rye' ],
	} ) ) {
		await states.getByRole( 'button', { name: state } ).click();
		await expect( chips ).toHaveText( titles.map( () => state ) );
		for ( const title of titles ) {
			await expect( rowOf( page, title ) ).toBeVisible();
		}
	}
	await states.getByRole( 'button', { name: 'All' } ).click();
	await expect( chips ).toHaveCount( 5 );

	await standIn.leave();
	await rest( 'admin' )( 'POST', '/realtime-events/v1/settings/key', {
		action: 'set',
		key: demo.apiKey,
	} );
	await expect( cells.nth( 0 ) ).toHaveText( 'Delivered' );
	await expect( cells.nth( 1 ) ).toHaveText( '2' );
	await expect( figure( 'Delivered' ) ).toHaveText(
		'4in 24 hours, 80% of all'
	);
} );

test( 'the filter is the address, and a search that finds nothing has a way back', async ( {
	loggedInPage,
	demo,
	rest,
} ) => {
	await rest( 'admin' )(
		'POST',
		'/realtime-events/v1/publish',
		happen( 'Wheat' )
	);
	const page = await loggedInPage( 'admin' );
	await page.goto( demo.site + DELIVERIES );
	await page.getByRole( 'button', { name: 'Given up' } ).click();
	await expect( page ).toHaveURL( /state=dead/ );
	await page.getByRole( 'searchbox' ).fill( 'no such thing' );
	await expect( page ).toHaveURL( /search=no\+such\+thing/ );
	await page.getByRole( 'button', { name: 'Show all' } ).click();
	await expect( page ).not.toHaveURL( /state=|search=/ );
	await expect( page.getByRole( 'searchbox' ) ).toHaveValue( '' );
	await expect( page.getByRole( 'table' ) ).toBeVisible();
} );

test( 'deliveries are for those who manage', async ( {
	loggedInPage,
	demo,
	rest,
} ) => {
	const page = await loggedInPage( 'editor' );
	const answer = await page.goto( demo.site + DELIVERIES );
	expect( answer?.status() ).toBe( 403 );
	for ( const [ method, route ] of [
		[ 'GET', '/deliveries' ],
		[ 'GET', '/deliveries/health' ],
		[ 'POST', '/deliveries/1/replay' ],
		[ 'POST', '/deliveries/1/cancel' ],
		[ 'POST', '/deliveries/replay-dead' ],
	] as const ) {
		const { status } = await rest( 'editor' )(
			method,
			`/realtime-events/v1${ route }`
		);
		expect( status, `${ method } ${ route }` ).toBe( 403 );
	}
} );

test( 'who manages sees what another does with a delivery, and who does not manage gets nothing of it but the event', async ( {
	loggedInPage,
	demo,
	hub,
	openFeed,
	publish,
	rest,
}, { repeatEachIndex } ) => {
	const type = `bakery.shared_${ repeatEachIndex }`;
	const letManage = ( ...roles: string[] ) =>
		rest( 'admin' )( 'POST', '/wp/v2/settings', {
			realtime_events: {
				roles: { view: [], publish: [], manage: roles },
			},
		} );
	await letManage( 'shop_manager' );
	try {
		const editor = await openFeed( 'editor', `&type=${ type }` );
		await hub.kill();
		const { id } = await publish( 'author', {
			...happen( 'Barley' ),
			type,
		} );
		const [ page, colleague ] = await Promise.all( [
			loggedInPage( 'admin' ),
			loggedInPage( 'shop_manager' ),
		] );
		for ( const screen of [ page, colleague ] ) {
			await screen.goto(
				`${ demo.site }${ DELIVERIES }&search=${ type }`
			);
			await expect( rowOf( screen, 'Barley' ) ).toContainText(
				/Waiting|Retrying/
			);
		}
		await rowOf( page, 'Barley' )
			.getByRole( 'button', { name: /^Cancel/ } )
			.click();
		for ( const screen of [ page, colleague ] ) {
			await expect( rowOf( screen, 'Barley' ) ).toContainText(
				'Cancelled'
			);
		}
		// The ledger has it all the same, for who asks there.
		const shown = editor.locator( `[data-event="${ id }"]` );
		await expect( shown ).toBeVisible();

		await hub.start();
		await rowOf( colleague, 'Barley' )
			.getByRole( 'button', { name: /^Send again/ } )
			.click();
		for ( const screen of [ colleague, page ] ) {
			await expect( rowOf( screen, 'Barley' ) ).toContainText(
				'Delivered',
				{ timeout: 60_000 }
			);
		}
		await expect( pill( editor ) ).toContainText( 'Live', {
			timeout: RETURNS_WITHIN_MS,
		} );
		await expect( titled( editor, 'Barley' ) ).toHaveCount( 1 );
		await expect( shown ).not.toContainText( /Cancelled|Delivered/ );
		await expect(
			editor.locator( 'a[href*="realtime-events-deliveries"]' )
		).toHaveCount( 0 );
		const { body } = await rest( 'admin' )(
			'GET',
			`/realtime-events/v1/deliveries?search=${ type }`
		);
		const [ delivery ] = body as [ { id: number; attempts: number } ];
		// With the session and the nonce of the page that is open.
		const refused = await editor.evaluate( async ( number ) => {
			const { apiFetch } = (
				window as unknown as {
					wp: {
						apiFetch: ( request: object ) => Promise< unknown >;
					};
				}
			 ).wp;
			return apiFetch( {
				path: `/realtime-events/v1/deliveries/${ number }/replay`,
				method: 'POST',
			} ).then(
				() => 'done',
				( error: { data: { status: number } } ) => error.data.status
			);
		}, delivery.id );
		expect( refused ).toBe( 403 );
		const answer = await editor.goto( demo.site + DELIVERIES );
		expect( answer?.status() ).toBe( 403 );
		await expect( rowOf( page, 'Barley' ) ).toContainText( 'Delivered' );
	} finally {
		await letManage();
	}
} );

test( 'axe finds nothing on the deliveries, at any width', async ( {
	loggedInPage,
	demo,
	rest,
} ) => {
	await rest( 'admin' )(
		'POST',
		'/realtime-events/v1/publish',
		happen( 'Oats' )
	);
	const page = await loggedInPage( 'admin' );
	for ( const width of [ 1400, 782, 320 ] ) {
		await page.setViewportSize( { width, height: 900 } );
		await page.goto( demo.site + DELIVERIES );
		await page
			.getByRole( 'button', { name: /^Details/ } )
			.first()
			.click();
		expect( await axeFindings( page, ROOT ), `${ width } px` ).toEqual(
			[]
		);
		const overflow = await page.evaluate(
			() => document.documentElement.scrollWidth - window.innerWidth
		);
		expect( overflow, `${ width } px` ).toBeLessThanOrEqual( 0 );
	}
} );

test( 'axe finds nothing, whatever became of the deliveries', async ( {
	loggedInPage,
	demo,
} ) => {
	const page = await loggedInPage( 'admin' );
	const answers = {
		rows: {
			status: 200,
			json: [ 'pending', 'retrying', 'sent', 'dead', 'cancelled' ].map(
				( state, index ) => ( {
					id: index + 1,
					server: 'hub',
					state,
					is_sending: false,
					attempts: index,
					created: '2026-01-31T12:00:00.000Z',
					next_attempt:
						state === 'retrying'
							? '2099-01-31T12:00:00.000Z'
							: null,
					acknowledged:
						state === 'sent' ? '2026-01-31T12:00:00.041Z' : null,
					duration_ms: 41,
					code: state === 'dead' ? '400' : '202',
					message: state === 'dead' ? 'No such channel.' : '',
					event: null,
				} )
			),
		},
		nothing: { status: 200, json: [] },
		failure: {
			status: 500,
			json: { code: 'broken', message: 'The outbox is away.' },
		},
	};
	const root = page.locator( ROOT );
	const shown = {
		rows: root.getByRole( 'row' ).filter( { hasText: 'Given up' } ),
		nothing: root.getByText( 'Nothing has been sent yet' ),
		failure: root.getByRole( 'button', { name: 'Try again' } ),
	};
	let name: keyof typeof answers = 'rows';
	await page.route(
		( { pathname } ) => pathname.endsWith( '/v1/deliveries' ),
		( route ) => route.fulfill( answers[ name ] )
	);
	await page.emulateMedia( { reducedMotion: 'reduce' } );
	for ( name of [ 'rows', 'nothing', 'failure' ] as const ) {
		await page.goto( demo.site + DELIVERIES );
		await expect( shown[ name ] ).toBeVisible();
		if ( name === 'rows' ) {
			// What the server said is a detail.
			await shown.rows
				.getByRole( 'button', { name: /^Details/ } )
				.click();
			await expect( root.getByText( 'No such channel.' ) ).toBeVisible();
		}
		expect( await axeFindings( page, ROOT ), name ).toEqual( [] );
	}
} );
