import { parseArgs } from 'node:util';
import { ensureBuild } from './lib/build.mjs';
import { requireNode } from './lib/node-version.mjs';
import { ensureNodeModules } from './lib/npm.mjs';
import { PlainError, printError } from './lib/plain-error.mjs';
import { onStopRequest, stopEverything } from './lib/processes.mjs';
import { ensurePrograms } from './lib/programs.mjs';
import { say, step } from './lib/progress.mjs';
import { SUITES } from './lib/suites/index.mjs';
import { WORDPRESS_VARIABLE, wordpressAt } from './lib/wordpress-parts.mjs';

const MAX_OUTPUT_CHARS = 30_000;

/**
 * How long a suite may take: three times what the longest needs on two busy
 * cores. One that hangs is a failure that is told, not a run that never ends.
 */
const SUITE_LIMIT_MS = 40 * 60_000;

const HELP = `npm test -- [--only=SUITE,…] [--no-build] [-- ARGUMENTS]

  --only=SUITE,…   run these suites alone: ${ Object.keys( SUITES ).join( ', ' ) }
  --no-build       take build/ as it is
  --wordpress=PATH test on this WordPress (it is not changed)
  --woocommerce=PATH the folder of a WooCommerce, for php-woocommerce and e2e-woocommerce, which run only when they are named
  -- ARGUMENTS     for the runners of the chosen suites:
                   npm test -- --only=php-sqlite -- --filter Publisher`;

/** Suites that run on what was built. */
const ON_BUILD = [
	'scripts',
	'jest',
	'php-sqlite',
	'php-mariadb',
	'php-multisite',
	'php-woocommerce',
	'e2e',
	'e2e-woocommerce',
];

function readOptions() {
	try {
		const { values, positionals } = parseArgs( {
			options: {
				only: { type: 'string' },
				'no-build': { type: 'boolean', default: false },
				wordpress: { type: 'string' },
				woocommerce: { type: 'string' },
				help: { type: 'boolean', short: 'h', default: false },
			},
			allowPositionals: true,
		} );
		const names = values.only
			? values.only.split( ',' )
			: Object.keys( SUITES ).filter(
					( name ) => ! SUITES[ name ].asked
				);
		const unknown = names.filter( ( name ) => ! SUITES[ name ] );
		if ( unknown.length ) {
			throw new Error( `There is no suite ${ unknown.join( ', ' ) }.` );
		}
		return { ...values, names, args: positionals };
	} catch ( error ) {
		throw new PlainError( `${ error.message }\n\n${ HELP }` );
	}
}

/**
 * Runs one suite. Whatever goes wrong with it is a failure of its own, so that
 * the others still run.
 *
 * @param {string}                                              name    Its name.
 * @param {{ args: string[], woocommerce: string | undefined }} options What its runner is told.
 * @return {Promise<import('./lib/suites/verdict.mjs').Verdict>} What came of it.
 */
async function runSuite( name, { args, woocommerce } ) {
	const { label, run } = SUITES[ name ];
	let verdict;
	let isLate = false;
	const limit = setTimeout( () => {
		isLate = true;
		stopEverything();
	}, SUITE_LIMIT_MS );
	try {
		await step( `${ name }: ${ label }`, async ( update ) => {
			verdict = await run( { args, update, woocommerce } );
			if ( verdict.failed ) {
				throw new PlainError( 'failed' );
			}
		} );
	} catch ( error ) {
		verdict ??= { passed: 0, failed: 1, output: error.stack };
		if ( isLate ) {
			verdict.output += `\nIt did not end within ${ SUITE_LIMIT_MS / 60_000 } minutes and was stopped.`;
		}
		const output = verdict.output.trim();
		say(
			output.length > MAX_OUTPUT_CHARS
				? `[…]${ output.slice( -MAX_OUTPUT_CHARS ) }`
				: output
		);
	} finally {
		clearTimeout( limit );
	}
	if ( verdict.notice ) {
		say( `    ${ verdict.notice }` );
	}
	say( `    ${ verdict.passed } passed, ${ verdict.failed } failed` );
	return verdict;
}

async function main() {
	requireNode();
	const options = readOptions();
	if ( options.help ) {
		say( HELP );
		return;
	}
	const { names } = options;
	if ( options.wordpress ) {
		process.env[ WORDPRESS_VARIABLE ] = wordpressAt( options.wordpress );
	}
	await ensureNodeModules();
	try {
		await ensurePrograms( [
			...new Set( names.flatMap( ( name ) => SUITES[ name ].needs ) ),
		] );
	} catch ( error ) {
		// The suites that need what is missing fail; the others can still tell something.
		printError( error );
	}
	const builds = ! options[ 'no-build' ] && ! names.includes( 'build' );
	if ( builds && names.some( ( name ) => ON_BUILD.includes( name ) ) ) {
		await ensureBuild();
	}

	const total = { passed: 0, failed: 0 };
	for ( const name of names ) {
		const { passed, failed } = await runSuite( name, options );
		total.passed += passed;
		total.failed += failed;
	}
	await stopEverything();
	process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
	// Scripts read this line, and it is to be the last.
	process.stdout.write(
		`${ total.passed } passed, ${ total.failed } failed\n`
	);
}

let stopping = false;
onStopRequest( async () => {
	stopping = true;
	await stopEverything();
	process.exit( 1 );
} );

try {
	await main();
} catch ( error ) {
	if ( ! stopping ) {
		printError( error );
		await stopEverything();
		process.stdout.write( '0 passed, 1 failed\n' );
		process.exit( 1 );
	}
}
