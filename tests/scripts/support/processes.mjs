import assert from 'node:assert/strict';

const POLL_MS = 20;
const DEADLINE_MS = 20_000;

/**
 * @param {number} pid A process, or, negative, a process group.
 */
export function isAlive( pid ) {
	try {
		process.kill( pid, 0 );
		return true;
	} catch {
		return false;
	}
}

/**
 * Waits for a condition, and fails where it does not come true.
 *
 * @param {() => boolean | Promise<boolean>} condition What is to become true.
 */
export async function until( condition ) {
	const deadline = Date.now() + DEADLINE_MS;
	while ( ! ( await condition() ) ) {
		assert.ok( Date.now() < deadline, `never: ${ condition }` );
		await new Promise( ( resolve ) => setTimeout( resolve, POLL_MS ) );
	}
}
