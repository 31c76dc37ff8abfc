import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { BUILD, CACHE, ROOT } from './paths.mjs';

const STAMP = resolve( CACHE, 'build-stamp.json' );
const INPUTS = [
	'src',
	'package-lock.json',
	'tsconfig.json',
	'webpack.config.js',
	'scripts/build.mjs',
	'scripts/build-hub.mjs',
	'scripts/build-classes.mjs',
];
/** Tests are no part of what is built. */
const SKIPPED = /(^|\/)test(\/|$)/;

/**
 * @param {string} path A file or folder.
 * @return {string[]} Its files, in a fixed order.
 */
function filesBelow( path ) {
	const stat = statSync( path, { throwIfNoEntry: false } );
	if ( ! stat ) {
		return [];
	}
	if ( ! stat.isDirectory() ) {
		return [ path ];
	}
	return readdirSync( path, { recursive: true, withFileTypes: true } )
		.filter( ( entry ) => entry.isFile() )
		.map( ( entry ) =>
			resolve( entry.parentPath ?? entry.path, entry.name )
		)
		.sort();
}

/** What the build is made of, as one hash. */
export function hashInputs() {
	const hash = createHash( 'sha256' );
	for ( const input of INPUTS ) {
		for ( const file of filesBelow( resolve( ROOT, input ) ) ) {
			const name = file.slice( ROOT.length + 1 );
			if ( ! SKIPPED.test( name ) ) {
				hash.update( `${ name }\0` ).update( readFileSync( file ) );
			}
		}
	}
	return hash.digest( 'hex' );
}

/** What lies in build/: enough to see that a file is missing or of another build. */
function hashOutputs() {
	const hash = createHash( 'sha256' );
	for ( const file of filesBelow( BUILD ) ) {
		const { size, mtimeMs } = statSync( file );
		hash.update( `${ file }\0${ size }\0${ mtimeMs }\n` );
	}
	return hash.digest( 'hex' );
}

/** Whether build/ is what the sources of this moment make. */
export function isBuildCurrent() {
	try {
		const stamp = JSON.parse( readFileSync( STAMP, 'utf8' ) );
		return stamp.inputs === hashInputs() && stamp.outputs === hashOutputs();
	} catch {
		return false;
	}
}

/**
 * @param {string} inputs The hash of the sources, taken before they were built.
 */
export function stampBuild( inputs ) {
	writeFileSync(
		STAMP,
		JSON.stringify( { inputs, outputs: hashOutputs() } )
	);
}
