import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
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

const HOUR_MS = 60 * 60_000;

/** Notes on a page from its start on whether a row with this text was ever drawn as unread. */
const watchUnread = ( page: Page, text: string ) =>
	page.addInitScript( ( wanted ) => {
		const seen = window as unknown as { wasUnread: boolean };
		seen.wasUnread = false;
		new MutationObserver( () => {
			for ( const row of document.querySelectorAll(
				'article.is-unread'
			) ) {
				seen.wasUnread ||= row.textContent?.includes( wanted ) ?? false;
			}
		} ).observe( document, {
			subtree: true,
			childList: true,
			attributes: true,
			attributeFilter: [ 'class' ],
		} );
	}, text );

interface Exported {
	readonly channel: string;
	readonly data: { readonly title: string };
}

/** What is in the file that somebody takes of what their feed shows. */
async function exported( page: Page ): Promise< Exported[] > {
	await chooseMore( page, 'Export…' );
	const dialog = page.getByRole( 'dialog', { name: 'Export events' } );
	await dialog.getByRole( 'radio', { name: /^NDJSON/ } ).check();
	const downloading = page.waitForEvent( 'download' );
	await dialog.getByRole( 'button', { name: 'Export', exact: true } ).click();
	const text = await readFile( await ( await downloading ).path(), 'utf8' );
	await expect( dialog ).toHaveCount( 0 );
	return text
		.split( '\n' )
		.filter( Boolean )
		.map( ( line ) => JSON.parse( line ) as Exported );
}

const wasUnread = ( page: Page ): Promise< boolean > =>
	page.evaluate(
		() => ( window as unknown as { wasUnread: boolean } ).wasUnread
	);

test.describe( 'what was read', () => {
	test( 'is read on every device of the same person, and counted in the title until then', async ( {
		loggedInPage,
		openFeed,
		demo,
		publish,
	}, { repeatEachIndex } ) => {
		const first = `reading.first_${ repeatEachIndex }`;
		const second = `reading.second_${ repeatEachIndex }`;
		await publish( 'editor', { type: first } );
		const desk = await openFeed( 'shop_manager' );
		const reading = titled( desk, first );
		await expect( reading ).toBeVisible();
		// All that was before is read, once it was on screen for a moment.
		await desk.mouse.move( 0, 0 );
		await expect( desk ).not.toHaveTitle( /^\(/ );
		await expect( desk.locator( 'article.is-unread' ) ).toHaveCount( 0 );
		// Somebody reads here: what comes waits, unread.
		await reading.focus();
		await desk.keyboard.press( 'Enter' );
		await expect( panel( desk ) ).toBeVisible();
		const { sequence } = await publish( 'editor', { type: second } );
		await expect( desk ).toHaveTitle( /^\(\d+\) / );

		// By what is in it: the mark before may only now be on its way.
		const saved = desk.waitForResponse(
			( response ) =>
				response.url().includes( '/wp/v2/users/me' ) &&
				( response.request().postData() ?? '' ).includes(
					`"readUpTo":"${ sequence }"`
				) &&
				response.ok()
		);
		await desk.keyboard.press( 'Escape' );
		await expect( titled( desk, second ) ).toBeVisible();
		await expect( desk ).not.toHaveTitle( /^\(/ );
		await saved;

		const phone = await loggedInPage( 'shop_manager' );
		await watchUnread( phone, second );
		await phone.goto( demo.feed );
		await expect( titled( phone, second ) ).toBeVisible();
		await expect( phone ).not.toHaveTitle( /^\(/ );
		expect( await wasUnread( phone ) ).toBe( false );
	} );
} );

test.describe( 'the chart', () => {
	test( 'filters by what is dragged over, and “Back” undoes it', async ( {
		openFeed,
		publish,
	}, { repeatEachIndex } ) => {
		const type = `chart.dragged_${ repeatEachIndex }`;
		await publish( 'editor', { type } );
		const page = await openFeed( 'admin', `&type=${ type }` );
		await expect( rows( page ) ).toHaveCount( 1 );
		const bars = page
			.getByRole( 'region', { name: 'How many events' } )
			.locator( '[data-index]' );
		await expect( bars ).toHaveCount( 60 );
		// To hover waits until nothing moves any more.
		await bars.last().hover();
		await page.mouse.down();
		await bars.nth( -10 ).hover();
		await page.mouse.up();
		await expect( page ).toHaveURL( /since=.*until=/ );
		const { searchParams } = new URL( page.url() );
		const minutes =
			( Date.parse( searchParams.get( 'until' ) ?? '' ) -
				Date.parse( searchParams.get( 'since' ) ?? '' ) ) /
			60_000;
		expect( minutes ).toBe( 10 );
		await expect( rows( page ) ).toHaveCount( 1 );
		await page.goBack();
		await expect( page ).not.toHaveURL( /since=/ );
	} );
} );

test.describe( 'each of two', () => {
	test( 'takes in an export what they may see, and no more, even by another’s address', async ( {
		demo,
		loggedInPage,
		openFeed,
		publish,
	}, { repeatEachIndex } ) => {
		// Nobody takes as many in a minute as this test does when it is repeated.
		await run( demo.wp, [
			'eval',
			`$GLOBALS['wpdb']->query( "DELETE FROM {$GLOBALS['wpdb']->options} WHERE option_name LIKE 'realtime_events_rate_%'" );`,
		] );
		const type = `export.shared_${ repeatEachIndex }`;
		const say = ( title: string, channel: string ) =>
			publish( 'admin', {
				type,
				// No two about the same: those would be one row.
				subject: `export/${ title }`,
				channel,
				data: { title },
			} );
		const [ admin, editor ] = await Promise.all( [
			loggedInPage( 'admin' ),
			loggedInPage( 'editor' ),
		] );
		for ( const page of [ admin, editor ] ) {
			// A browser that asks for a place to save at would wait for a person here.
			await page.addInitScript( () =>
				Object.assign( window, { showSaveFilePicker: undefined } )
			);
			await openFeed( page, `&type=${ type }` );
		}
		await say( 'Till', 'admins' );
		await say( 'Oven', 'editors' );
		await say( 'Sale', 'public' );
		await expect( rows( admin ) ).toHaveCount( 3 );
		await expect( rows( editor ) ).toHaveCount( 2 );
		const titles = ( events: Exported[] ) =>
			events.map( ( { data } ) => data.title );
		expect( titles( await exported( admin ) ) ).toEqual( [
			'Sale',
			'Oven',
			'Till',
		] );
		expect( titles( await exported( editor ) ) ).toEqual( [
			'Sale',
			'Oven',
		] );

		await openFeed( admin, `&type=${ type }&channel=admins` );
		await expect( rows( admin ) ).toHaveCount( 1 );
		await editor.goto( admin.url() );
		const refused = await editor.evaluate( async ( wanted ) => {
			const { apiFetch } = (
				window as unknown as {
					wp: {
						apiFetch: ( request: object ) => Promise< Response >;
					};
				}
			 ).wp;
			return apiFetch( {
				path: `/realtime-events/v1/events/export?format=ndjson&type[]=${ wanted }&channel[]=admins`,
				parse: false,
			} ).then(
				( { status } ) => status,
				( { status }: Response ) => status
			);
		}, type );
		expect( refused ).toBe( 403 );
		await expect( rows( editor ) ).toHaveCount( 0 );
	} );

	test( 'has a wall of their own, on which stands what the other does meanwhile', async ( {
		openFeed,
		publish,
	}, { repeatEachIndex } ) => {
		const type = `wall.shared_${ repeatEachIndex }`;
		const wall = await openFeed( 'admin', `&type=${ type }` );
		const desk = await openFeed( 'editor', `&type=${ type }` );
		const menu = ( page: Page ) => page.locator( '#adminmenu' );
		await wall.getByRole( 'button', { name: 'Wall', exact: true } ).click();
		await expect( menu( wall ) ).toBeHidden();
		const { id } = await publish( 'author', {
			type,
			data: { title: 'The oven is cold' },
		} );
		const shown = ( page: Page ) =>
			page.locator( `[data-event="${ id }"]` );
		await expect( shown( wall ) ).toBeInViewport();
		await openDetails( desk, id );
		await panel( desk )
			.getByRole( 'button', { name: 'I’m on it' } )
			.click();
		await expect( shown( wall ) ).toContainText( 'Edda Editor is on it' );
		await panel( desk ).getByRole( 'button', { name: 'Resolve' } ).click();
		await expect( shown( wall ) ).toContainText( 'Resolved' );
		await expect( menu( desk ) ).toBeVisible();

		// Nor does it follow its owner to another screen, or end by what the other does on theirs.
		await desk.getByRole( 'button', { name: 'Close details' } ).click();
		await desk.getByRole( 'button', { name: 'Wall', exact: true } ).click();
		await expect( menu( desk ) ).toBeHidden();
		await desk.keyboard.press( 'Escape' );
		await expect( menu( desk ) ).toBeVisible();
		await expect( menu( wall ) ).toBeHidden();
		const later = await publish( 'author', {
			type,
			subject: 'oven/2',
			data: { title: 'It is warm again' },
		} );
		for ( const page of [ wall, desk ] ) {
			await expect(
				page.locator( `[data-event="${ later.id }"]` )
			).toBeVisible();
		}
	} );

	test( 'is in the hour that they chose, with what they may see of it, while the other sees the present', async ( {
		demo,
		openFeed,
		publish,
		rest,
	}, { repeatEachIndex } ) => {
		const type = `past.shared_${ repeatEachIndex }`;
		const say = ( title: string, channel: string ) =>
			publish( 'admin', {
				type,
				subject: `past/${ title }`,
				channel,
				data: { title },
			} );
		const start = Math.floor( Date.now() / HOUR_MS - 3 ) * HOUR_MS;
		for ( const [ title, channel ] of [
			[ 'Till', 'admins' ],
			[ 'Oven', 'editors' ],
		] as const ) {
			const { id } = await say( title, channel );
			await run( demo.wp, [
				'eval',
				`$GLOBALS['wpdb']->query( $GLOBALS['wpdb']->prepare( 'UPDATE %i SET time_ms = %d WHERE event_id = %s', Realtime_Events\\Events\\Ledger_Schema::table(), ${
					start + 60_000
				}, '${ id }' ) );`,
			] );
		}
		const { body: site } = await rest( 'admin' )( 'GET', '/' );
		const ahead = Number( ( site as { gmt_offset: string } ).gmt_offset );
		const machineOf = ( page: Page ) =>
			page.getByRole( 'region', { name: 'Time machine' } );
		const travel = async ( page: Page, count: string ) => {
			await chooseMore( page, 'Time machine' );
			const machine = machineOf( page );
			await machine
				.getByLabel( 'The hour from' )
				.fill(
					new Date( start + ahead * HOUR_MS )
						.toISOString()
						.slice( 0, 'YYYY-MM-DDTHH:MM'.length )
				);
			await expect( machine ).toContainText( count );
			await machine.getByRole( 'button', { name: 'Pause' } ).click();
			await machine.getByRole( 'slider' ).press( 'End' );
		};
		const admin = await openFeed( 'admin', `&type=${ type }` );
		const editor = await openFeed( 'editor', `&type=${ type }` );
		await travel( admin, '2 events in this hour' );
		await expect( rows( admin ) ).toHaveCount( 2 );
		const { id } = await say( 'Present', 'editors' );
		const present = ( page: Page ) =>
			page.locator( `[data-event="${ id }"]` );
		await expect( present( editor ) ).toBeVisible();
		await expect( machineOf( editor ) ).toHaveCount( 0 );
		// It has come to this screen as well, which counts it and shows it when it is back.
		await expect(
			admin.getByRole( 'region', { name: 'How many events' } )
		).toContainText( '1 in the last hour' );
		await expect( present( admin ) ).toHaveCount( 0 );
		await expect( rows( admin ) ).toHaveCount( 2 );

		await travel( editor, '1 event in this hour' );
		await expect( rows( editor ) ).toHaveText( /Oven/ );
		await machineOf( admin )
			.getByRole( 'button', { name: 'Back to the present' } )
			.click();
		await expect( present( admin ) ).toBeVisible();
		await expect( pill( admin ) ).toContainText( 'Live' );
		await expect( present( editor ) ).toHaveCount( 0 );
		await expect( machineOf( editor ) ).toBeVisible();
	} );
} );
