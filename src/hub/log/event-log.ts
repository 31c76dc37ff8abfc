import type { Position } from '../../protocol';

/**
 * Where an event goes: a channel of a site. Two sites have nothing in common,
 * whatever their channels are called.
 *
 * @since 0.1.0
 */
export interface Address {
	readonly site: string;
	readonly channel: string;
}

/** @since 0.1.0 */
export const addressKey = ( { site, channel }: Address ): string =>
	`${ site }/${ channel }`;

/** @since 0.1.0 */
export function parseAddressKey( key: string ): Address {
	// The id of a site has no slash; a channel may have one.
	const [ site = '', ...channel ] = key.split( '/' );
	return { site, channel: channel.join( '/' ) };
}

/**
 * An event on its way into the log, encoded once for its whole life.
 *
 * @since 0.1.0
 */
export interface NewEntry {
	readonly id: string;
	readonly channel: string;
	readonly json: string;
	readonly sequence?: string;
	/** When it happened, Unix ms, where it is older than this log. */
	readonly time?: number;
}

/** @since 0.1.0 */
export interface LogEntry {
	/** Consecutive from 1 in its channel and epoch. */
	readonly offset: number;
	readonly id: string;
	readonly json: string;
	/** Size of `json` in UTF-8. */
	readonly bytes: number;
	readonly sequence?: string;
	/** When the log took it, Unix ms. */
	readonly time: number;
}

/** @since 0.1.0 */
export interface Appended extends Position {
	readonly duplicate: boolean;
}

/**
 * The newest part of a channel's log, up to its top.
 *
 * @since 0.1.0
 */
export interface LogWindow {
	readonly epoch: string;
	/** Offset of the newest entry; 0 in a channel without any. */
	readonly top: number;
	/** Oldest first, without holes, ending at `top`. */
	readonly entries: readonly LogEntry[];
	/**
	 * Set where the log was begun anew and filled from the ledger: every event
	 * of this channel with a higher sequence is in `entries` or newer than them.
	 */
	readonly completeAfter?: string;
}

/** @since 0.1.0 */
export interface TailBatch {
	readonly address: Address;
	readonly epoch: string;
	/** In log order, without holes. */
	readonly entries: readonly LogEntry[];
}

/** @since 0.1.0 */
export type TailListener = ( batch: TailBatch ) => void;

/**
 * What one node tells all nodes of a hub, itself included. It may come more
 * than once.
 *
 * @since 0.1.0
 */
export interface Notice {
	readonly site: string;
	readonly kind: string;
	readonly body: string;
	/** How long a node that comes later is told as well. */
	readonly keepSeconds?: number;
}

/** @since 0.1.0 */
export type NoticeListener = ( notice: Notice ) => void;

/**
 * The channel logs of a hub: what carries every event. All nodes deliver what
 * they read from its tail, in its order.
 *
 * @since 0.1.0
 */
export interface EventLog {
	/**
	 * Idempotent by site and event id: an id that is known gets its first
	 * position back and is not appended again. Everything that was appended
	 * when this resolves is kept.
	 *
	 * @throws LogUnavailable Where the log cannot take it.
	 */
	append: (
		site: string,
		entries: readonly NewEntry[]
	) => Promise< Appended[] >;

	/**
	 * The newest entries, at most `limit`.
	 *
	 * @throws LogUnavailable Where the log cannot be read.
	 */
	read: ( address: Address, limit: number ) => Promise< LogWindow >;

	/** Calls the listener with what is appended from now on. */
	tail: ( listener: TailListener ) => void;

	/** Sends a notice to all nodes. */
	notify: ( notice: Notice ) => Promise< void >;

	onNotice: ( listener: NoticeListener ) => void;

	/** Calls the listener when the tail goes on after it was interrupted. */
	onRestored: ( listener: () => void ) => void;

	/** Ends an epoch whose offsets were given twice; the next read has another. */
	renew: ( site: string, epoch: string ) => Promise< void >;

	/** Whether events can be appended and read at this moment. */
	isReady: () => boolean;

	close: () => Promise< void >;
}

/** @since 0.1.0 */
export class LogUnavailable extends Error {
	constructor( reason: string, options?: ErrorOptions ) {
		super( `The event log cannot be used: ${ reason }.`, options );
		this.name = 'LogUnavailable';
	}
}
