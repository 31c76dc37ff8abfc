import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';
import {
	anyFreePort,
	freePortFrom,
	LOOPBACK,
} from '../../scripts/lib/ports.mjs';

async function occupy( port ) {
	const server = createServer();
	await new Promise( ( resolve ) =>
		server.listen( port, LOOPBACK, resolve )
	);
	return server;
}

test( 'a free port is taken as it was asked for', async () => {
	const port = await anyFreePort();
	assert.equal( await freePortFrom( port, 'the test' ), port );
} );

test( 'a busy port is moved past', async ( t ) => {
	const port = await anyFreePort();
	const server = await occupy( port );
	t.after( () => server.close() );
	assert.ok( ( await freePortFrom( port, 'the test' ) ) > port );
} );

test( 'a port that is promised to another is moved past', async () => {
	const port = await anyFreePort();
	assert.ok( ( await freePortFrom( port, 'the test', [ port ] ) ) > port );
} );
