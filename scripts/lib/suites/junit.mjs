/**
 * Counts the tests in a JUnit report, by its test cases: the sums in its
 * headers nest differently in each runner.
 *
 * @param {string} xml The report.
 * @return {{ total: number, passed: number }} Tests there are, and tests that passed.
 */
export function countJunit( xml ) {
	let total = 0;
	let passed = 0;
	for ( const [ , attributes, body = '' ] of xml.matchAll(
		/<testcase\b((?:[^>"]|"[^"]*")*?)(?:\/>|>([\s\S]*?)<\/testcase>)/g
	) ) {
		total++;
		const isBad =
			/<(failure|error|skipped|warning)\b/.test( body ) ||
			/\bfailure="/.test( attributes );
		passed += isBad ? 0 : 1;
	}
	return { total, passed };
}
