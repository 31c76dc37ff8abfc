import { chmod, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath( new URL( '..', import.meta.url ) );

/**
 * Packages that were written for CommonJS call `require` for Node's own parts.
 */
const BANNER = [
	'#!/usr/bin/env node',
	"import { createRequire as hubCreateRequire } from 'node:module';",
	'const require = hubCreateRequire( import.meta.url );',
].join( '\n' );

/**
 * Bundles the hub into one file that runs with Node alone.
 *
 * @param {Object} options
 * @param {string} [options.outfile] Where to write it.
 * @param {string} [options.entry]   What it begins with.
 * @return {Promise<string>} The file.
 */
export async function buildHub( {
	outfile = resolve( ROOT, 'build/hub.mjs' ),
	entry = 'src/hub/cli/main.ts',
} = {} ) {
	const { version } = JSON.parse(
		await readFile( resolve( ROOT, 'package.json' ), 'utf8' )
	);
	await build( {
		absWorkingDir: ROOT,
		entryPoints: [ entry ],
		outfile,
		bundle: true,
		platform: 'node',
		format: 'esm',
		target: 'node20',
		minifySyntax: true,
		minifyWhitespace: true,
		legalComments: 'eof',
		banner: { js: BANNER },
		define: { HUB_VERSION: JSON.stringify( version ) },
		// Optional parts of packages that are used only where somebody installed them.
		external: [ 'bufferutil', 'utf-8-validate' ],
		logLevel: 'warning',
	} );
	await chmod( outfile, 0o755 );
	return outfile;
}

if ( process.argv[ 1 ] === fileURLToPath( import.meta.url ) ) {
	process.stdout.write( `${ await buildHub() }\n` );
}
