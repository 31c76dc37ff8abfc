import { ensureBuild } from '../build.mjs';
import { npm } from '../npm.mjs';
import { ROOT } from '../paths.mjs';
import { run } from '../processes.mjs';
import { lastLine, verdictOfCheck } from './verdict.mjs';

/**
 * A suite that is one of package.json's scripts and passes or fails as a whole.
 *
 * @param {string}   script The script.
 * @param {string[]} flags  Its arguments.
 * @return {import('./index.mjs').Run} The suite.
 */
export function npmCheck( script, flags = [] ) {
	return async ( { args, update } ) =>
		verdictOfCheck(
			await npm( [ 'run', '--silent', script, '--', ...flags, ...args ], {
				cwd: ROOT,
				allowFailure: true,
				onOutput: lastLine( update ),
			} )
		);
}

/**
 * A suite that is one of our own scripts.
 *
 * @param {string}   script The script.
 * @param {string[]} flags  Its arguments.
 * @return {import('./index.mjs').Run} The suite.
 */
export function nodeCheck( script, flags = [] ) {
	return async ( { args, update } ) =>
		verdictOfCheck(
			await run( process.execPath, [ script, ...flags, ...args ], {
				cwd: ROOT,
				allowFailure: true,
				onOutput: lastLine( update ),
			} )
		);
}

/** The build, from nothing. */
export async function build() {
	await ensureBuild( { force: true } );
	return { passed: 1, failed: 0, output: '' };
}
