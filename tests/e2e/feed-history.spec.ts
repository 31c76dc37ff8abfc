import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { axeFindings } from './support/axe';
import { expect, test } from './support/fixtures';

const rows = ( page: Page ) => page.getByRole( 'feed' ).getByRole( 'article' );

const pill = ( page: Page ) =>
	page.getByRole( 'button', { name: /^Connection:/ } );

const menu = async ( page: Page, item: string ): Promise< void > => {
	await page
		.getByRole( 'button', { name: 'More', exact: true } )
		.first()
		.click();
	await page.getByRole( 'menuitem', { name: item } ).click();
};

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
		await menu( page, 'Export…' );
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
		await menu( page, 'Time machine' );
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
		await page.goto( `${ demo.feed }&type=${ type }` );
		await expect( pill( page ) ).toContainText( 'Live' );
		const chart = page.getByRole( 'region', { name: 'How many events' } );
		await expect( chart ).toContainText( '1 in the last hour' );
		await publish();
		await expect( chart ).toContainText( '2 in the last hour' );
		await expect( chart ).toContainText( /p95 \d/ );
		await chart.getByRole( 'button' ).last().click();
		await expect( page ).toHaveURL( /since=.*until=/ );
		await expect( rows( page ).first() ).toContainText( type );
	} );
} );

/** The full hour of a moment on a clock that is so many hours ahead, as such a field writes it. */
const hourOf = ( time: string, ahead: number ): string =>
	new Date( Date.parse( time ) + ahead * 60 * 60_000 )
		.toISOString()
		.replace( /:.*/, ':00' );
