import type { Ledger, Page } from './types';

/**
 * Looks on while the ledger is read, and says when the site has a server to
 * listen to that had none before: whoever only reads would else look for one
 * every few minutes, and be the last to hear of it.
 *
 * @since 0.1.0
 *
 * @param ledger
 * @param isServed Is called once for each time that a server is there anew.
 */
export function newlyServed( ledger: Ledger, isServed: () => void ): Ledger {
	let hadNone = false;
	const look = ( page: Page ): Page => {
		if ( page.transport !== undefined ) {
			if ( hadNone && page.transport !== null ) {
				isServed();
			}
			hadNone = page.transport === null;
		}
		return page;
	};
	return {
		after: async ( sequence ) => look( await ledger.after( sequence ) ),
		newest: async () => look( await ledger.newest() ),
	};
}
