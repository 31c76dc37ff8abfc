import {
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { PlainError } from './plain-error.mjs';

const RETRY_MS = 200;

/**
 * @param {string} file A lock file.
 * @return {number} The process that holds it, or 0 where that one is gone.
 */
export function holderOf( file ) {
	try {
		const pid = Number( readFileSync( file, 'utf8' ) );
		process.kill( pid, 0 );
		return pid;
	} catch ( error ) {
		return error.code === 'EPERM' ? -1 : 0;
	}
}

/**
 * Takes a lock if it is free. A lock whose holder is gone is free.
 *
 * @param {string} file The lock file.
 * @return {(() => void) | null} Gives the lock back, or null where another holds it.
 */
export function tryLock( file ) {
	mkdirSync( dirname( file ), { recursive: true } );
	for ( let attempt = 0; attempt < 2; attempt++ ) {
		try {
			writeFileSync( file, String( process.pid ), { flag: 'wx' } );
			return () => rmSync( file, { force: true } );
		} catch ( error ) {
			if ( error.code !== 'EEXIST' ) {
				throw error;
			}
			if ( holderOf( file ) ) {
				return null;
			}
			// Moved away before it is removed, so that two who find it stale cannot remove each other's new one.
			const stale = `${ file }.${ process.pid }.stale`;
			try {
				renameSync( file, stale );
				rmSync( stale, { force: true } );
			} catch {}
		}
	}
	return null;
}

/**
 * Does work that only one process may do at a time; the others wait.
 *
 * @template T
 * @param {string}           file      The lock file.
 * @param {() => Promise<T>} work      The work.
 * @param {number}           timeoutMs How long to wait for the lock.
 * @return {Promise<T>} What the work returned.
 */
export async function withLock( file, work, timeoutMs = 900_000 ) {
	const deadline = Date.now() + timeoutMs;
	let unlock = tryLock( file );
	while ( ! unlock ) {
		if ( Date.now() > deadline ) {
			throw new PlainError(
				`Process ${ holderOf( file ) } has held ${ file } for too long.`
			);
		}
		await new Promise( ( resolve ) => setTimeout( resolve, RETRY_MS ) );
		unlock = tryLock( file );
	}
	try {
		return await work();
	} finally {
		unlock();
	}
}
