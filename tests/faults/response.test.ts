import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { until } from '../hub/support/client';
import { startDemo, startSite, type Demo, type Site } from '../support/harness';

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

const MANY_BYTES = 200_000;

/** What other plugins do to an answer on its way, by what a request asks for. */
const OTHERS = `<?php
$other = $_SERVER['HTTP_X_OTHER'] ?? '';
if ( 'handler' === $other ) {
	ob_start( static fn( string $output ): string => str_replace( 'Answered', 'Answered by another', $output ) );
}
if ( 'length' === $other ) {
	add_filter( 'rest_prepare_post', static function ( WP_REST_Response $response ): WP_REST_Response {
		$response->data['long'] = str_repeat( 'x', ${ MANY_BYTES } );
		return $response;
	} );
}
if ( 'late' === $other ) {
	add_action( 'shutdown', static function (): void {
		echo "\n\n";
	}, 1000 );
}
if ( 'none' === $other ) {
	add_filter( 'rest_pre_serve_request', '__return_true' );
}
`;

/** Asks for a post to be published as an editor; answers when the whole answer has come. */
async function ask(
	{ site, users }: Site | Demo,
	headers: Record< string, string > = {}
): Promise< { status: number; text: string } > {
	const { login, application_password: password } = users.editor;
	const response = await fetch( `${ site }/wp-json/wp/v2/posts`, {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			authorization: `Basic ${ Buffer.from(
				`${ login }:${ password }`
			).toString( 'base64' ) }`,
			...headers,
		},
		body: JSON.stringify( { title: 'Answered', status: 'publish' } ),
		signal: AbortSignal.timeout( ANSWER_MS ),
	} );
	return { status: response.status, text: await response.text() };
}

/** A post that an editor publishes; its status when the whole answer has come. */
async function save( site: Site | Demo ): Promise< number > {
	const { status, text } = await ask( site );
	expect( JSON.parse( text ) ).toMatchObject( {
		title: { raw: 'Answered' },
	} );
	return status;
}

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
			expect( await save( site ) ).toBe( 201 );
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
			expect( await save( site ) ).toBe( 201 );
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

/** A hub that takes events, and says so when it is told to. */
class WaitingHub {
	/** What it was sent, and has not answered yet. */
	readonly #waiting: Array< () => void > = [];
	#isOpen = false;
	readonly #server = createServer( async ( request, response ) => {
		const chunks: Buffer[] = [];
		for await ( const chunk of request ) {
			chunks.push( chunk as Buffer );
		}
		const events: unknown = JSON.parse(
			Buffer.concat( chunks ).toString() || '[]'
		);
		const answer = () =>
			response
				.writeHead( 202, { 'content-type': 'application/json' } )
				.end(
					JSON.stringify( {
						results: ( Array.isArray( events ) ? events : [] ).map(
							( { id } ) => ( { id, status: 'accepted' } )
						),
					} )
				);
		if ( this.#isOpen ) {
			answer();
		} else {
			this.#waiting.push( answer );
		}
	} );

	async listen( url: string ): Promise< void > {
		this.#server.listen( Number( new URL( url ).port ), '127.0.0.1' );
		await once( this.#server, 'listening' );
	}

	answer(): void {
		this.#isOpen = true;
		this.#waiting.splice( 0 ).forEach( ( answer ) => answer() );
	}

	close(): void {
		this.#server.close();
		this.#server.closeAllConnections();
	}
}

const sent = ( which: string ): string => `
	$row = $GLOBALS["wpdb"]->get_row( "SELECT o.state, o.attempts FROM ${ TABLE } e JOIN ${ TABLE }_deliveries o ON o.event_id = e.event_id WHERE ${ which } ORDER BY e.id DESC LIMIT 1", ARRAY_A );
	echo wp_json_encode( $row );`;

/** Logs in by WordPress's form; where it leads to. */
async function logIn( { site, users }: Site | Demo ): Promise< string > {
	const form = `${ site }/wp-login.php`;
	const { login, password } = users.editor;
	const response = await fetch( form, {
		method: 'POST',
		headers: { cookie: 'wordpress_test_cookie=WP+Cookie+check' },
		body: new URLSearchParams( {
			log: login,
			pwd: password,
			testcookie: '1',
		} ),
		redirect: 'manual',
		signal: AbortSignal.timeout( ANSWER_MS ),
	} );
	expect( await response.text() ).toBe( '' );
	return response.headers.get( 'location' ) ?? '';
}

describe.each( [
	{
		server: 'PHP inside Apache, which compresses',
		start: () => startSite( { isApache: true } ),
	},
	{
		server: 'PHP’s built-in server',
		start: () => startDemo( [ '--no-hub' ] ),
	},
] )( 'a save under $server', ( { start } ) => {
	let site: Site | Demo;
	let hub: WaitingHub;

	beforeEach( async () => {
		hub = new WaitingHub();
		site = await start();
		await hub.listen( site.hub );
	}, TIMEOUT_MS );

	afterEach( async () => {
		hub.close();
		await site.stop();
	}, TIMEOUT_MS );

	/** Whether it was sent, once somebody has had the time to. */
	const became = async ( which: string ) => {
		const look = async () =>
			JSON.parse(
				( await run( site.wp, [ 'eval', sent( which ) ] ) ).stdout
			);
		for ( let looks = 0; looks < MAX_LOOKS; looks++ ) {
			// Each look is a process of its own, and takes its time.
			if ( ( await look() )?.state === 'sent' ) {
				break;
			}
		}
		return look();
	};

	// Who waited for the hub first would have given it up by now, and would try again later.
	const AT_ONCE = { state: 'sent', attempts: '1' };

	it(
		'is answered before its hub is waited for, which gets the event in the same request',
		async () => {
			expect( await save( site ) ).toBe( 201 );
			hub.answer();
			expect(
				await became(
					"e.type = 'post.published' AND e.data LIKE '%Answered%'"
				)
			).toEqual( AT_ONCE );
		},
		TIMEOUT_MS
	);

	it(
		'and a log-in under it, which leads to another page, do not wait for the hub',
		async () => {
			expect( await logIn( site ) ).toContain( '/wp-admin/' );
			hub.answer();
			expect( await became( "e.type = 'user.logged_in'" ) ).toEqual(
				AT_ONCE
			);
		},
		TIMEOUT_MS
	);
} );

describe( 'an answer that other plugins work on, too', () => {
	let site: Demo;

	beforeAll( async () => {
		site = await startDemo( [ '--no-hub' ] );
		const folder = join( site.wordpress, 'wp-content/mu-plugins' );
		await mkdir( folder, { recursive: true } );
		await writeFile( join( folder, 'others.php' ), OTHERS );
	}, TIMEOUT_MS );

	afterAll( () => site.stop(), TIMEOUT_MS );

	it( 'comes as they have changed it', async () => {
		const { text } = await ask( site, { 'x-other': 'handler' } );
		expect( JSON.parse( text ) ).toMatchObject( {
			title: { raw: 'Answered by another' },
		} );
	} );

	it( 'comes whole, however long it is', async () => {
		const { text } = await ask( site, { 'x-other': 'length' } );
		expect( JSON.parse( text ).long ).toHaveLength( MANY_BYTES );
	} );

	it( 'has what they say last of all', async () => {
		const { status, text } = await ask( site, { 'x-other': 'late' } );
		expect( status ).toBe( 201 );
		expect( text ).toMatch( /}\n\n$/ );
	} );

	it( 'is nothing where they keep it', async () => {
		expect( await ask( site, { 'x-other': 'none' } ) ).toEqual( {
			status: 201,
			text: '',
		} );
	} );
} );
