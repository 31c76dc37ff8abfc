import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
	copyFile,
	mkdtemp,
	readFile,
	readdir,
	rm,
	stat,
	writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import { createInterface } from 'node:readline';
import { io } from 'socket.io-client';
import { WebSocket } from 'ws';
import { connect, eventually, Inbox, join, until } from './support/client';
import {
	API_KEY,
	ORIGIN,
	OTHER_KEY,
	OTHER_SITE,
	OTHER_URL,
	SITE,
	SITE_URL,
} from './support/hub-fixture';
import { metricOf } from './support/metrics';
import { event, publish, token } from './support/publishing';
import { RedisServer } from './support/redis';

const ROOT = path( __dirname, '../..' );
/** Of tests that start several processes one after the other: on a busy machine each takes seconds. */
const SLOW_TEST_MS = 60_000;

function run(
	file: string,
	args: string[],
	env: NodeJS.ProcessEnv = {}
): ChildProcess {
	return spawn( process.execPath, [ file, ...args ], {
		cwd: path( file, '..' ),
		env: { PATH: process.env.PATH, ...env },
		stdio: [ 'ignore', 'pipe', 'pipe' ],
	} );
}

async function outputOf(
	child: ChildProcess
): Promise< { code: number; text: string } > {
	let text = '';
	child.stdout?.on( 'data', ( chunk ) => ( text += chunk ) );
	child.stderr?.on( 'data', ( chunk ) => ( text += chunk ) );
	const [ code ] = await once( child, 'close' );
	return { code, text };
}

describe( 'the bundled hub', () => {
	const SITE_ENV = {
		REALTIME_EVENTS_SITE: SITE,
		REALTIME_EVENTS_SITE_URL: SITE_URL,
		REALTIME_EVENTS_API_KEY: API_KEY,
	};
	let folder: string;
	let file: string;

	beforeAll( async () => {
		folder = await mkdtemp( path( tmpdir(), 'hub-' ) );
		const built = path( folder, 'built', 'hub.mjs' );
		await outputOf(
			spawn( process.execPath, [
				'--input-type=module',
				'-e',
				`
				const { buildHub } = await import( ${ JSON.stringify( path( ROOT, 'scripts/build-hub.mjs' ) ) } );
				await buildHub( { outfile: ${ JSON.stringify( built ) } } );
			`,
			] )
		);
		// Alone in a folder, without the packages it was made of.
		file = path( folder, 'hub.mjs' );
		await copyFile( built, file );
		await rm( path( folder, 'built' ), { recursive: true } );
	}, 60_000 );

	afterAll( () => rm( folder, { recursive: true } ) );

	it( 'is one file below 2.5 MB', async () => {
		expect( await readdir( folder ) ).toEqual( [ 'hub.mjs' ] );
		expect( ( await stat( file ) ).size ).toBeLessThan( 2.5 * 1024 * 1024 );
	} );

	it( 'says its version and its options', async () => {
		expect( await outputOf( run( file, [ '--version' ] ) ) ).toEqual( {
			code: 0,
			text: expect.stringMatching( /^\d+\.\d+\.\d+\n$/ ),
		} );
		const help = await outputOf( run( file, [ '--help' ] ) );
		expect( help.text ).toContain( '--redis-url' );
	} );

	it( 'ends with one line that names the wrong value', async () => {
		expect(
			await outputOf( run( file, [ '--port', 'eighty' ], SITE_ENV ) )
		).toEqual( {
			code: 78,
			text: 'port is "eighty", but needs to be a whole number from 0 to 65535.\n',
		} );
		expect( await outputOf( run( file, [] ) ) ).toEqual( {
			code: 78,
			text: 'sites is missing, but needs to be a list of at least one site.\n',
		} );
	} );

	it( 'checks a configuration without starting', async () => {
		expect(
			await outputOf( run( file, [ '--check-config' ], SITE_ENV ) )
		).toEqual( {
			code: 0,
			text: 'The configuration is good (1 sites).\n',
		} );
		expect(
			await outputOf(
				run(
					file,
					[ '--check-config', '--drain-seconds', 'x' ],
					SITE_ENV
				)
			)
		).toEqual( {
			code: 78,
			text: 'drainSeconds is "x", but needs to be a whole number from 0 to 300.\n',
		} );
	} );

	it.each( [ 'SIGTERM', 'SIGINT' ] as const )(
		'serves events with Node alone, logs no payload and no key, and goes in peace on %s',
		async ( signal ) => {
			const child = run(
				file,
				[ '--port', '0', '--drain-seconds', '0' ],
				SITE_ENV
			);
			const lines: string[] = [];
			createInterface( { input: child.stdout! } ).on( 'line', ( line ) =>
				lines.push( line )
			);
			await until( () =>
				lines.some( ( line ) => line.includes( '"listening"' ) )
			);
			const started = JSON.parse(
				lines.find( ( line ) => line.includes( '"listening"' ) )!
			);
			const url = `http://127.0.0.1:${ started.port }`;
			const jwt = await token();
			const socket = await connect( url, {
				auth: { site: SITE, token: jwt },
			} );
			const inbox = new Inbox( socket );
			await join( socket, { channel: 'editors' } );
			await publish( url, [
				event( { data: { title: 'a secret title' } } ),
			] );
			await inbox.has( 1 );
			const exited = once( child, 'close' );
			child.kill( signal );
			expect( await exited ).toEqual( [ 0, null ] );
			await until( () => socket.disconnected );
			const log = lines.join( '\n' );
			expect( log ).toContain( '"stopped"' );
			expect( log ).not.toContain( 'a secret title' );
			expect( log ).not.toContain( API_KEY );
			expect( log ).not.toContain( jwt );
			lines.forEach( ( line ) =>
				expect( JSON.parse( line ) ).toHaveProperty( 'msg' )
			);
		},
		30_000
	);

	/** Starts it, and waits until it listens. */
	const serve = async ( args: string[], env = {} ) => {
		const child = run(
			file,
			[ '--port', '0', '--drain-seconds', '0', ...args ],
			{ ...SITE_ENV, ...env }
		);
		const lines: Record< string, unknown >[] = [];
		createInterface( { input: child.stdout! } ).on( 'line', ( line ) =>
			lines.push( JSON.parse( line ) )
		);
		const said = ( message: string ) =>
			lines.filter( ( { msg } ) => msg === message );
		await until( () => said( 'listening' ).length > 0 );
		return {
			child,
			said,
			port: said( 'listening' )[ 0 ]!.port as number,
			stop: async () => {
				const exited = once( child, 'close' );
				child.kill( 'SIGTERM' );
				return exited;
			},
		};
	};

	it( 'lets clients of a Socket.IO relay begin by long-polling where asked to, and gives them what is public, once and in order', async () => {
		const { port, stop } = await serve( [ '--long-polling', 'on' ] );
		const url = `http://127.0.0.1:${ port }`;
		// As the recipe has it: `io( url )`, and nothing else.
		const clients = [ {}, { transports: [ 'polling' ] } ].map(
			( options ) => {
				const told: number[] = [];
				const socket = io( url, {
					extraHeaders: { origin: ORIGIN },
					forceNew: true,
					...options,
				} );
				socket.on( 'custom_event', ( { data } ) =>
					told.push( data.n )
				);
				const begins = socket.io.engine.transport.name;
				const welcomed = new Promise( ( resolve ) =>
					socket.once( 'welcome', resolve )
				);
				return { socket, told, begins, welcomed };
			}
		);
		expect( clients.map( ( { begins } ) => begins ) ).toEqual( [
			'polling',
			'polling',
		] );
		await Promise.all( clients.map( ( { welcomed } ) => welcomed ) );
		for ( let n = 0; n < 40; n++ ) {
			await publish( url, [
				event( { channel: 'editors', data: { n: -1 } } ),
				event( { channel: 'public', data: { n } } ),
			] );
		}
		await until( () => clients.every( ( { told } ) => told.length >= 40 ) );
		const all = Array.from( { length: 40 }, ( _, n ) => n );
		expect( clients.map( ( { told } ) => told ) ).toEqual( [ all, all ] );
		const by = () =>
			clients.map( ( { socket } ) => socket.io.engine.transport.name );
		await until( () => by()[ 0 ] === 'websocket' );
		expect( by()[ 1 ] ).toBe( 'polling' );
		clients.forEach( ( { socket } ) => socket.disconnect() );
		await stop();
	}, 30_000 );

	it( 'is two nodes of one hub by REDIS_URL and nothing else', async () => {
		const redis = await RedisServer.create();
		const env = { REDIS_URL: redis.url };
		const [ one, other ] = [
			await serve( [], env ),
			await serve( [], env ),
		];
		const socket = await connect( `http://127.0.0.1:${ other.port }`, {
			auth: { site: SITE, token: await token() },
		} );
		const inbox = new Inbox( socket );
		await join( socket, { channel: 'editors' } );
		const sent = event();
		const url = `http://127.0.0.1:${ one.port }`;
		await publish( url, [ sent ] );
		await inbox.has( 1 );
		expect( inbox.ids ).toEqual( [ sent.id ] );
		expect(
			( await publish( `http://127.0.0.1:${ other.port }`, [ sent ] ) )
				.results
		).toMatchObject( [ { status: 'duplicate' } ] );
		socket.disconnect();
		await Promise.all( [ one.stop(), other.stop() ] );
		await redis.remove();
	}, 30_000 );

	it( 'is made with no WebSocket library that has the hole of CVE-2026-62389', async () => {
		const { packages } = JSON.parse(
			await readFile( path( ROOT, 'package-lock.json' ), 'utf8' )
		) as { packages: Record< string, { version: string } > };
		const versions = Object.entries( packages )
			.filter( ( [ name ] ) => /(?:^|\/)node_modules\/ws$/.test( name ) )
			.map( ( [ , { version } ] ) => version.split( '.' ).map( Number ) );
		expect( versions.length ).toBeGreaterThan( 0 );
		for ( const [ major = 0, minor = 0, patch = 0 ] of versions ) {
			expect(
				major * 1_000_000 + minor * 1000 + patch
			).toBeGreaterThanOrEqual( 8_021_001 );
		}
	} );

	it( 'ends with one line where the port is taken, and where Redis is not there', async () => {
		const { port, stop } = await serve( [] );
		expect(
			await outputOf(
				run(
					file,
					[ '--port', String( port ), '--log-level', 'silent' ],
					SITE_ENV
				)
			)
		).toEqual( {
			code: 1,
			text: expect.stringMatching( /^listen EADDRINUSE.*\n$/ ),
		} );
		await stop();
		const { code, text } = await outputOf(
			run(
				file,
				[
					...[ '--port', '0', '--log-level', 'silent' ],
					...[ '--redis-url', `redis://127.0.0.1:${ port }` ],
				],
				SITE_ENV
			)
		);
		expect( code ).toBe( 1 );
		expect( text ).toMatch( /^The event log cannot be used.*\n$/ );
	}, 30_000 );

	it( 'reads its sites again on SIGHUP, keeps the sockets, and keeps what it had where the file is wrong', async () => {
		const config = path( folder, 'hub.json' );
		const own = { id: SITE, url: SITE_URL, apiKey: API_KEY };
		const write = ( ...sites: object[] ) =>
			writeFile( config, JSON.stringify( { sites } ) );
		await write( own );
		const hub = await serve( [ '--config', config ], {
			REALTIME_EVENTS_SITE: '',
			REALTIME_EVENTS_SITE_URL: '',
			REALTIME_EVENTS_API_KEY: '',
		} );
		const url = `http://127.0.0.1:${ hub.port }`;
		const socket = await connect( url, {
			auth: { site: SITE, token: await token() },
		} );
		const inbox = new Inbox( socket );
		await join( socket, { channel: 'editors' } );
		await write( own, {
			id: OTHER_SITE,
			url: OTHER_URL,
			apiKey: OTHER_KEY,
		} );
		hub.child.kill( 'SIGHUP' );
		await until( () => hub.said( 'sites reloaded' ).length === 1 );
		await publish( url, [ event() ], {
			site: OTHER_SITE,
			apiKey: OTHER_KEY,
		} );
		await write( { ...own, apiKey: 'short' } );
		hub.child.kill( 'SIGHUP' );
		await until( () => hub.said( 'reload refused' ).length === 1 );
		expect( JSON.stringify( hub.said( 'reload refused' ) ) ).not.toContain(
			'"short"'
		);
		const sent = event();
		await publish( url, [ sent ] );
		await inbox.has( 1 );
		expect( inbox.ids ).toEqual( [ sent.id ] );
		expect( socket.connected ).toBe( true );
		socket.disconnect();
		await hub.stop();
	}, 30_000 );

	it( 'serves by TLS from certificate files, and says which file is wrong', async () => {
		const [ cert, key ] = [
			path( folder, 'c.pem' ),
			path( folder, 'k.pem' ),
		];
		const { code } = await outputOf(
			spawn( 'openssl', [
				...[ 'req', '-x509', '-newkey', 'rsa:2048', '-nodes' ],
				...[ '-keyout', key, '-out', cert, '-days', '1' ],
				...[ '-subj', '/CN=127.0.0.1' ],
				...[ '-addext', 'subjectAltName=IP:127.0.0.1' ],
			] )
		);
		expect( code ).toBe( 0 );
		const hub = await serve( [ '--tls-cert', cert, '--tls-key', key ] );
		const socket = new WebSocket(
			`wss://127.0.0.1:${ hub.port }/ws?site=${ SITE }`,
			'realtime-events.v1',
			{ ca: await readFile( cert ), origin: SITE_URL }
		);
		await once( socket, 'open' );
		socket.send( '{"type":"connect","id":1}' );
		const [ answer ] = await once( socket, 'message' );
		expect( JSON.parse( String( answer ) ) ).toMatchObject( { ok: true } );
		socket.close();
		await hub.stop();
		for ( const [ wrong, text ] of [
			[ [ '--tls-cert', cert ], 'tlsKey is missing' ],
			[
				[ '--tls-cert', cert, '--tls-key', `${ key }.none` ],
				'tlsKey is',
			],
			[ [ '--tls-cert', file, '--tls-key', key ], 'tlsCert is' ],
		] as const ) {
			const refused = await outputOf(
				run( file, [ ...wrong ], SITE_ENV )
			);
			expect( refused.code ).toBe( 78 );
			expect( refused.text ).toMatch( /^[^\n]+\n$/ );
			expect( refused.text ).toContain( text );
		}
	}, 30_000 );

	it(
		'publishes and tails from the command line',
		async () => {
			const hub = await serve( [] );
			const url = `http://127.0.0.1:${ hub.port }`;
			const tail = run(
				file,
				[ 'tail', '--url', url, '--channels', 'shop' ],
				SITE_ENV
			);
			const tailed = once(
				createInterface( { input: tail.stdout! } ),
				'line'
			);
			// Joined as soon as the room is there.
			await eventually(
				() => metricOf( { url } )( 'rooms' ),
				( rooms ) => rooms === 1
			);
			const published = await outputOf(
				run(
					file,
					[ 'publish', '--url', url, '--channel', 'shop' ],
					SITE_ENV
				)
			);
			const { id, status } = JSON.parse( published.text );
			expect( status ).toBe( 'accepted' );
			expect( JSON.parse( ( await tailed )[ 0 ] ) ).toMatchObject( {
				id,
				channel: 'shop',
			} );
			const ended = once( tail, 'close' );
			tail.kill( 'SIGINT' );
			expect( await ended ).toEqual( [ 0, null ] );
			await hub.stop();
		},
		SLOW_TEST_MS
	);

	it(
		'measures from the command line',
		async () => {
			const hub = await serve( [] );
			const url = `http://127.0.0.1:${ hub.port }`;
			const { code, text } = await outputOf(
				run(
					file,
					[
						'bench',
						...[
							'--url',
							url,
							'--clients',
							'20',
							'--events',
							'30',
						],
						...[ '--rate', '500' ],
					],
					SITE_ENV
				)
			);
			expect( JSON.parse( text ) ).toMatchObject( {
				clients: 20,
				events: 30,
				deliveries: 600,
				missing: 0,
				doubled: 0,
				ms: { p50: expect.any( Number ), p99: expect.any( Number ) },
			} );
			expect( code ).toBe( 0 );
			const wrong = await outputOf(
				run(
					file,
					[ 'bench', '--url', url, '--clients', '0' ],
					SITE_ENV
				)
			);
			expect( wrong ).toEqual( {
				code: 78,
				text: 'clients is "0", but needs to be a whole number from 1 to 1000000.\n',
			} );
			await hub.stop();
		},
		SLOW_TEST_MS
	);

	it( 'says in its log why it has crashed', async () => {
		const crashes = `data:text/javascript,process.on('SIGUSR2',()=>{throw new Error('a fault of our own')})`;
		const child = spawn(
			process.execPath,
			[ '--import', crashes, file, '--port', '0' ],
			{
				env: { PATH: process.env.PATH, ...SITE_ENV },
				stdio: [ 'ignore', 'pipe', 'ignore' ],
			}
		);
		const lines: { msg: string }[] = [];
		createInterface( { input: child.stdout! } ).on( 'line', ( line ) =>
			lines.push( JSON.parse( line ) )
		);
		await until( () => lines.some( ( { msg } ) => msg === 'listening' ) );
		const ended = once( child, 'close' );
		child.kill( 'SIGUSR2' );
		expect( ( await ended )[ 0 ] ).not.toBe( 0 );
		// What was being done may say a last word after it.
		expect( lines ).toContainEqual(
			expect.objectContaining( {
				level: 'fatal',
				msg: 'crashed',
				err: expect.objectContaining( {
					message: 'a fault of our own',
				} ),
			} )
		);
	}, 30_000 );

	it( 'runs as a program of its own', async () => {
		expect( ( await stat( file ) ).mode % 0o1000 ).toBe( 0o755 );
		const { code } = await outputOf(
			spawn( file, [ '--check-config' ], {
				env: { PATH: process.env.PATH, ...SITE_ENV },
			} )
		);
		expect( code ).toBe( 0 );
	} );
} );
