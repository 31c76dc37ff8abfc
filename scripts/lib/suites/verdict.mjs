/**
 * @typedef {Object} Verdict What came of a suite.
 * @property {number} passed   How many tests passed.
 * @property {number} failed   How many did not: failed, skipped, or never run.
 * @property {string} output   What to show where something failed.
 * @property {string} [notice] What to show in any case.
 */

/**
 * The verdict of a check that either passes or does not.
 *
 * @param {{ code: number, stdout: string, stderr: string }} result A command's result.
 * @return {Verdict} One passed or one failed.
 */
export function verdictOfCheck( { code, stdout, stderr } ) {
	return {
		passed: code === 0 ? 1 : 0,
		failed: code === 0 ? 0 : 1,
		output: stdout + stderr,
	};
}

/**
 * The verdict of counted tests. A runner that fails without a failed test, or
 * that runs none, has failed; a test that was skipped has not passed.
 *
 * @param {{ total: number, passed: number }} counts Tests there are, and tests that passed.
 * @param {number}                            code   The runner's exit code.
 * @param {string}                            output What the runner said.
 * @return {Verdict} The verdict.
 */
export function verdictOfCounts( { total, passed }, code, output ) {
	const failed = total - passed;
	const isSilentFailure = failed === 0 && ( code !== 0 || total === 0 );
	return {
		passed,
		failed: isSilentFailure ? 1 : failed,
		output: total === 0 ? `${ output }\nNo test was run.` : output,
	};
}

/**
 * The last line of what a runner says, for the progress line.
 *
 * @param {(detail: string) => void} update Takes the line.
 * @return {(text: string) => void} Takes the output.
 */
export function lastLine( update ) {
	const MAX_CHARS = 100;
	return ( text ) => {
		const line = text

			.replace( /\u001b\[[\d;]*[A-Za-z]/g, '' )
			.trim()
			.split( '\n' )
			.pop();
		if ( line ) {
			update( line.slice( 0, MAX_CHARS ) );
		}
	};
}
