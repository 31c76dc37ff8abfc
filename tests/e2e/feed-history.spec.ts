import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { axeFindings } from './support/axe';
import {
	chooseMore,
	expect,
	openDetails,
	panel,
	pill,
	rows,
	test,
	titled,
} from './support/feed';

const run = promisify( execFile );

/** Two pages of history; with one more a third begins. */
const EVENTS = 100;

/** Of the line of latencies, in pixels. What took longest is at its top. */
const LINE_HEIGHT = 14;

test.describe( 'a feed with a past', () => {
	test( 'shows what one person did in one go as one row that opens', async ( {
		loggedInPage,
		demo,
		rest,
	}, { repeatEachIndex } ) => {
		const type = `shelf.filled_${ repeatEachIndex }`;
		for ( let count = 1; count <= 6; count++ ) {
			await rest( 'shop_manager' )(
				'POST',
				'/realtime-events/v1/publish',
				{
					type,
					subject: `shelf/${ count }`,
					data: { title: `Shelf ${ count }` },
				}
			);
		}
		const page = await loggedInPage( 'admin' );
		await page.goto( `${ demo.feed }&type=${ type }` );
		await expect( rows( page ) ).toHaveCount( 1 );
		await page
			.getByRole( 'button', { name: 'and 5 more: show each' } )
			.click();
		await expect( rows( page ) ).toHaveCount( 7 );
	} );

	test( 'exports what the filter shows, and nothing else', async ( {
		loggedInPage,
		demo,
		rest,
	}, { repeatEachIndex } ) => {
		const type = `export.wanted_${ repeatEachIndex }`;
		const editor = rest( 'editor' );
		await editor( 'POST', '/realtime-events/v1/publish', {
			type,
			data: { title: '=1+1' },
		} );
		await editor( 'POST', '/realtime-events/v1/publish', {
			type: 'export.unwanted',
		} );
		const page = await loggedInPage( 'admin' );
		// A browser that asks for a place to save at would wait for a person here.
		await page.addInitScript( () =>
			Object.assign( window, { showSaveFilePicker: undefined } )
		);
		await page.goto( `${ demo.feed }&type=${ type }` );
		await expect( rows( page ).first() ).toBeVisible();
		await chooseMore( page, 'Export…' );
		const downloading = page.waitForEvent( 'download' );
		await page
			.getByRole( 'button', { name: 'Export', exact: true } )
			.click();
		const download = await downloading;
		const text = await readFile( await download.path(), 'utf8' );
		expect( text.trim().split( '\r\n' ) ).toHaveLength( 2 );
		expect( text ).toContain( type );
		// A cell of a spreadsheet, not a formula.
		expect( text ).toContain( ",'=1+1" );
		expect( text ).not.toMatch( /(^|,)"?=/m );
	} );

	test( 'exports as JSON and line by line what somebody else has only just added, too', async ( {
		loggedInPage,
		openFeed,
		publish,
	}, { repeatEachIndex } ) => {
		const type = `export.counted_${ repeatEachIndex }`;
		await publish( 'editor', { type, data: { title: 'One' } } );
		const page = await loggedInPage( 'admin' );
		await page.addInitScript( () =>
			Object.assign( window, { showSaveFilePicker: undefined } )
		);
		await openFeed( page, `&type=${ type }` );
		await publish( 'author', { type, data: { title: 'Two' } } );
		await expect( rows( page ) ).toHaveCount( 2 );
		const exported = async ( format: string ) => {
			await chooseMore( page, 'Export…' );
			const dialog = page.getByRole( 'dialog', {
				name: 'Export events',
			} );
			await dialog
				.getByRole( 'radio', {
					name: new RegExp( `^${ format }` ),
				} )
				.check();
			const downloading = page.waitForEvent( 'download' );
			await dialog
				.getByRole( 'button', { name: 'Export', exact: true } )
				.click();
			const download = await downloading;
			await expect( dialog ).toHaveCount( 0 );
			return {
				name: download.suggestedFilename(),
				text: await readFile( await download.path(), 'utf8' ),
			};
		};
		const titles = ( events: Array< { data: { title: string } } > ) =>
			events.map( ( { data } ) => data.title );
		const json = await exported( 'JSON' );
		expect( json.name ).toMatch( /\.json$/ );
		expect( titles( JSON.parse( json.text ) ) ).toEqual( [ 'Two', 'One' ] );
		const lines = await exported( 'NDJSON' );
		expect( lines.name ).toMatch( /\.ndjson$/ );
		expect(
			titles(
				lines.text
					.trim()
					.split( '\n' )
					.map( ( line ) => JSON.parse( line ) )
			)
		).toEqual( [ 'Two', 'One' ] );
	} );

	test( 'is scrolled to its beginning below the name of the day, and read at any moment', async ( {
		demo,
		openFeed,
		publish,
		rest,
	}, { repeatEachIndex } ) => {
		const subject = `roll/${ repeatEachIndex }`;
		const { body: taken } = await rest( 'editor' )(
			'POST',
			'/realtime-events/v1/publish/batch',
			{
				// No two of a kind: those would be one row.
				events: Array.from( { length: EVENTS }, ( _, index ) => ( {
					type: `roll.baked_${ index }`,
					subject,
				} ) ),
			}
		);
		expect( taken ).toMatchObject( {
			results: Array( EVENTS ).fill( expect.anything() ),
		} );
		// One of them happened long ago.
		const { id: old } = await publish( 'editor', {
			type: 'roll.invented',
			subject,
		} );
		const LONG_AGO = Date.parse( '2020-02-01T12:00:00Z' );
		await run( demo.wp, [
			'eval',
			`$GLOBALS['wpdb']->query( $GLOBALS['wpdb']->prepare( 'UPDATE %i SET time_ms = %d WHERE event_id = %s', Realtime_Events\\Events\\Ledger_Schema::table(), ${ LONG_AGO }, '${ old }' ) );`,
		] );
		const page = await openFeed( 'admin', `&subject=${ subject }` );
		await expect( titled( page, `baked_${ EVENTS - 1 }` ) ).toBeVisible();
		await expect( rows( page ).first() ).toHaveAttribute(
			'aria-setsize',
			'-1'
		);
		const first = page.getByRole( 'article' ).filter( {
			hasText: /baked_0(?!\d)/,
		} );
		await expect( async () => {
			await page.evaluate( () =>
				window.scrollTo( 0, document.body.scrollHeight )
			);
			await expect( first ).toBeInViewport( { timeout: 500 } );
		} ).toPass();
		await expect( page.getByText( 'That is everything.' ) ).toBeVisible();
		await expect( first ).toHaveAttribute(
			'aria-setsize',
			String( EVENTS + 1 )
		);
		const day = page.locator( '.is-stuck .realtime-events-day' );
		await expect( day ).toHaveText( 'Today' );
		await expect( day ).toBeInViewport();
		// Who reads there is not disturbed by who goes on.
		await publish( 'author', { type: 'roll.eaten', subject } );
		await expect(
			page.getByRole( 'button', { name: /1 new event/ } )
		).toBeVisible();
		await expect( first ).toBeInViewport();

		await page.evaluate( () => window.scrollTo( 0, 0 ) );
		await page.getByRole( 'button', { name: 'Time', exact: true } ).click();
		await page
			.getByLabel( 'From', { exact: true } )
			.fill( '2020-01-31T00:00' );
		await page
			.getByLabel( 'Until', { exact: true } )
			.fill( '2020-02-02T00:00' );
		await page.keyboard.press( 'Escape' );
		await expect( rows( page ) ).toHaveCount( 1 );
		await expect( page.locator( '.realtime-events-day' ) ).toHaveText(
			/February 1, 2020/
		);
		await openDetails( page, old );
		await panel( page )
			.getByRole( 'button', { name: 'What happened around it' } )
			.click();
		await expect( page ).toHaveURL(
			/since=2020-02-01T11%3A55.*until=2020-02-01T12%3A05/
		);
		await expect( page ).not.toHaveURL( /subject=/ );
		await expect( titled( page, 'roll.invented' ) ).toHaveCount( 1 );
	} );

	test( 'searches on by itself, however far back what is looked for lies', async ( {
		loggedInPage,
		demo,
	} ) => {
		const page = await loggedInPage( 'admin' );
		const asked: Array< string | null > = [];
		// As a ledger answers that is too large to be searched in one go.
		await page.route(
			( url ) =>
				url.pathname.endsWith( '/events' ) &&
				url.searchParams.get( 'search' ) === 'zeppelin',
			async ( route ) => {
				const url = new URL( route.request().url() );
				asked.push( url.searchParams.get( 'before' ) );
				const pages = asked.length;
				url.searchParams.set( 'before', String( 9_000 - pages ) );
				const found = {
					specversion: '1.0',
					id: '01890000-0000-7000-8000-000000000009',
					source: demo.site,
					type: 'ship.sighted',
					time: '2026-01-31T12:00:00.000Z',
					data: { title: 'Zeppelin' },
					sequence: '9',
					channel: 'editors',
					severity: 'info',
				};
				await route.fulfill( {
					json: pages < 3 ? [] : [ found ],
					headers:
						pages < 3 ? { Link: `<${ url }>; rel="next"` } : {},
				} );
			}
		);
		await page.goto( `${ demo.feed }&search=zeppelin` );
		await expect( rows( page ) ).toHaveText( /Zeppelin/ );
		expect( asked ).toEqual( [ null, '8999', '8998' ] );
	} );

	test( 'plays a past hour, and comes back to the present', async ( {
		loggedInPage,
		demo,
		rest,
	}, { repeatEachIndex } ) => {
		const page = await loggedInPage( 'admin' );
		const type = `past.happened_${ repeatEachIndex }`;
		const { body } = await rest( 'editor' )(
			'POST',
			'/realtime-events/v1/publish',
			{ type }
		);
		const { time } = body as { time: string };
		await page.emulateMedia( { reducedMotion: 'reduce' } );
		await page.goto( `${ demo.feed }&type=${ type }` );
		await expect( pill( page ) ).toContainText( 'Live' );
		await expect( rows( page ) ).toHaveCount( 1 );
		await chooseMore( page, 'Time machine' );
		const machine = page.getByRole( 'region', { name: 'Time machine' } );
		// The hour before has nothing of it; the one that it happened in has.
		const field = machine.getByLabel( 'The hour from' );
		const { body: site } = await rest( 'admin' )( 'GET', '/' );
		const clock = Number( ( site as { gmt_offset: string } ).gmt_offset );
		await field.fill( hourOf( time, clock - 1 ) );
		await expect( machine ).toContainText( '0 events in this hour' );
		await expect( rows( page ) ).toHaveCount( 0 );
		await field.fill( hourOf( time, clock ) );
		await expect( machine ).toContainText( '1 event in this hour' );
		await machine.getByRole( 'button', { name: 'Pause' } ).click();
		await machine.getByRole( 'slider' ).press( 'End' );
		await expect( rows( page ) ).toHaveCount( 1 );
		expect( await axeFindings( page, '#realtime-events-feed' ) ).toEqual(
			[]
		);
		await machine.getByRole( 'slider' ).press( 'Home' );
		await expect( rows( page ) ).toHaveCount( 0 );
		await machine
			.getByRole( 'button', { name: 'Back to the present' } )
			.click();
		await expect( machine ).toHaveCount( 0 );
		await expect( rows( page ) ).toHaveCount( 1 );
	} );

	test( 'plays an hour at the speed that is chosen, each row at its moment, and nothing of the present until it is back there', async ( {
		demo,
		openFeed,
		publish,
		rest,
	}, { repeatEachIndex } ) => {
		const type = `past.played_${ repeatEachIndex }`;
		const event = ( title: string ) => ( {
			type,
			// Two about the same would be one row.
			subject: `past/${ title }`,
			data: { title },
		} );
		const HOUR_MS = 60 * 60_000;
		const [ EARLY_S, LATE_S ] = [ 180, 480 ];
		/** Two seconds of a slow machine's, sixty times as fast. */
		const LATENESS_S = 120;
		const start = Math.floor( Date.now() / HOUR_MS - 3 ) * HOUR_MS;
		for ( const [ title, second ] of [
			[ 'Early', EARLY_S ],
			[ 'Late', LATE_S ],
		] as const ) {
			const { id } = await publish( 'editor', event( title ) );
			await run( demo.wp, [
				'eval',
				`$GLOBALS['wpdb']->query( $GLOBALS['wpdb']->prepare( 'UPDATE %i SET time_ms = %d WHERE event_id = %s', Realtime_Events\\Events\\Ledger_Schema::table(), ${
					start + second * 1_000
				}, '${ id }' ) );`,
			] );
		}
		const page = await openFeed( 'admin', `&type=${ type }` );
		await expect( rows( page ) ).toHaveCount( 2 );
		await chooseMore( page, 'Time machine' );
		const machine = page.getByRole( 'region', {
			name: 'Time machine',
		} );
		const position = machine.getByRole( 'slider' );
		const at = async () => Number( await position.inputValue() );
		const { body: site } = await rest( 'admin' )( 'GET', '/' );
		const ahead = Number( ( site as { gmt_offset: string } ).gmt_offset );
		await machine
			.getByLabel( 'The hour from' )
			.fill( hourOf( new Date( start ).toISOString(), ahead ) );
		await expect( machine ).toContainText( '2 events in this hour' );
		await machine.getByRole( 'button', { name: 'Pause' } ).click();
		await position.press( 'Home' );
		await expect( rows( page ) ).toHaveCount( 0 );

		// At what second of the hour each row is first there; a test that looks now and then would not see it.
		const seen = await page.evaluateHandle( () => {
			const slider = document.querySelector< HTMLInputElement >(
				'.realtime-events-machine input[type="range"]'
			);
			const first: Record< string, number > = {};
			new MutationObserver( () => {
				for ( const title of [ 'Early', 'Late', 'Present' ] ) {
					const isShown = [
						...document.querySelectorAll( '[data-event]' ),
					].some( ( row ) => row.textContent?.includes( title ) );
					if ( isShown ) {
						first[ title ] ??= Number( slider?.value );
					}
				}
			} ).observe( document.body, {
				childList: true,
				subtree: true,
			} );
			return first;
		} );
		const speed = machine.getByLabel( 'Speed' );
		/** How many seconds of the hour go by in one of the clock's. */
		const pace = async () => {
			const [ from, since ] = [ await at(), Date.now() ];
			await expect.poll( at ).toBeGreaterThan( from + 4 );
			return (
				( ( await at() ) - from ) / ( ( Date.now() - since ) / 1_000 )
			);
		};
		await speed.selectOption( '5×' );
		await machine.getByRole( 'button', { name: 'Play' } ).click();
		expect( await pace() ).toBeLessThan( 20 );
		await speed.selectOption( '60×' );
		await expect.poll( pace ).toBeGreaterThan( 30 );

		await publish( 'author', event( 'Present' ) );
		// It has come to the screen, which counts it.
		await expect(
			page.getByRole( 'region', { name: 'How many events' } )
		).toContainText( '1 in the last hour' );
		await expect( titled( page, 'Early' ) ).toBeVisible();
		await expect( titled( page, 'Late' ) ).toBeVisible();
		await expect(
			machine.getByRole( 'button', { name: 'Pause' } )
		).toBeVisible();
		const first = await seen.jsonValue();
		expect( first ).toEqual( {
			Early: expect.any( Number ),
			Late: expect.any( Number ),
		} );
		for ( const [ title, second ] of [
			[ 'Early', EARLY_S ],
			[ 'Late', LATE_S ],
		] as const ) {
			expect( first[ title ], title ).toBeGreaterThanOrEqual( second );
			expect( first[ title ], title ).toBeLessThan( second + LATENESS_S );
		}
		await machine
			.getByRole( 'button', { name: 'Back to the present' } )
			.click();
		await expect( titled( page, 'Present' ) ).toBeVisible();
		await expect( rows( page ) ).toHaveCount( 3 );
	} );

	test( 'counts in its chart what the filter lets in, and filters by a bar', async ( {
		loggedInPage,
		demo,
		rest,
	}, { repeatEachIndex } ) => {
		const page = await loggedInPage( 'admin' );
		const type = `chart.counted_${ repeatEachIndex }`;
		const publish = () =>
			rest( 'editor' )( 'POST', '/realtime-events/v1/publish', { type } );
		await publish();
		await page.clock.install();
		await page.goto( `${ demo.feed }&type=${ type }` );
		await expect( pill( page ) ).toContainText( 'Live' );
		const chart = page.getByRole( 'region', { name: 'How many events' } );
		await expect( chart ).toContainText( '1 in the last hour' );
		await publish();
		await publish();
		await expect( chart ).toContainText( '3 in the last hour' );
		await expect( chart ).toContainText( /p95 \d/ );
		await expect(
			chart.locator( '.realtime-events-spark polyline' )
		).toHaveAttribute( 'points', /^0\.0,\S+ \S+/ );
		// As long as a screen would wait that asks.
		await page.clock.fastForward( 15_000 );
		await expect( chart ).toContainText( /\d+ requests? saved/ );
		await chart.getByRole( 'button' ).last().click();
		await expect( page ).toHaveURL( /since=.*until=/ );
		await expect( rows( page ).first() ).toContainText( type );
	} );

	test( 'draws for each who looks how long what came took to their own screen, and says in words within what time', async ( {
		loggedInPage,
		openFeed,
		publish,
	}, { repeatEachIndex } ) => {
		const type = `chart.took_${ repeatEachIndex }`;
		const admin = await loggedInPage( 'admin' );
		const editor = await loggedInPage( 'editor' );
		// Each by their own clock, which stands still, so that both numbers are known.
		const people = [
			{ page: admin, isAhead: 0, took: [] as number[] },
			{ page: editor, isAhead: 4_000, took: [] as number[] },
		];
		for ( const { page } of people ) {
			await openFeed( page, `&type=${ type }` );
		}
		for ( const [ count, ms ] of [ 9_000, 5_000, 7_000 ].entries() ) {
			const clock = Date.now() + ms;
			for ( const { page, isAhead } of people ) {
				await page.clock.setFixedTime( clock + isAhead );
			}
			const { id, time } = await publish( 'author', {
				type,
				subject: `chart/${ count }`,
			} );
			for ( const { page, isAhead, took } of people ) {
				await expect(
					page.locator( `[data-event="${ id }"]` )
				).toBeVisible();
				took.push(
					Math.max( 0, clock + isAhead - Date.parse( time ) )
				);
			}
		}
		for ( const { page, took } of people ) {
			const longest = Math.max( ...took );
			const chart = page.getByRole( 'region', {
				name: 'How many events',
			} );
			// Of so few the longest: 19 of 20 took no longer.
			const words = `p95 ${ ( longest / 1_000 ).toLocaleString( 'en-US', {
				maximumFractionDigits: 1,
			} ) } s`;
			await expect(
				chart.getByText( words, { exact: true } )
			).toBeVisible();
			// Who only hears gets the words and no picture without any.
			await expect( chart.locator( 'svg' ) ).toHaveAttribute(
				'aria-hidden',
				'true'
			);
			const heights = took.map( ( ms ) =>
				( LINE_HEIGHT - ( ms / longest ) * LINE_HEIGHT ).toFixed( 1 )
			);
			// Somebody's login may have come before.
			const line = chart.locator( '.realtime-events-spark polyline' );
			await expect
				.poll( async () =>
					( ( await line.getAttribute( 'points' ) ) ?? '' )
						.split( ' ' )
						.map( ( point ) => point.split( ',' )[ 1 ] )
						.slice( -heights.length )
				)
				.toEqual( heights );
			await expect( line ).toHaveAttribute( 'points', / 60\.0,\S+$/ );
			await expect( line ).toBeVisible();
		}
	} );
} );

/** The full hour of a moment on a clock that is so many hours ahead, as such a field writes it. */
const hourOf = ( time: string, ahead: number ): string =>
	new Date( Date.parse( time ) + ahead * 60 * 60_000 )
		.toISOString()
		.replace( /:.*/, ':00' );
