import type { Inbox } from './inbox';
import type {
	Clock,
	Credentials,
	CredentialSource,
	Ledger,
	Listener,
	PushFactory,
	Surroundings,
} from './types';

/** @since 0.1.0 */
export interface ConnectionOptions {
	inbox: Inbox;
	ledger: Ledger;
	credentials: CredentialSource;
	/** Null for a server that this browser cannot be pushed to by. */
	transportFor: ( credentials: Credentials ) => PushFactory | null;
	clock: Clock;
	surroundings: Surroundings;
	random: () => number;
	/** What is known of the ledger must be in the inbox before the first subscribe. */
	ready: Promise< unknown >;
	/**
	 * Whether a relay's message is shown as it is: for pages that show public
	 * events alone and must not ask the site for each. Others take it for a bell,
	 * because it says neither who may read the event nor what it is in full.
	 */
	showsHints?: boolean;
	listener: Listener;
}
