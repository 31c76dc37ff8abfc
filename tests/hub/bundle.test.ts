import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import { createInterface } from 'node:readline';
import { connect, Inbox, join, until } from './support/client';
import { API_KEY, SITE, SITE_URL } from './support/hub-fixture';
import { event, publish, token } from './support/publishing';

const ROOT = path( __dirname, '../..' );

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
		const { code } = await outputOf(
			run( file, [ '--check-config' ], SITE_ENV )
		);
		expect( code ).toBe( 0 );
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
} );
