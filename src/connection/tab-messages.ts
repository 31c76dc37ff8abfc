import type { CloudEvent, Position, SignalMessage } from '../protocol';
import type { ConnectionState, Presence } from './types';
import type { Wish, WishList } from './wishes';

/**
 * What the tabs of a browser say to each other. `from` is the id of a tab.
 *
 * @since 0.1.0
 */
export type TabMessage = { readonly from: string } & (
	| { readonly kind: 'hello'; readonly wishes: WishList }
	| ( { readonly kind: 'welcome' } & Welcome )
	| {
			readonly kind: 'delivery';
			/** Counts the leader's deliveries: a number left out is a delivery missed. */
			readonly number: number;
			readonly events: readonly CloudEvent[];
			readonly completeFrom: string | null;
			readonly positions: Readonly< Record< string, Position > >;
			/** Which of the site's servers they are of. */
			readonly era: number | null;
	  }
	| { readonly kind: 'state'; readonly state: ConnectionState }
	| {
			readonly kind: 'presence';
			readonly channel: string;
			readonly presence: Presence;
	  }
	| { readonly kind: 'signal'; readonly message: SignalMessage }
	| {
			readonly kind: 'wish' | 'unwish';
			readonly wish: Wish;
			readonly channels: readonly string[];
	  }
	| {
			readonly kind: 'set_state';
			readonly channel: string;
			readonly state: Readonly< Record< string, unknown > > | null;
	  }
	| { readonly kind: 'retry' }
	| { readonly kind: 'bye' }
);

/**
 * A message before it is said who says it.
 *
 * @since 0.1.0
 */
export type Untold = TabMessage extends infer Message
	? Message extends TabMessage
		? Omit< Message, 'from' >
		: never
	: never;

/** @since 0.1.0 */
export interface Welcome {
	/** Number of the last delivery. */
	readonly number: number;
	readonly state: ConnectionState;
	readonly positions: Readonly< Record< string, Position > >;
	readonly era: number | null;
	readonly presences: ReadonlyArray< readonly [ string, Presence ] >;
}

/**
 * The part of BroadcastChannel that is needed.
 *
 * @since 0.1.0
 */
export interface TabChannel {
	post: ( message: TabMessage ) => void;
	listen: ( callback: ( message: TabMessage ) => void ) => void;
	close: () => void;
}
