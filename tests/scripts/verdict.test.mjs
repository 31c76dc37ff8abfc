import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { jest } from '../../scripts/lib/suites/javascript.mjs';
import { countJunit } from '../../scripts/lib/suites/junit.mjs';
import { verdictOfCounts } from '../../scripts/lib/suites/verdict.mjs';

test( 'test cases are counted, however deep their suites are nested', () => {
	const report = `<?xml version="1.0"?>
<testsuites><testsuite name="all" tests="99" failures="99"><testsuite name="A &gt; B">
	<testcase name="passes" time="0.1"/>
	<testcase name="says something"><system-out>it failed before</system-out></testcase>
	<testcase name="a > b"><failure type="x">no &lt;testcase&gt;</failure></testcase>
	<testcase name="breaks"><error type="y">no</error></testcase>
	<testcase name="is skipped"><skipped/></testcase>
</testsuite></testsuite></testsuites>`;
	assert.deepEqual( countJunit( report ), { total: 5, passed: 2 } );
} );

test( 'a runner that runs nothing has failed', () => {
	const verdict = verdictOfCounts( { total: 0, passed: 0 }, 0, '' );
	assert.equal( verdict.failed, 1 );
} );

test( 'a runner that fails without a failed test has failed', () => {
	const verdict = verdictOfCounts( { total: 3, passed: 3 }, 1, '' );
	assert.deepEqual( [ verdict.passed, verdict.failed ], [ 3, 1 ] );
} );

test( 'a test that was skipped has not passed', () => {
	const verdict = verdictOfCounts( { total: 3, passed: 2 }, 0, '' );
	assert.deepEqual( [ verdict.passed, verdict.failed ], [ 2, 1 ] );
} );

/** One test passes, one fails, and what they open stays open. */
const LEAKS = `
test( 'passes', () => { setInterval( () => {}, 1000 ); } );
test( 'fails', () => { expect( 1 ).toBe( 2 ); } );
`;

test( 'a test that leaves something open does not hang the run, nor change its verdict', async () => {
	const folder = mkdtempSync( join( tmpdir(), 'realtime-events-leak-' ) );
	writeFileSync( join( folder, 'leak.test.js' ), LEAKS );
	try {
		const { passed, failed, notice } = await jest( {
			args: [
				`--config=${ JSON.stringify( {
					rootDir: folder,
					testEnvironment: 'node',
				} ) }`,
			],
			update: () => {},
		} );
		assert.deepEqual( [ passed, failed ], [ 1, 1 ] );
		assert.match( notice, /left something open/ );
	} finally {
		rmSync( folder, { recursive: true } );
	}
} );
