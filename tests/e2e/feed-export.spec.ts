import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Locator, Page } from '@playwright/test';
import type { Demo } from '../support/harness';
import { chooseMore, expect, rows, test as base } from './support/feed';

const run = promisify( execFile );

/** What the site reads in one go. */
const PAGE_EVENTS = 100;
const EVENTS = 1_250;

/** A past that nobody was told of. */
const past = ( type: string ): string => `
	$store = Realtime_Events\\container()->get( Realtime_Events\\Events\\Event_Store::class );
	$now   = (int) ( microtime( true ) * 1000 );
	for ( $n = 0; $n < ${ EVENTS }; $n += ${ PAGE_EVENTS } ) {
		$events = array();
		for ( $i = $n; $i < min( ${ EVENTS }, $n + ${ PAGE_EVENTS } ); $i++ ) {
			$events[] = new Realtime_Events\\Events\\Event( wp_generate_uuid4(), '${ type }', array( 'number' => $i ), 'editors', $now - ${ EVENTS } + $i, subject: "past/$i" );
		}
		$store->insert_all( $events, array( '', '', 0 ) );
	}`;

interface Turn {
	/** How many pages the site has sent by then. */
	afterPages: number;
	/** Whether its PHP ends there, as by a fatal error. Otherwise it waits until it may go on. */
	dies: boolean;
}

/** The site comes to a turn in the middle of an export. Bounded, so that no PHP stays behind. */
const turning = ( go: string, { afterPages, dies }: Turn ): string => `<?php
add_filter( 'query', static function ( string $sql ): string {
	static $pages = 0;
	if ( str_contains( $_SERVER['REQUEST_URI'] ?? '', 'events/export' ) && str_ends_with( $sql, 'ORDER BY id DESC LIMIT ${ PAGE_EVENTS }' ) && ${ afterPages } === $pages++ ) {
		${
			dies
				? 'die();'
				: `for ( $n = 0; $n < 2000 && ! file_exists( '${ go }' ); $n++ ) { usleep( 10000 ); clearstatcache(); }`
		}
	}
	return $sql;
} );
`;

/** Where a person would choose a place, this page has one of the browser's own, which is written to in the same way. */
const offerFile = ( name: string ) =>
	Object.assign( window, {
		written: 0,
		showSaveFilePicker: async () => {
			const folder = await navigator.storage.getDirectory();
			const handle = await folder.getFileHandle( name, { create: true } );
			return {
				createWritable: async () => {
					const stream = await handle.createWritable();
					return {
						write: async ( text: string ) => {
							await stream.write( text );
							(
								window as unknown as { written: number }
							 ).written += text.length;
						},
						close: () => stream.close(),
						abort: () => stream.abort(),
					};
				},
			};
		},
	} );

const written = ( page: Page ): Promise< number > =>
	page.evaluate( () => ( window as unknown as { written: number } ).written );

const contentOf = ( page: Page, name: string ): Promise< string > =>
	page.evaluate( async ( file ) => {
		const folder = await navigator.storage.getDirectory();
		const handle = await folder.getFileHandle( file );
		return ( await handle.getFile() ).text();
	}, name );

const test = base.extend< {
	/** Lets the site come to a turn in its next exports; `goOn()` lets it go on from there. */
	turn: ( turn: Turn ) => Promise< { goOn: () => Promise< void > } >;
	/** A feed with a long past, in which everything is asked for as lines of JSON, into a file of this name. */
	beginExport: (
		type: string,
		file: string
	) => Promise< { page: Page; dialog: Locator } >;
} >( {
	turn: async ( { demo }, provide ) => {
		const [ plugin, go ] = placesOf( demo );
		const goOn = () => writeFile( go, '' );
		await provide( async ( turn ) => {
			await mkdir( dirname( plugin ), { recursive: true } );
			await writeFile( plugin, turning( go, turn ) );
			return { goOn };
		} );
		await goOn();
		await rm( plugin, { force: true } );
		await rm( go );
	},

	beginExport: async ( { demo, loggedInPage, openFeed }, provide ) => {
		await provide( async ( type, file ) => {
			await run( demo.wp, [ 'eval', past( type ) ] );
			const page = await loggedInPage( 'admin' );
			await page.addInitScript( offerFile, file );
			await openFeed( page, `&type=${ type }` );
			await expect( rows( page ).first() ).toBeVisible();
			await chooseMore( page, 'Export…' );
			const dialog = page.getByRole( 'dialog', {
				name: 'Export events',
			} );
			await dialog.getByRole( 'radio', { name: /^NDJSON/ } ).check();
			await dialog
				.getByRole( 'button', { name: 'Export', exact: true } )
				.click();
			return { page, dialog };
		} );
	},
} );

const placesOf = ( demo: Demo ): [ string, string ] => [
	join( demo.wordpress, 'wp-content/mu-plugins/e2e-export.php' ),
	join( demo.wordpress, 'e2e-export-goes-on' ),
];

test( 'an export is in the file while the site still reads, says how far it is, and is whole in the end', async ( {
	turn,
	beginExport,
}, { repeatEachIndex } ) => {
	const name = `export.streamed_${ repeatEachIndex }`;
	const { goOn } = await turn( { afterPages: 5, dies: false } );
	const { page, dialog } = await beginExport( name, name );
	await expect( dialog.getByRole( 'status' ) ).toContainText(
		`500 of ${ EVENTS } events`
	);
	await expect( dialog.getByRole( 'progressbar' ) ).toHaveAttribute(
		'value',
		'40'
	);
	// Each has at least its id.
	expect( await written( page ) ).toBeGreaterThan( 500 * 36 );
	await goOn();
	await expect( dialog ).toHaveCount( 0 );
	const events = ( await contentOf( page, name ) )
		.trim()
		.split( '\n' )
		.map( ( line ) => JSON.parse( line ) );
	expect( events.map( ( { data } ) => data.number ) ).toEqual(
		Array.from( { length: EVENTS }, ( _, index ) => EVENTS - 1 - index )
	);
} );

test( 'an export that is cancelled on the way leaves no half file', async ( {
	turn,
	beginExport,
}, { repeatEachIndex } ) => {
	const name = `export.cancelled_${ repeatEachIndex }`;
	await turn( { afterPages: 5, dies: false } );
	const { page, dialog } = await beginExport( name, name );
	await expect( dialog.getByRole( 'status' ) ).toContainText(
		`500 of ${ EVENTS } events`
	);
	await dialog.getByRole( 'button', { name: 'Cancel' } ).click();
	await expect( dialog ).toHaveCount( 0 );
	await expect.poll( () => contentOf( page, name ) ).toBe( '' );
} );

test( 'an export during which the site dies says how much came, and leaves no half file', async ( {
	turn,
	beginExport,
}, { repeatEachIndex } ) => {
	const name = `export.broken_${ repeatEachIndex }`;
	await turn( { afterPages: 5, dies: true } );
	const { page, dialog } = await beginExport( name, name );
	await expect( dialog.getByRole( 'status' ) ).toHaveText(
		`The site sent only 500 of ${ EVENTS } events. Try again.`
	);
	expect( await contentOf( page, name ) ).toBe( '' );
	await expect(
		dialog.getByRole( 'button', { name: 'Export', exact: true } )
	).toBeEnabled();
} );
