import type {
	ChannelRequest,
	CloudEvent,
	CutMessage,
	EventsMessage,
	PresenceMember,
	PresenceMessage,
	ResyncMessage,
	SignalMessage,
	SubscribeAnswer,
	TokenAnswer,
	WatchAnswer,
} from '../protocol';

/**
 * Where a connection stands.
 *
 * - `idle`: not started, or stopped.
 * - `connecting`: the first attempt is under way.
 * - `live`: the hub pushes.
 * - `reconnecting`: push is lost and the next attempt is near.
 * - `polling`: the ledger is asked again and again until the hub is back.
 * - `offline`: the browser has no network.
 * - `denied`: the site says that this user may not listen.
 *
 * @since 0.1.0
 */
export type Phase =
	| 'idle'
	| 'connecting'
	| 'live'
	| 'reconnecting'
	| 'polling'
	| 'offline'
	| 'denied';

/**
 * Why a connection stands where it does.
 *
 * @since 0.1.0
 */
export type Reason =
	| 'not_started'
	| 'stopped'
	| 'starting'
	/** The hub pushes, and vouches for it. */
	| 'subscribed'
	/** A relay says that something happened, and the ledger says what. */
	| 'relay'
	/** The same, but the relay gets public events only: the ledger is asked for the rest. */
	| 'relay_public'
	| 'no_hub'
	| 'connection_lost'
	| 'hub_unreachable'
	| 'hub_closing'
	| 'hub_refused'
	| 'token_refused'
	| 'too_slow'
	| 'site_unreachable'
	| 'browser_offline'
	| 'signed_out'
	| 'no_permission';

/**
 * What a screen may know of a connection. Times are in ms since 1970.
 *
 * @since 0.1.0
 */
export interface ConnectionState {
	readonly phase: Phase;
	readonly reason: Reason;
	/** The hub's or the site's own code for it, where there is one. */
	readonly code: string | null;
	/** When this phase began. */
	readonly since: number;
	/** Attempts since the last stable connection. */
	readonly attempt: number;
	/** When the next attempt is due; null while none is waiting. */
	readonly retryAt: number | null;
	/** Round trip to the hub as measured last. */
	readonly latencyMs: number | null;
}

/** @since 0.1.0 */
export interface Clock {
	now: () => number;
	setTimeout: ( callback: () => void, ms: number ) => unknown;
	clearTimeout: ( timer: unknown ) => void;
}

/**
 * What the browser says about itself.
 *
 * @since 0.1.0
 */
export interface Surroundings {
	isVisible: () => boolean;
	isOnline: () => boolean;
	/** When the user last touched anything, in ms since 1970. */
	lastActivity: () => number;
	/** Calls back on every change of visibility or network, and after a sleep. */
	watch: ( onChange: ( change: Change ) => void ) => () => void;
}

/** @since 0.1.0 */
export type Change = 'visibility' | 'online' | 'offline' | 'woke';

/**
 * Where to connect and as whom.
 *
 * @since 0.1.0
 */
export interface Credentials {
	readonly site: string;
	/** Address of the server; empty where there is none for browsers. */
	readonly url: string;
	/** Path of its sockets, below the one that the address has. */
	readonly path: string;
	/** Kind of the server, as the settings call it. */
	readonly profile: string;
	/** How a browser listens to it; empty where it cannot. */
	readonly transport:
		'' | 'hub' | 'hub-websocket' | 'socket.io' | 'websocket';
	/** Which of the events that this user may see come by it. */
	readonly reach: 'all' | 'public';
	/** When the site came to it, where it was elsewhere before: Unix ms by the site's clock. */
	readonly since?: number;
	/** A relay's name of a type → the type's own, where it cannot be told from the name. */
	readonly types?: Readonly< Record< string, string > >;
	readonly channels: readonly string[];
	readonly token?: string;
	/** For how long the token is good from now, in ms. */
	readonly lifetimeMs?: number;
}

/**
 * Takes a fresh token from the site, good for these channels besides the
 * user's own as far as the site allows. Rejects with a {@link SiteError}.
 *
 * @since 0.1.0
 */
export type CredentialSource = (
	wanted: readonly string[]
) => Promise< Credentials >;

/** @since 0.1.0 */
export interface Page {
	readonly events: readonly CloudEvent[];
	/** Whether there is more in the direction that was read. */
	readonly more: boolean;
	/** How this user may listen to the site's server, null where there is none; not there where the site does not say. */
	readonly transport?: string | null;
}

/**
 * The site's ledger, as this user may read it. Rejects with a {@link SiteError}.
 *
 * @since 0.1.0
 */
export interface Ledger {
	/** Oldest first. */
	after: ( sequence: string ) => Promise< Page >;
	/** Newest first. */
	newest: () => Promise< Page >;
}

/**
 * The site answered with an error, or not at all (`status` 0).
 *
 * @since 0.1.0
 */
export class SiteError extends Error {
	public constructor(
		public readonly status: number,
		public readonly code: string,
		message: string,
		public readonly retryAfterMs: number | null = null
	) {
		super( message );
		this.name = 'SiteError';
	}
}

/** @since 0.1.0 */
export interface Closed {
	readonly reason: Reason;
	readonly code: string | null;
	/** How long the hub asks to stay away. */
	readonly afterMs: number;
}

/** @since 0.1.0 */
export interface PushHandlers {
	/** The hub has taken the connection, calls it so, and can be subscribed at. */
	opened: ( transport: PushTransport, id: string ) => void;
	/** A relay passes on from now on what it gets. It has no channels and no memory. */
	listening: ( transport: PushTransport ) => void;
	/** What a relay has passed on: that something happened, and what it says of it. */
	rang: ( hint: CloudEvent ) => void;
	events: ( message: EventsMessage ) => void;
	presence: ( message: PresenceMessage ) => void;
	signal: ( message: SignalMessage ) => void;
	resync: ( message: ResyncMessage ) => void;
	/** Why the connection before was cut: it could not be told then. */
	cut: ( message: CutMessage ) => void;
	/** The token has run out and must be renewed on the open socket. */
	tokenExpired: () => void;
	/** Something was heard, be it a heartbeat. */
	heard: () => void;
	/** The last call that a transport makes; never after `close()`. */
	closed: ( closed: Closed ) => void;
}

/**
 * A way in which a server pushes. Answers come by callback and not by promise:
 * the next message must not overtake the answer that it follows. A relay has
 * nothing to subscribe at, and answers nothing.
 *
 * @since 0.1.0
 */
export interface PushTransport {
	subscribe: (
		channels: readonly ChannelRequest[],
		answered: ( answer: SubscribeAnswer | null ) => void
	) => void;
	renew: (
		token: string,
		answered: ( answer: TokenAnswer | null ) => void
	) => void;
	unsubscribe: ( channels: readonly string[] ) => void;
	/** Is told who is in channels without being in them. */
	watch: (
		channels: readonly string[],
		answered: ( answer: WatchAnswer | null ) => void
	) => void;
	unwatch: ( channels: readonly string[] ) => void;
	setState: (
		channel: string,
		state: Readonly< Record< string, unknown > > | null
	) => void;
	close: () => void;
}

/**
 * `previous`: what the hub called the connection before.
 *
 * @since 0.1.0
 */
export interface Approach extends Credentials {
	readonly previous?: string;
}

/** @since 0.1.0 */
export type PushFactory = (
	approach: Approach,
	handlers: PushHandlers
) => Promise< PushTransport >;

/**
 * What listeners are told.
 *
 * @since 0.1.0
 */
export interface Delivery {
	/** Each one for the first time; ordered by sequence. */
	readonly events: readonly CloudEvent[];
	/**
	 * Where more was missed than is worth fetching one by one: the sequence from
	 * which on nothing is missing. What is older has to be read as history.
	 */
	readonly completeFrom: string | null;
}

/** @since 0.1.0 */
export interface Presence {
	/** Absent where a channel only counts. */
	readonly members?: readonly PresenceMember[];
	readonly count: number;
	/** Why it is not known who is there, where that is so: the code of the refusal. */
	readonly code?: string;
}

/** @since 0.1.0 */
export interface Listener {
	delivery?: ( delivery: Delivery ) => void;
	state?: ( state: ConnectionState ) => void;
	presence?: ( channel: string, presence: Presence ) => void;
	signal?: ( message: SignalMessage ) => void;
}
