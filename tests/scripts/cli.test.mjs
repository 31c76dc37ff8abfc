import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { startDemo } from '../support/demo.mjs';

const PATIENCE_MS = 30_000;

let demo;
before( async () => {
	demo = await startDemo( { args: [ '--no-hub' ] } );
} );
after( () => demo.stop() );

/**
 * Runs `wp realtime-events`.
 *
 * @param {string[]} args  What comes after it.
 * @param {string}   input Standard input.
 */
function cli( args, input = '' ) {
	const { status, stdout, stderr } = spawnSync(
		demo.wp,
		[ 'realtime-events', ...args ],
		{ input, encoding: 'utf8' }
	);
	return { status, stdout: stdout.trim(), stderr };
}

const lines = ( text ) => text.split( '\n' ).filter( Boolean );

test( 'events are published, and listed in every format', () => {
	const id = cli( [
		'publish',
		'lamp.lit',
		'--data={"lamp":"<b>hall</b>, \\"left\\""}',
		'--subject=lamp/1',
		'--porcelain',
	] ).stdout;
	assert.match( id, /^[0-9a-f-]{36}$/ );
	const list = ( format ) =>
		cli( [ 'list', '--type=lamp.lit', `--format=${ format }` ] ).stdout;

	assert.deepEqual(
		JSON.parse( list( 'json' ) ).map( ( event ) => [
			event.id,
			event.data.lamp,
		] ),
		[ [ id, '<b>hall</b>, "left"' ] ]
	);
	assert.deepEqual(
		lines( list( 'ndjson' ) ).map( ( line ) => JSON.parse( line ).id ),
		[ id ]
	);
	const [ head, row, ...more ] = lines( list( 'csv' ) );
	assert.equal(
		head,
		'sequence,time,type,subject,channel,severity,actorname'
	);
	assert.match( row, /^\d+,.*Z,lamp\.lit,lamp\/1,editors,info,/ );
	assert.deepEqual( more, [] );
	assert.match(
		list( 'table' ),
		/lamp\.lit\s*\|\s*lamp\/1|lamp\.lit\tlamp\/1/
	);
} );

test( 'a bad event is an error that says why, and is not stored', () => {
	const { status, stderr } = cli( [ 'publish', 'Not A Type' ] );
	assert.notEqual( status, 0 );
	assert.match( stderr, /type/i );
	assert.notEqual( cli( [ 'publish', 'lamp.lit', '--data={' ] ).status, 0 );
	assert.equal(
		JSON.parse(
			cli( [ 'list', '--type=lamp.lit', '--format=json' ] ).stdout
		).length,
		1
	);
} );

test( 'tail --follow shows an event that happens meanwhile', async () => {
	const tail = spawn(
		demo.wp,
		[
			'realtime-events',
			'tail',
			'--follow',
			'--lines=1',
			'--type=lamp.lit,lamp.broken',
			'--format=ndjson',
		],
		{ stdio: [ 'ignore', 'pipe', 'inherit' ] }
	);
	const output = createInterface( { input: tail.stdout } );
	const next = async () => {
		const signal = AbortSignal.timeout( PATIENCE_MS );
		const [ line ] = await once( output, 'line', { signal } );
		return JSON.parse( line );
	};
	try {
		// The last one of the past says that it listens.
		assert.equal( ( await next() ).type, 'lamp.lit' );
		const shown = next();
		const id = cli( [ 'publish', 'lamp.broken', '--porcelain' ] ).stdout;
		assert.equal( ( await shown ).id, id );
	} finally {
		tail.kill( 'SIGKILL' );
	}
} );

test( 'a key is made, rotated and set, and never printed again', () => {
	const made = cli( [ 'key', 'generate' ] ).stdout;
	const rotated = cli( [ 'key', 'rotate', '--overlap=600' ] ).stdout;
	assert.notEqual( made, rotated );
	const status = () => cli( [ 'key', 'status', '--format=json' ] ).stdout;
	const [ { isSet, last4, previousUntil } ] = JSON.parse( status() );
	assert.equal( isSet, true );
	assert.ok( rotated.includes( last4 ) );
	assert.ok( previousUntil > Date.now() / 1000 );

	const own = 'a-key-that-was-made-elsewhere';
	assert.equal( cli( [ 'key', 'set' ], `${ own }\n` ).status, 0 );
	assert.ok( ! status().includes( own ) );
	assert.equal( JSON.parse( status() )[ 0 ].last4, own.slice( -4 ) );
	assert.notEqual( cli( [ 'key', 'set', 'short' ] ).status, 0 );
	assert.notEqual( cli( [ 'key', 'rotate', '--overlap=-1' ] ).status, 0 );
} );

test( 'types, deliveries and pruning answer in the format that is asked for', () => {
	const types = JSON.parse( cli( [ 'types', '--format=json' ] ).stdout );
	assert.ok( JSON.stringify( types ).includes( 'post.published' ) );
	for ( const format of [ 'table', 'csv' ] ) {
		assert.match(
			cli( [ 'types', `--format=${ format }` ] ).stdout,
			/post\.published/
		);
	}
	assert.equal( cli( [ 'status', '--format=json' ] ).status, 0 );

	const deliveries = JSON.parse(
		cli( [ 'deliveries', 'list', '--format=json' ] ).stdout
	);
	assert.ok( deliveries.length > 0 );
	assert.equal(
		lines( cli( [ 'deliveries', 'list', '--format=ndjson' ] ).stdout )
			.length,
		deliveries.length
	);
	assert.equal(
		lines( cli( [ 'deliveries', 'list', '--format=csv' ] ).stdout ).length,
		deliveries.length + 1
	);
	assert.notEqual(
		cli( [ 'deliveries', 'list', '--state=lost' ] ).status,
		0
	);
	assert.notEqual( cli( [ 'deliveries', 'replay' ] ).status, 0 );
	assert.match( cli( [ 'deliveries', 'replay', '--all' ] ).stdout, /\d/ );
	assert.equal( cli( [ 'prune' ] ).status, 0 );
} );
