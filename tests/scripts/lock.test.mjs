import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { tryLock, withLock } from '../../scripts/lib/lock.mjs';

let folder;
before( () => {
	folder = mkdtempSync( join( tmpdir(), 'rt-lock-' ) );
} );
after( () => rmSync( folder, { recursive: true } ) );

test( 'a lock is given to one at a time', () => {
	const file = join( folder, 'one' );
	const unlock = tryLock( file );
	assert.equal( tryLock( file ), null );
	unlock();
	assert.ok( tryLock( file ) );
} );

test( 'the lock of a process that is gone is free', () => {
	const file = join( folder, 'stale' );
	const { pid } = spawnSync( 'true' );
	writeFileSync( file, String( pid ) );
	assert.ok( tryLock( file ) );
} );

test( 'work under a lock never overlaps, and a failure gives the lock back', async () => {
	const file = join( folder, 'work' );
	let inside = 0;
	const work = async () => {
		assert.equal( ++inside, 1 );
		await new Promise( setImmediate );
		inside--;
		throw new Error( 'broken' );
	};
	const results = await Promise.allSettled( [
		withLock( file, work ),
		withLock( file, work ),
	] );
	assert.deepEqual(
		results.map( ( { reason } ) => reason.message ),
		[ 'broken', 'broken' ]
	);
	assert.equal( existsSync( file ), false );
} );
