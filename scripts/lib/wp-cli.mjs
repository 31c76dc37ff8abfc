import { writeFileSync } from 'node:fs';
import { run } from './processes.mjs';
import { PARTS } from './wordpress-parts.mjs';

/**
 * The command line that runs WP-CLI on a site.
 *
 * @param {string} folder The site's WordPress folder.
 * @return {string[]} Program and arguments.
 */
export function wpCommand( folder ) {
	return [
		'php',
		// WP-CLI 2.12 is older than the newest PHP; what that PHP deprecates in it is no news.
		'-derror_reporting=E_ALL&~E_DEPRECATED',
		'-dmemory_limit=512M',
		PARTS.wpCli,
		`--path=${ folder }`,
		...( process.getuid?.() === 0 ? [ '--allow-root' ] : [] ),
	];
}

/**
 * Runs a WP-CLI command.
 *
 * @param {string}   folder  The site's WordPress folder.
 * @param {string[]} args    The command.
 * @param {Object}   options As for `run`.
 * @return {Promise<string>} What it printed.
 */
export async function wp( folder, args, options = {} ) {
	const [ program, ...before ] = wpCommand( folder );
	const { stdout } = await run( program, [ ...before, ...args ], options );
	return stdout.trim();
}

/**
 * Runs a PHP script inside WordPress that answers with one line of JSON.
 *
 * @param {string}   folder The site's WordPress folder.
 * @param {string}   script The script.
 * @param {unknown}  input  What it finds, as JSON, in `$args[0]`.
 * @param {string[]} flags  More flags for WP-CLI.
 */
export async function evalFile( folder, script, input, flags = [] ) {
	const output = await wp( folder, [
		'eval-file',
		// Evaluated text could not declare strict types.
		'--use-include',
		script,
		JSON.stringify( input ),
		...flags,
	] );
	return JSON.parse( output.split( '\n' ).pop() );
}

/**
 * Writes a short command for people and scripts: `FILE post list`.
 *
 * @param {string} file   Where it goes.
 * @param {string} folder The site's WordPress folder.
 */
export function writeWpCommand( file, folder ) {
	const quoted = wpCommand( folder ).map(
		( word ) => `'${ word.replaceAll( "'", `'\\''` ) }'`
	);
	writeFileSync( file, `#!/bin/sh\nexec ${ quoted.join( ' ' ) } "$@"\n`, {
		mode: 0o755,
	} );
}
