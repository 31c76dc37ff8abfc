import type { CloudEvent } from './cloud-event';
import type { Code, RejectionCode } from './codes';

/**
 * Where a channel's log stands. Offsets of one epoch are consecutive from 1;
 * another epoch is another log, whose offsets cannot be compared.
 *
 * @since 0.1.0
 */
export interface Position {
	readonly epoch: string;
	readonly offset: number;
}

/**
 * What the Socket.IO CONNECT packet carries as `auth`.
 *
 * @since 0.1.0
 */
export interface ConnectAuth {
	readonly site: string;
	readonly token?: string;
	/** Id of the connection before, to be told why it was cut. */
	readonly previous?: string;
}

/** @since 0.1.0 */
export interface Refusal {
	readonly ok: false;
	readonly code: Code;
	readonly message: string;
}

/**
 * `epoch` and `offset` say what was seen last; `sequence` is the fallback for
 * a log that was begun anew and filled from the ledger.
 *
 * @since 0.1.0
 */
export interface ChannelRequest {
	readonly channel: string;
	readonly epoch?: string;
	readonly offset?: number;
	readonly sequence?: string;
}

/** @since 0.1.0 */
export interface SubscribeRequest {
	readonly channels: readonly ChannelRequest[];
}

/** @since 0.1.0 */
export interface ChannelJoined {
	readonly channel: string;
	readonly ok: true;
	readonly epoch: string;
	/** Position after `events`: the next `events` message begins at the one after. */
	readonly offset: number;
	/** True: nothing is missing after the position that was asked for. Never a part. */
	readonly recovered: boolean;
	/** Oldest first; empty where `recovered` is false. */
	readonly events: readonly CloudEvent[];
	readonly presence?: PresenceSnapshot;
}

/** @since 0.1.0 */
export type ChannelAnswer =
	ChannelJoined | ( Refusal & { readonly channel: string } );

/** @since 0.1.0 */
export type SubscribeAnswer =
	| { readonly ok?: true; readonly channels: readonly ChannelAnswer[] }
	| Refusal;

/** @since 0.1.0 */
export interface UnsubscribeRequest {
	readonly channels: readonly string[];
}

/** @since 0.1.0 */
export type UnsubscribeAnswer = { readonly ok: true } | Refusal;

/**
 * Channels to look at from outside: who is in them, without being in them.
 *
 * @since 0.1.0
 */
export interface WatchRequest {
	readonly channels: readonly string[];
}

/** @since 0.1.0 */
export interface ChannelWatched {
	readonly channel: string;
	readonly ok: true;
	readonly presence: PresenceSnapshot;
}

/** @since 0.1.0 */
export type WatchAnswer =
	| {
			readonly ok?: true;
			readonly channels: readonly (
				ChannelWatched | ( Refusal & { readonly channel: string } )
			)[];
	  }
	| Refusal;

/** @since 0.1.0 */
export interface TokenRequest {
	readonly token: string;
}

/** @since 0.1.0 */
export type TokenAnswer =
	| {
			readonly ok: true;
			/** Unix seconds. */
			readonly exp: number;
			readonly channels: readonly string[];
	  }
	| Refusal;

/**
 * What a member tells the others of a channel about itself: `{ "editing": true }`.
 *
 * @since 0.1.0
 */
export interface StateRequest {
	readonly channel: string;
	readonly state: Readonly< Record< string, unknown > > | null;
}

/**
 * A passing word from one member to the others; it is in no log.
 *
 * @since 0.1.0
 */
export interface SignalRequest {
	readonly channel: string;
	readonly type: string;
	readonly data?: Readonly< Record< string, unknown > >;
}

/** @since 0.1.0 */
export type PlainAnswer = { readonly ok: true } | Refusal;

/**
 * Several events at once, oldest first. `offset` is the one of the last;
 * the offsets of a message are consecutive.
 *
 * @since 0.1.0
 */
export interface EventsMessage extends Position {
	readonly channel: string;
	readonly events: readonly CloudEvent[];
}

/** @since 0.1.0 */
export interface PresenceMember {
	/** User id. One member however many tabs. */
	readonly id: string;
	readonly name: string;
	readonly avatar?: string;
	/** RFC 3339, UTC. */
	readonly since: string;
	readonly state?: Readonly< Record< string, unknown > >;
}

/** @since 0.1.0 */
export interface PresenceSnapshot {
	/** Absent where a channel only counts. */
	readonly members?: readonly PresenceMember[];
	readonly count: number;
}

/**
 * A change since the snapshot. A member in `join` that is known already takes
 * the place of its older self.
 *
 * @since 0.1.0
 */
export interface PresenceMessage {
	readonly channel: string;
	readonly join: readonly PresenceMember[];
	/** User ids. */
	readonly leave: readonly string[];
	readonly count: number;
}

/** @since 0.1.0 */
export interface SignalMessage {
	readonly channel: string;
	readonly type: string;
	readonly data: Readonly< Record< string, unknown > >;
	/** Stamped by the hub, so that nobody can speak in another's name. */
	readonly from: { readonly id: string; readonly name: string };
	/** RFC 3339, UTC. */
	readonly time: string;
}

/**
 * The hub cannot vouch for what comes next on these channels: subscribe again.
 *
 * @since 0.1.0
 */
export interface ResyncMessage {
	readonly channels: readonly string[];
	readonly code: Code;
}

/** @since 0.1.0 */
export interface TokenMessage {
	readonly code: Code;
	/** Unix seconds at which the hub closes. */
	readonly closes: number;
}

/**
 * Said before the hub closes.
 *
 * @since 0.1.0
 */
export interface ClosingMessage {
	readonly code: Code;
	/** For people. */
	readonly reason: string;
	readonly retry: boolean;
	/** Wait this long before coming back, in ms. */
	readonly after?: number;
}

/**
 * Said after connecting, where the connection before was cut and its client
 * could not be told.
 *
 * @since 0.1.0
 */
export type CutMessage = Omit< ClosingMessage, 'after' >;

/**
 * Socket.IO events that a client sends, each with an acknowledgement.
 *
 * @since 0.1.0
 */
export interface ClientToHub {
	subscribe: (
		request: SubscribeRequest,
		answer: ( answer: SubscribeAnswer ) => void
	) => void;
	unsubscribe: (
		request: UnsubscribeRequest,
		answer: ( answer: UnsubscribeAnswer ) => void
	) => void;
	watch: (
		request: WatchRequest,
		answer: ( answer: WatchAnswer ) => void
	) => void;
	unwatch: (
		request: WatchRequest,
		answer: ( answer: PlainAnswer ) => void
	) => void;
	token: (
		request: TokenRequest,
		answer: ( answer: TokenAnswer ) => void
	) => void;
	state: (
		request: StateRequest,
		answer: ( answer: PlainAnswer ) => void
	) => void;
	signal: (
		request: SignalRequest,
		answer: ( answer: PlainAnswer ) => void
	) => void;
}

/**
 * Socket.IO events that the hub sends.
 *
 * @since 0.1.0
 */
export interface HubToClient {
	events: ( message: EventsMessage ) => void;
	presence: ( message: PresenceMessage ) => void;
	signal: ( message: SignalMessage ) => void;
	resync: ( message: ResyncMessage ) => void;
	/** The token has run out: send a `token` message before `closes`. */
	token: ( message: TokenMessage ) => void;
	closing: ( message: ClosingMessage ) => void;
	cut: ( message: CutMessage ) => void;
}

/** @since 0.1.0 */
export type Verdict =
	| { readonly id: string; readonly status: 'accepted' | 'duplicate' }
	| {
			/** Empty where the event had none. */
			readonly id: string;
			readonly status: 'rejected';
			readonly code: RejectionCode;
			readonly message: string;
	  };

/**
 * Answer of `POST /api/v1/events`, one verdict for each event, in order.
 *
 * @since 0.1.0
 */
export interface IngestAnswer {
	readonly results: readonly Verdict[];
}

/**
 * Body of `POST /api/v1/control`.
 *
 * @since 0.1.0
 */
export type ControlMessage = {
	readonly type: 'revoke';
	/** User id, or `*` for all of the site. */
	readonly user: string;
	/** Unix ms by the site's clock; the end of the second of `webhook-timestamp` where it is missing. */
	readonly at?: number;
};

/**
 * Answer of `GET /api/v1/stats`: of the node that answered, and of sites the one that asked alone.
 *
 * @since 0.1.0
 */
export interface SiteStats {
	readonly version: string;
	readonly uptime_seconds: number;
	/** Resident memory of the node. */
	readonly memory_mb: number;
	/** Nodes of the hub that are heard, this one included. */
	readonly nodes: number;
	/** Open connections of the site. */
	readonly connections: number;
	/** Channels of the site with receivers, or with some a moment ago. */
	readonly rooms: number;
	/** Events taken of the site since the node started. */
	readonly events: number;
	/** The same a second, over the last minute. */
	readonly events_per_second: number;
}

/** Subprotocol of `/ws`. @since 0.1.0 */
export const WEBSOCKET_SUBPROTOCOL = 'realtime-events.v1';

/** @since 0.1.0 */
export const CONTENT_TYPE_BATCH = 'application/cloudevents-batch+json';

/** @since 0.1.0 */
export const CONTENT_TYPE_EVENT = 'application/cloudevents+json';

/** @since 0.1.0 */
export const SITE_HEADER = 'realtime-events-site';
