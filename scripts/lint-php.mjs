import { readdir } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensurePhp } from './lib/php.mjs';
import { PlainError, printError } from './lib/plain-error.mjs';
import { onStopRequest, run, stopEverything } from './lib/processes.mjs';
import { ROOT } from './lib/paths.mjs';
import { ensurePrograms } from './lib/programs.mjs';

/** Folders of others, or made anew. As in phpcs.xml.dist. */
const FOREIGN = new Set( [ 'node_modules', 'build', '.cache', '.git' ] );

/**
 * Our PHP files. Read from the folder and not from git: a copy of the project
 * without its history, or a machine without git, is checked all the same.
 *
 * @return {Promise<string[]>} Their paths.
 */
async function phpFiles() {
	const files = [];
	const folders = [ '.' ];
	for ( let at = folders.pop(); at; at = folders.pop() ) {
		const entries = await readdir( resolve( ROOT, at ), {
			withFileTypes: true,
		} );
		for ( const entry of entries ) {
			const path = join( at, entry.name );
			if ( entry.isDirectory() && ! FOREIGN.has( entry.name ) ) {
				folders.push( path );
			} else if ( entry.isFile() && entry.name.endsWith( '.php' ) ) {
				files.push( path );
			}
		}
	}
	if ( ! files.length ) {
		throw new PlainError( 'There is no PHP file to check.' );
	}
	return files;
}

/**
 * `php -l` on every file, as many at a time as there are processors.
 *
 * @return {Promise<string>} What is wrong, or nothing.
 */
async function checkSyntax() {
	const files = await phpFiles();
	const complaints = [];
	const worker = async () => {
		for ( let file = files.pop(); file; file = files.pop() ) {
			const { code, stdout, stderr } = await run(
				'php',
				[ '-d', 'display_errors=stdout', '-l', file ],
				{ cwd: ROOT, allowFailure: true }
			);
			// A deprecation leaves the exit code as it is.
			if ( code !== 0 || ! stdout.startsWith( 'No syntax errors' ) ) {
				complaints.push( `${ file }: ${ ( stdout + stderr ).trim() }` );
			}
		}
	};
	await Promise.all( cpus().map( worker ) );
	return complaints.join( '\n' );
}

/**
 * PHP_CodeSniffer with our ruleset.
 *
 * @param {string[]} args More arguments: files, or options.
 * @return {Promise<string>} What is wrong, or nothing.
 */
async function checkStyle( args ) {
	const { code, stdout, stderr } = await run(
		'phpcs',
		[ '--standard=phpcs.xml.dist', '-q', ...args ],
		{ cwd: ROOT, allowFailure: true }
	);
	return code === 0 ? '' : ( stdout + stderr ).trim();
}

onStopRequest( async () => {
	await stopEverything();
	process.exit( 1 );
} );

try {
	const { values, positionals } = parseArgs( {
		options: { only: { type: 'string' } },
		allowPositionals: true,
	} );
	const checks = {
		syntax: checkSyntax,
		style: () => checkStyle( positionals ),
	};
	const names = values.only ? [ values.only ] : Object.keys( checks );
	await ensurePhp();
	if ( names.includes( 'style' ) ) {
		await ensurePrograms( [ 'phpcs' ] );
	}
	for ( const name of names ) {
		if ( ! checks[ name ] ) {
			throw new PlainError( '--only expects “syntax” or “style”.' );
		}
		const complaints = await checks[ name ]();
		if ( complaints ) {
			process.stdout.write( `${ complaints }\n` );
			process.exitCode = 1;
		}
	}
} catch ( error ) {
	printError( error );
	process.exitCode = 1;
}
