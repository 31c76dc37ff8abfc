import type { Closed, ConnectionState } from './types';

/**
 * What the machine knows: the part for screens, and what it has under way.
 *
 * @since 0.1.0
 */
export interface MachineState extends ConnectionState {
	/** `none`: there is no hub to push. */
	readonly push: 'none' | 'closed' | 'opening' | 'open' | 'waiting';
	readonly polls: boolean;
	/** What is said of an open connection while all is well. */
	readonly liveBy: LiveReason;
}

/** @since 0.1.0 */
export type LiveReason = 'subscribed' | 'relay' | 'relay_public';

/**
 * What happened to a connection.
 *
 * @since 0.1.0
 */
export type Signal =
	| { readonly type: 'start' }
	| { readonly type: 'stop' }
	/** The site named no hub that this browser could listen to. */
	| { readonly type: 'hubless' }
	/** The site names another server than the one that is listened to. */
	| { readonly type: 'moved' }
	| { readonly type: 'subscribed'; readonly latencyMs: number }
	| { readonly type: 'measured'; readonly latencyMs: number }
	/** A relay is connected. It has no memory: what it may lose is polled for. */
	| {
			readonly type: 'relayed';
			readonly by: 'relay' | 'relay_public';
			readonly polls: boolean;
	  }
	/** An attempt failed, or an open connection broke. */
	| ( { readonly type: 'lost' } & Closed )
	/** The hub says why it cut the connection before this one. */
	| { readonly type: 'cut'; readonly code: string }
	/** The hub will not have us, however often we come. */
	| { readonly type: 'refused'; readonly code: string | null }
	/** The site will not have us. */
	| {
			readonly type: 'denied';
			readonly reason: 'signed_out' | 'no_permission';
			readonly code: string | null;
	  }
	/** The pause is over, or the user is tired of it. */
	| { readonly type: 'retry' }
	| { readonly type: 'poll_answered' }
	| { readonly type: 'poll_failed'; readonly code: string | null }
	| { readonly type: 'offline' }
	| { readonly type: 'online' };

/**
 * What is to be done about it.
 *
 * @since 0.1.0
 */
export type Command =
	| { readonly do: 'open' }
	| { readonly do: 'close' }
	| { readonly do: 'poll' }
	| { readonly do: 'stop_polling' }
	/** Once more, for what came while nobody pushed. */
	| { readonly do: 'poll_once_more' }
	| { readonly do: 'wait'; readonly ms: number }
	| { readonly do: 'stop_waiting' };

/**
 * @since 0.1.0
 */
export interface Moment {
	readonly now: number;
	/** From 0 up to 1. */
	readonly random: number;
}

/**
 * The part that screens may know.
 *
 * @since 0.1.0
 */
export function publicPart( state: MachineState ): ConnectionState {
	const { phase, reason, code, since, attempt, retryAt, latencyMs } = state;
	return { phase, reason, code, since, attempt, retryAt, latencyMs };
}
