import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { hashInputs, isBuildCurrent, stampBuild } from './build-stamp.mjs';
import { withLock } from './lock.mjs';
import { npm } from './npm.mjs';
import { BUILD, CACHE, ROOT } from './paths.mjs';
import { step } from './progress.mjs';

/**
 * Builds the scripts, the blocks, the hub and the list of classes into build/, which is emptied
 * first: with script modules wp-scripts does not remove stale files itself.
 *
 * @param {Object}  options       How.
 * @param {boolean} options.force Whether to build although nothing changed.
 */
export async function ensureBuild( { force = false } = {} ) {
	if ( ! force && isBuildCurrent() ) {
		return;
	}
	await withLock( resolve( CACHE, 'build.lock' ), async () => {
		if ( ! force && isBuildCurrent() ) {
			return;
		}
		const inputs = hashInputs();
		await rm( BUILD, { recursive: true, force: true } );
		await step( 'Build the scripts and blocks', () =>
			npm( [ 'run', '--silent', 'build:assets' ], { cwd: ROOT } )
		);
		await step( 'Build the hub', () =>
			npm( [ 'run', '--silent', 'build:hub' ], { cwd: ROOT } )
		);
		await step( 'Write down where the classes are', () =>
			npm( [ 'run', '--silent', 'build:classes' ], { cwd: ROOT } )
		);
		stampBuild( inputs );
	} );
}
