import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { until } from '../hub/support/client';
import { startSite, type Site } from '../support/harness';

const TIMEOUT_MS = 120_000;
const ANSWER_MS = 20_000;
const MAX_LOOKS = 40;

/** Stops a save when its answer is out and its event is in no ledger yet, until it may go on. Bounded, so that no PHP stays behind. */
const STOP = ( folder: string ) => `<?php
add_action( 'shutdown', static function (): void {
	if ( 'POST' !== ( $_SERVER['REQUEST_METHOD'] ?? '' ) || ! str_contains( $_SERVER['REQUEST_URI'] ?? '', '/wp/v2/posts' ) ) {
		return;
	}
	fastcgi_finish_request();
	touch( '${ folder }/answered' );
	for ( $n = 0; $n < 2000 && ! file_exists( '${ folder }/go' ); $n++ ) {
		usleep( 10000 );
		clearstatcache();
	}
}, PHP_INT_MAX - 2 );
`;

const TABLE = '{$GLOBALS["wpdb"]->prefix}realtime_events';

/** Past everything that could write before somebody looks. */
const LOOK = `
	$count = static fn( string $sql ): int => (int) $GLOBALS["wpdb"]->dbh->query( $sql )->fetch_row()[0];
	echo wp_json_encode( array(
		"ledger"  => $count( "SELECT COUNT(*) FROM ${ TABLE } WHERE type = 'post.published' AND data LIKE '%Answered%'" ),
		"journal" => $count( "SELECT COUNT(*) FROM ${ TABLE }_journal" ),
	) );`;

/** As if its process had been dead for long. */
const SWEEP = `
	$GLOBALS["wpdb"]->query( "UPDATE ${ TABLE }_journal SET at_ms = 1" );
	do_action( Realtime_Events\\Delivery\\Delivery_Module::SWEEP );`;

const run = promisify( execFile );

describe( 'a save under php-fpm', () => {
	let site: Site;
	let plugin: string;

	const wp = async ( code: string ) =>
		( await run( site.wp, [ 'eval', code ] ) ).stdout;
	const look = async () => JSON.parse( await wp( LOOK ) );

	/** Each look is a process of its own, and takes its time. */
	const settled = async () => {
		for ( let looks = 0; looks < MAX_LOOKS; looks++ ) {
			if ( ( await look() ).journal === 0 ) {
				return;
			}
		}
	};

	const save = async (): Promise< number > => {
		const { login, application_password: password } = site.users.editor;
		const response = await fetch( `${ site.site }/wp-json/wp/v2/posts`, {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				authorization: `Basic ${ Buffer.from(
					`${ login }:${ password }`
				).toString( 'base64' ) }`,
			},
			body: JSON.stringify( { title: 'Answered', status: 'publish' } ),
			signal: AbortSignal.timeout( ANSWER_MS ),
		} );
		await response.arrayBuffer();
		return response.status;
	};

	beforeEach( async () => {
		site = await startSite();
		const folder = join( site.wordpress, 'wp-content/mu-plugins' );
		await mkdir( folder, { recursive: true } );
		plugin = join( folder, 'stop.php' );
		await writeFile( plugin, STOP( site.wordpress ) );
	}, TIMEOUT_MS );

	afterEach( async () => {
		await writeFile( join( site.wordpress, 'go' ), '' );
		await site.stop();
	}, TIMEOUT_MS );

	const isAnswered = () => existsSync( join( site.wordpress, 'answered' ) );

	it(
		'does not wait for the ledger: its event is kept in the journal until the answer is out',
		async () => {
			expect( await save() ).toBe( 201 );
			await until( isAnswered );
			expect( await look() ).toEqual( { ledger: 0, journal: 1 } );
			await writeFile( join( site.wordpress, 'go' ), '' );
			await settled();
			expect( await look() ).toEqual( { ledger: 1, journal: 0 } );
		},
		TIMEOUT_MS
	);

	it(
		'whose PHP is killed between its answer and the ledger has its event all the same, once',
		async () => {
			expect( await save() ).toBe( 201 );
			await until( isAnswered );
			await site.killPhp();
			expect( await look() ).toEqual( { ledger: 0, journal: 1 } );
			await rm( plugin );
			await site.startPhp();
			await wp( SWEEP );
			expect( await look() ).toEqual( { ledger: 1, journal: 0 } );
			await wp( SWEEP );
			expect( await look() ).toEqual( { ledger: 1, journal: 0 } );
		},
		TIMEOUT_MS
	);
} );
