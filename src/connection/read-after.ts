import type { Inbox } from './inbox';
import type { Ledger } from './types';

/** Beyond this a screen is better off with the newest page. */
const MAX_PAGES = 20;

/**
 * Reads the ledger from a sequence to its end, page by page, into an inbox.
 *
 * @since 0.1.0
 *
 * @param inbox
 * @param ledger
 * @param start
 * @param isWanted False once whoever asked is gone.
 * @return Whether the end was reached.
 */
export async function readAfter(
	inbox: Inbox,
	ledger: Ledger,
	start: string,
	isWanted: () => boolean
): Promise< boolean > {
	let after = start;
	for ( let page = 0; page < MAX_PAGES; page++ ) {
		const { events, more } = await ledger.after( after );
		if ( ! isWanted() ) {
			return false;
		}
		inbox.fill( events );
		const last = events.at( -1 )?.sequence;
		if ( ! more || last === undefined ) {
			return true;
		}
		after = last;
	}
	return false;
}

/**
 * Like {@link readAfter}, but a gap without a foreseeable end is left to
 * history: the inbox goes on with the newest page.
 *
 * @since 0.1.0
 *
 * @param inbox
 * @param ledger
 * @param start
 * @param isWanted False once whoever asked is gone.
 */
export async function readToEnd(
	inbox: Inbox,
	ledger: Ledger,
	start: string,
	isWanted: () => boolean
): Promise< void > {
	const reachedEnd = await readAfter( inbox, ledger, start, isWanted );
	if ( reachedEnd || ! isWanted() ) {
		return;
	}
	const { events } = await ledger.newest();
	if ( isWanted() ) {
		inbox.skipTo( events );
	}
}
