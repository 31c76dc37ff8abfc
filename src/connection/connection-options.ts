import type { Inbox } from './inbox';
import type { Locks } from './leadership';
import type { TabChannel } from './tab-messages';
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

/** @since 0.1.0 */
export interface SharedConnectionOptions extends Omit<
	ConnectionOptions,
	'inbox' | 'listener' | 'ready'
> {
	/** Unique in this browser. */
	tabId: string;
	/** Tabs with the same name share a socket: one site, one user. */
	name: string;
	/** Null where the browser has none (plain http): every tab has a socket of its own. */
	locks: Locks | null;
	tabChannel: ( ( name: string ) => TabChannel ) | null;
}
