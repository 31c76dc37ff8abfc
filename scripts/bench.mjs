import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { requireNode } from './lib/node-version.mjs';
import { ROOT } from './lib/paths.mjs';
import { PlainError, printError } from './lib/plain-error.mjs';
import { onStopRequest } from './lib/processes.mjs';
import { say } from './lib/progress.mjs';

const FOLDER = resolve( ROOT, 'tests/bench' );
const ENTRIES = [ 'index.mjs', 'bench.mjs' ];

/**
 * The benchmarks there are: a folder each, by the folder's name.
 *
 * @return {Map<string, string>} Name → script.
 */
function benchmarks() {
	const folders = existsSync( FOLDER ) ? readdirSync( FOLDER ).sort() : [];
	return new Map(
		folders.flatMap( ( name ) =>
			ENTRIES.map( ( entry ) => resolve( FOLDER, name, entry ) )
				.filter( ( file ) => existsSync( file ) )
				.slice( 0, 1 )
				.map( ( file ) => [ name, file ] )
		)
	);
}

/**
 * Runs a benchmark in a process of its own, so that nothing of this one is measured.
 *
 * @param {string}   script Its script.
 * @param {string[]} args   Its arguments.
 * @return {Promise<number>} Its exit code.
 */
function runScript( script, args ) {
	return new Promise( ( onEnd, onError ) => {
		const child = spawn( process.execPath, [ script, ...args ], {
			cwd: ROOT,
			// It ends itself when the channel closes, however we end.
			stdio: [ 'ignore', 'inherit', 'inherit', 'ipc' ],
		} );
		onStopRequest( () => child.kill( 'SIGTERM' ) );
		child.once( 'error', onError );
		child.once( 'exit', ( code ) => onEnd( code ?? 1 ) );
	} );
}

async function main() {
	requireNode();
	const all = benchmarks();
	const [ name, ...rest ] = process.argv.slice( 2 );
	const list = [ ...all.keys() ].map( ( known ) => `  ${ known }` );
	const help = `npm run bench NAME [-- --quick]\n\n${ list.join( '\n' ) }`;
	if ( ! name || name === '--help' || name === '-h' ) {
		say( help );
		return 0;
	}
	if ( ! all.has( name ) ) {
		throw new PlainError(
			`There is no benchmark “${ name }”.\n\n${ help }`
		);
	}
	return runScript(
		all.get( name ),
		rest.filter( ( argument ) => argument !== '--' )
	);
}

try {
	process.exitCode = await main();
} catch ( error ) {
	printError( error );
	process.exitCode = 1;
}
