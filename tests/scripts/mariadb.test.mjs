import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { startMariaDb } from '../support/mariadb.mjs';

/** A table that MariaDB keeps in the folder for temporary files, as it does for what a query finds. */
const TABLE =
	'CREATE TEMPORARY TABLE kept ( word VARCHAR( 9 ) ) ENGINE=Aria; INSERT INTO kept VALUES ( "still" ); SELECT 1;\n';

test( 'a database that starts leaves alone what another one works with', async () => {
	const first = await startMariaDb();
	const session = spawn(
		'mariadb',
		[
			'--no-defaults',
			'--unbuffered',
			'--skip-column-names',
			`--socket=${ first.socket }`,
			`--user=${ first.user }`,
			'wordpress',
		],
		{ stdio: [ 'pipe', 'pipe', 'inherit' ] }
	);
	const ended = once( session, 'exit' );
	const answer = async ( statements ) => {
		session.stdin.write( statements );
		// The session ends with the first error, or with its database.
		const [ said ] = await Promise.race( [
			once( session.stdout, 'data' ),
			ended,
		] );
		return String( said ).trim();
	};
	try {
		assert.equal( await answer( TABLE ), '1' );
		const second = await startMariaDb();
		try {
			// Of a table that is read twice the files are opened once more.
			assert.equal(
				await answer( 'SELECT a.word FROM kept a JOIN kept b;\n' ),
				'still'
			);
			assert.notEqual( second.pid, first.pid );
		} finally {
			await second.stop();
		}
	} finally {
		session.kill();
		await first.stop();
	}
} );
