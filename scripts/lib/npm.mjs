import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { withLock } from './lock.mjs';
import { CACHE, ROOT } from './paths.mjs';
import { run } from './processes.mjs';
import { step } from './progress.mjs';

/**
 * Runs npm: the one that runs us, where there is one.
 *
 * @param {string[]} args    Its arguments.
 * @param {Object}   options As for `run`.
 */
export function npm( args, options = {} ) {
	const own = process.env.npm_execpath;
	return own?.endsWith( '.js' )
		? run( process.execPath, [ own, ...args ], options )
		: run( 'npm', args, options );
}

/**
 * @param {string} file A lock file.
 * @return {Record<string, Object> | null} Its packages.
 */
function packagesOf( file ) {
	try {
		return JSON.parse( readFileSync( resolve( ROOT, file ), 'utf8' ) )
			.packages;
	} catch {
		return null;
	}
}

/**
 * Whether what is installed is what the lock file asks for. Compared by
 * content: a checkout changes the lock file's date without changing a version.
 */
function isInstalled() {
	const wanted = packagesOf( 'package-lock.json' );
	const installed = packagesOf( 'node_modules/.package-lock.json' );
	if ( ! wanted || ! installed ) {
		return false;
	}
	return Object.entries( wanted ).every(
		( [ path, { version, optional, devOptional, peer } ] ) =>
			path === '' ||
			( installed[ path ]
				? installed[ path ].version === version
				: optional || devOptional || peer )
	);
}

/** Installs the dependencies where they are missing or not those of the lock file. */
export async function ensureNodeModules() {
	if ( isInstalled() ) {
		return;
	}
	await withLock( resolve( CACHE, 'npm.lock' ), async () => {
		if ( ! isInstalled() ) {
			await step( 'Install the dependencies (npm ci)', () =>
				npm( [ 'ci', '--no-audit', '--no-fund' ], { cwd: ROOT } )
			);
		}
	} );
}
