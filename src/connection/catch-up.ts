import type { Inbox } from './inbox';
import { readToEnd } from './read-after';
import type { Clock, Ledger } from './types';

/** A hub that outruns the ledger for this long has no end in sight. */
const MAX_ROUNDS = 3;

/**
 * Closes the gap between what a tab has and what is pushed by now: the caller
 * holds the inbox, this reads the ledger and releases it.
 *
 * @since 0.1.0
 *
 * @param inbox    Holding already.
 * @param ledger
 * @param clock
 * @param isWanted False once the connection that asked is gone.
 * @param gaps     How many gaps were found; one that is found on the way has to be read too.
 * @return Whether the gap is closed.
 */
export async function catchUp(
	inbox: Inbox,
	ledger: Ledger,
	clock: Clock,
	isWanted: () => boolean,
	gaps: () => number
): Promise< boolean > {
	for ( let round = 0; round < MAX_ROUNDS; round++ ) {
		const startedAt = clock.now();
		const gapsBefore = gaps();
		const start = inbox.cursor.overlapStart();
		// Where nobody here has read the ledger, this tab begins with what comes now.
		if ( start !== null ) {
			await readToEnd( inbox, ledger, start, isWanted );
		}
		if ( ! isWanted() ) {
			return false;
		}
		inbox.cursor.confirm( startedAt );
		if ( gaps() === gapsBefore && inbox.release() ) {
			return true;
		}
	}
	return false;
}
