import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** @type {Set<string>} */
const folders = new Set();

process.on( 'exit', () => {
	for ( const folder of folders ) {
		rmSync( folder, { recursive: true, force: true } );
	}
} );

/**
 * A folder that is gone when this command ends.
 *
 * @param {string} prefix What its name begins with.
 */
export async function tempFolder( prefix ) {
	// Short, because the path of a socket in it may not exceed some 100 characters.
	const folder = await mkdtemp( join( tmpdir(), `rt-${ prefix }-` ) );
	folders.add( folder );
	return folder;
}

/**
 * @param {string} folder A folder of `tempFolder()`.
 */
export function removeTempFolder( folder ) {
	folders.delete( folder );
	rmSync( folder, { recursive: true, force: true, maxRetries: 3 } );
}
