import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { npm } from '../npm.mjs';
import { ROOT } from '../paths.mjs';
import { run } from '../processes.mjs';
import { removeTempFolder, tempFolder } from '../temp-folder.mjs';
import { countJunit } from './junit.mjs';
import { lastLine, verdictOfCounts } from './verdict.mjs';
import { woocommerceAt } from './woocommerce.mjs';

/**
 * Runs a test runner that writes a report.
 *
 * @param {(report: string) => Promise<{ code: number, stdout: string, stderr: string }>} start Starts it, told where to write.
 * @param {(text: string) => { total: number, passed: number }}                           count Counts the report.
 */
async function withReport( start, count ) {
	const folder = await tempFolder( 'report' );
	const report = join( folder, 'report' );
	try {
		const { code, stdout, stderr } = await start( report );
		const text = await readFile( report, 'utf8' ).catch( () => '' );
		const counts = text ? count( text ) : { total: 0, passed: 0 };
		return verdictOfCounts( counts, code, stdout + stderr );
	} finally {
		removeTempFolder( folder );
	}
}

/**
 * A test file that does not even load counts as one failed test.
 *
 * @param {string} text Jest's report.
 */
function countJest( text ) {
	const report = JSON.parse( text );
	return {
		total: report.numTotalTests + report.numRuntimeErrorTestSuites,
		passed: report.numPassedTests,
	};
}

/**
 * A test that passed at a second try has failed; an error outside the tests counts as one.
 *
 * @param {string} text Playwright's report.
 */
function countPlaywright( text ) {
	const { stats, errors } = JSON.parse( text );
	return {
		total:
			stats.expected +
			stats.unexpected +
			stats.flaky +
			stats.skipped +
			errors.length,
		passed: stats.expected,
	};
}

/**
 * How long Jest may go on after it has said that something keeps it. Its report is written by then.
 */
const JEST_GRACE_MS = 5_000;

/**
 * All of Jest: what runs in a browser, the hub and the protocol.
 *
 * A test that left something open keeps Jest from ending, for ever. It is ended
 * then, with what it started, and said so; what the tests found stays found.
 *
 * @param {import('./index.mjs').Context} context How to run.
 */
export async function jest( { args, update } ) {
	const stuck = new AbortController();
	let timer;
	const showLine = lastLine( update );
	const verdict = await withReport(
		( report ) =>
			npm(
				[
					'run',
					'--silent',
					'test:unit',
					'--',
					'--ci',
					'--json',
					`--outputFile=${ report }`,
					...args,
				],
				{
					cwd: ROOT,
					allowFailure: true,
					end: stuck.signal,
					onOutput: ( text, stream ) => {
						// The whole report goes to standard output too.
						if ( stream === 'stderr' ) {
							showLine( text );
							if ( text.includes( 'Jest did not exit' ) ) {
								timer ??= setTimeout(
									() => stuck.abort(),
									JEST_GRACE_MS
								);
							}
						}
					},
				}
			).then( ( { code, stderr } ) => ( {
				code: stuck.signal.aborted ? 0 : code,
				stdout: '',
				stderr,
			} ) ),
		countJest
	);
	clearTimeout( timer );
	if ( stuck.signal.aborted ) {
		verdict.notice =
			'Jest did not end by itself: a test left something open. It was ended.';
	}
	return verdict;
}

/**
 * Named one by one: what Node makes of a folder differs from version to version.
 *
 * @param {string} folder Where the tests are.
 */
function testFiles( folder ) {
	return readdirSync( folder )
		.filter( ( name ) => name.endsWith( '.test.mjs' ) )
		.map( ( name ) => resolve( folder, name ) );
}

/**
 * The scripts' own tests.
 *
 * @param {import('./index.mjs').Context} context How to run.
 */
export function scripts( { args, update } ) {
	return withReport(
		( report ) =>
			run(
				process.execPath,
				[
					'--test',
					'--test-reporter=spec',
					'--test-reporter-destination=stdout',
					'--test-reporter=junit',
					`--test-reporter-destination=${ report }`,
					...args,
					...testFiles( resolve( ROOT, 'tests/scripts' ) ),
				],
				{
					cwd: ROOT,
					allowFailure: true,
					onOutput: lastLine( update ),
				}
			),
		countJunit
	);
}

/**
 * Runs Playwright.
 *
 * @param {import('./index.mjs').Context} context     How to run.
 * @param {Record<string,string>}         environment What else the tests are told.
 */
function playwright( { args, update }, environment = {} ) {
	return withReport(
		( report ) =>
			run(
				process.execPath,
				[
					resolve( ROOT, 'node_modules/@playwright/test/cli.js' ),
					'test',
					'--config',
					resolve( ROOT, 'tests/e2e/playwright.config.ts' ),
					'--reporter=list,json',
					...args,
				],
				{
					cwd: ROOT,
					allowFailure: true,
					env: {
						...process.env,
						...environment,
						PLAYWRIGHT_JSON_OUTPUT_NAME: report,
					},
					onOutput: lastLine( update ),
				}
			),
		countPlaywright
	);
}

/**
 * A real browser on a real site.
 *
 * @param {import('./index.mjs').Context} context How to run.
 */
export const e2e = ( context ) => playwright( context );

/**
 * A real browser in a real shop.
 *
 * @param {import('./index.mjs').Context} context How to run.
 */
export const e2eInShop = async ( context ) =>
	playwright( context, {
		REALTIME_EVENTS_WOOCOMMERCE: woocommerceAt(
			context.woocommerce,
			'e2e-woocommerce'
		),
	} );
