import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { run, startService } from '../../scripts/lib/processes.mjs';
import { isAlive, until } from './support/processes.mjs';

const PROCESSES = new URL( '../../scripts/lib/processes.mjs', import.meta.url )
	.href;

/** A command that starts a service with a child, and says both their ids. */
const COMMAND = `
import { startService } from '${ PROCESSES }';
const service = startService( 'sleeper', 'sh', [ '-c', 'sleep 300 & echo $! >&2; wait' ], { log: process.argv[1] } );
process.stdout.write( String( service.pid ) );
`;

test( 'the end of a service takes its children along', async () => {
	const service = startService( 'sleeper', 'sh', [
		'-c',
		'sleep 300 & sleep 300 & wait',
	] );
	const { pid } = service;
	assert.ok( isAlive( pid ) );
	await service.stop();
	await until( () => ! isAlive( -pid ) );
} );

test( 'a service that has ended by itself is not asked to, because its number may be somebody else’s by now', async ( {
	mock,
} ) => {
	const service = startService( 'short', 'true', [] );
	await service.ended;
	await until( () => ! isAlive( -service.pid ) );
	const kill = mock.method( process, 'kill', () => true );
	await service.stop();
	assert.deepEqual( kill.mock.calls, [] );
} );

test( 'a service that ignores the request to end is made to', async () => {
	const service = startService( 'stubborn', 'sh', [
		'-c',
		"trap '' TERM; while :; do sleep 1; done",
	] );
	const { pid } = service;
	await service.stop();
	await until( () => ! isAlive( -pid ) );
} );

test( 'a command that is killed leaves nothing running', async () => {
	const command = spawn(
		process.execPath,
		[ '--input-type=module', '--eval', COMMAND, '/dev/null' ],
		{ stdio: [ 'ignore', 'pipe', 'inherit' ] }
	);
	const [ output ] = await once( command.stdout, 'data' );
	const service = Number( output );
	assert.ok( isAlive( -service ) );
	command.kill( 'SIGKILL' );
	await until( () => ! isAlive( -service ) );
} );

test( 'a command that fails says so, with what it wrote', async () => {
	await assert.rejects(
		run( 'sh', [ '-c', 'echo the reason >&2; exit 3' ] ),
		/failed \(3\)[\s\S]*the reason/
	);
} );

test( 'a command that is told to end takes its children along', async () => {
	const end = new AbortController();
	let pid;
	const { code } = await run(
		'sh',
		[ '-c', 'sleep 300 & echo $$; sleep 300' ],
		{
			allowFailure: true,
			end: end.signal,
			onOutput: ( text ) => {
				pid = Number( text );
				end.abort();
			},
		}
	);
	assert.notEqual( code, 0 );
	await until( () => ! isAlive( -pid ) );
} );
