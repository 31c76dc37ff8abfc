import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { anyFreePort, LOOPBACK } from '../../scripts/lib/ports.mjs';
import { answers } from '../../scripts/lib/php-server.mjs';
import { until } from './support/processes.mjs';

const START = fileURLToPath(
	new URL( '../../scripts/start.mjs', import.meta.url )
);
const USERS = [ 'admin', 'author', 'editor', 'shop_manager', 'subscriber' ];

let folder;
before( () => {
	folder = mkdtempSync( join( tmpdir(), 'rt-start-' ) );
} );
after( () => rmSync( folder, { recursive: true, force: true } ) );

/**
 * Starts the demo and waits for its line of JSON.
 *
 * @param {string[]} args More arguments.
 */
async function start( ...args ) {
	const child = spawn(
		process.execPath,
		[
			START,
			'--json',
			'--no-build',
			`--home=${ join( folder, 'demo' ) }`,
			...args,
		],
		{ stdio: [ 'ignore', 'pipe', 'pipe', 'ipc' ] }
	);
	let progress = '';
	child.stderr.on( 'data', ( text ) => ( progress += text ) );
	const ended = once( child, 'exit' );
	const [ line ] = await Promise.race( [
		once( createInterface( { input: child.stdout } ), 'line' ),
		ended.then( () => assert.fail( progress ) ),
	] );
	return { child, ended, progress: () => progress, demo: JSON.parse( line ) };
}

/**
 * @param {Object} demo  The demo.
 * @param {string} login Who.
 * @param {string} route What to ask for.
 * @param {Object} body  What to send.
 */
async function rest( demo, login, route, body ) {
	const user = demo.users[ login ];
	const credentials = `${ user.login }:${ user.application_password }`;
	const response = await fetch( `${ demo.site }/wp-json${ route }`, {
		method: body ? 'POST' : 'GET',
		headers: {
			Authorization: `Basic ${ btoa( credentials ) }`,
			'Content-Type': 'application/json',
		},
		...( body && { body: JSON.stringify( body ) } ),
	} );
	return response.json();
}

test( 'the demo starts, keeps its data, and ends with all that it started', async ( t ) => {
	const port = await anyFreePort();
	const hubPort = await anyFreePort();
	const ports = [ `--port=${ port }`, `--hub-port=${ hubPort }` ];

	const first = await start( ...ports );
	t.after( () => first.child.kill( 'SIGKILL' ) );
	assert.deepEqual( Object.keys( first.demo ).sort(), [
		'feed',
		'hub',
		'site',
		'users',
		'wordpress',
		'wp',
	] );
	assert.equal( first.demo.site, `http://${ LOOPBACK }:${ port }` );
	assert.equal( first.demo.hub, `http://${ LOOPBACK }:${ hubPort }` );
	assert.deepEqual( Object.keys( first.demo.users ).sort(), USERS );
	assert.ok(
		await answers( `${ first.demo.hub }/healthz`, ( { ok } ) => ok )
	);
	for ( const login of USERS ) {
		const me = await rest(
			first.demo,
			login,
			'/wp/v2/users/me?context=edit'
		);
		assert.equal( me.username, login );
	}
	const version = spawnSync( first.demo.wp, [ 'core', 'version' ] );
	assert.match( String( version.stdout ), /^\d+\.\d+/ );
	const post = await rest( first.demo, 'editor', '/wp/v2/posts', {
		title: 'Kept',
		status: 'publish',
	} );

	const third = spawnSync( process.execPath, [
		START,
		`--home=${ join( folder, 'demo' ) }`,
	] );
	assert.equal( third.status, 1 );
	assert.match( String( third.stderr ), /already running/ );

	first.child.kill( 'SIGINT' );
	assert.deepEqual( await first.ended, [ 0, null ] );
	assert.equal( await answers( first.demo.site ), false );
	assert.equal( await answers( first.demo.hub ), false );

	const occupied = createServer();
	await new Promise( ( resolve ) =>
		occupied.listen( port, LOOPBACK, resolve )
	);
	t.after( () => occupied.close() );
	const second = await start( ...ports );
	t.after( () => second.child.kill( 'SIGKILL' ) );
	assert.notEqual( second.demo.site, first.demo.site );
	assert.match( second.progress(), new RegExp( `Port ${ port } is in use` ) );
	assert.equal(
		( await rest( second.demo, 'editor', `/wp/v2/posts/${ post.id }` ) )
			.title.rendered,
		'Kept'
	);

	// However who started it ends, it ends too.
	second.child.disconnect();
	await second.ended;
	assert.equal( await answers( second.demo.site ), false );
	await until( async () => ! ( await answers( second.demo.hub ) ) );
} );

test( 'a wrong option is refused in words, without a stack trace', () => {
	for ( const [ option, words ] of [
		[ '--port=http', /--port expects a number/ ],
		[ '--hub-port=99999', /--hub-port expects a number/ ],
		[ '--prot=80', /Unknown option '--prot'/ ],
		[ `--wordpress=${ tmpdir() }`, /expects a WordPress folder/ ],
	] ) {
		const { status, stderr, stdout } = spawnSync( process.execPath, [
			START,
			'--no-build',
			`--home=${ join( folder, 'refused' ) }`,
			option,
		] );
		assert.equal( status, 1, option );
		assert.match( String( stderr ), words );
		assert.doesNotMatch( String( stderr ), /^\s+at /m );
		assert.equal( String( stdout ), '' );
	}
} );

test( 'who may not install is told what to install, for each kind of system', () => {
	const { status, stderr, stdout } = spawnSync(
		process.execPath,
		[
			'--import',
			'data:text/javascript,process.getuid=()=>1000',
			START,
			'--no-build',
			`--home=${ join( folder, 'without-php' ) }`,
		],
		// A machine on which there is Node and nothing else.
		{ env: { PATH: folder } }
	);
	assert.equal( status, 1 );
	for ( const words of [
		/apt-get install .*php-cli .*php-sqlite3/,
		/dnf install php-cli/,
		/brew install php/,
	] ) {
		assert.match( String( stderr ), words );
	}
	assert.doesNotMatch( String( stderr ), /^\s+at /m );
	assert.equal( String( stdout ), '' );
} );

test( 'a reset never removes files that are not of a demo', () => {
	const home = mkdtempSync( join( folder, 'foreign-' ) );
	const letter = join( home, 'letter.txt' );
	writeFileSync( letter, 'dear' );
	const { status, stderr } = spawnSync( process.execPath, [
		START,
		'--no-build',
		'--reset',
		`--home=${ home }`,
	] );
	assert.equal( status, 1 );
	assert.match( String( stderr ), /letter\.txt/ );
	assert.ok( existsSync( letter ) );
} );
