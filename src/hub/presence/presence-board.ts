import {
	presencePolicy,
	type Channel,
	type PresenceMember,
	type PresenceSnapshot,
	type SignalMessage,
} from '../../protocol';
import { writeToAll, type Receiver } from '../delivery/fan-out';
import { addressKey } from '../log/event-log';
import type { PresenceDesk } from '../sessions/subscriber';
import type { Subscription } from '../sessions/subscription';
import type { Watch } from '../sessions/watch';
import type { WatchDesk } from '../sessions/watcher';
import { Attendance, type Presence } from './attendance';

/** Comings and goings within this time are told together: a reload is neither. */
const MEMBERS_PACE_MS = 250;
/** Only a number, to many: often enough for a counter on a page. */
const COUNT_PACE_MS = 2000;
/** To more than this a count is told more seldom: so many messages in a pace, and not more. */
const TOLD_IN_A_PACE = 1000;
const MAX_COUNT_PACE_MS = 30_000;

/**
 * Who is in which channel, and the telling of it.
 *
 * @since 0.1.0
 */
export class PresenceBoard implements PresenceDesk, WatchDesk {
	readonly #channels = new Map< string, Attendance >();
	readonly #timers = new Map< string, NodeJS.Timeout >();
	readonly #now: () => number;
	#onChange: ( key: string ) => void = () => {};
	#onSignal: ( key: string, message: SignalMessage ) => void = () => {};

	constructor( now: () => number ) {
		this.#now = now;
	}

	/** Calls the listener with the address of a channel whose members on this node have changed. */
	onChange( listener: ( key: string ) => void ): void {
		this.#onChange = listener;
	}

	/** Calls the listener with what a member on this node has sent. */
	onSignal(
		listener: ( key: string, message: SignalMessage ) => void
	): void {
		this.#onSignal = listener;
	}

	/** Channels that somebody is in, here or elsewhere. */
	keys(): Iterable< string > {
		return this.#channels.keys();
	}

	/** Who is in a channel on this node. */
	here( key: string ): Presence {
		return this.#channels.get( key )?.here ?? { members: [], visitors: 0 };
	}

	/** Who is in a channel on another node; null for nobody. */
	setElsewhere(
		key: string,
		channel: Channel,
		node: string,
		presence: Presence | null
	): void {
		if ( ! presence && ! this.#channels.has( key ) ) {
			return;
		}
		const attendance = this.#attendance( key, channel );
		attendance.setElsewhere( node, presence );
		this.#settle( key, attendance );
	}

	enter( subscription: Subscription ): PresenceSnapshot | null {
		const { channel } = subscription;
		if ( presencePolicy( channel ) === 'none' ) {
			return null;
		}
		const key = keyOf( subscription );
		const attendance = this.#attendance( key, channel );
		attendance.add( subscription, memberOf( subscription, this.#now() ) );
		this.#changed( key, attendance );
		return attendance.snapshot( hasMembers( channel ) );
	}

	leave( subscription: Subscription ): void {
		const key = keyOf( subscription );
		const attendance = this.#channels.get( key );
		if ( attendance ) {
			attendance.remove( subscription );
			this.#changed( key, attendance );
		}
	}

	/** Looking changes nothing: neither members nor other nodes are told. */
	watch( watch: Watch ): PresenceSnapshot | null {
		const { channel } = watch;
		if ( presencePolicy( channel ) === 'none' ) {
			return null;
		}
		const key = keyOf( watch );
		const attendance = this.#attendance( key, channel );
		attendance.watches.add( watch );
		return attendance.snapshot( hasMembers( channel ) );
	}

	unwatch( watch: Watch ): void {
		const key = keyOf( watch );
		const attendance = this.#channels.get( key );
		if ( attendance?.watches.delete( watch ) ) {
			this.#settle( key, attendance );
		}
	}

	/** @return False where the channel has no members to tell it to. */
	setState(
		subscription: Subscription,
		state: Readonly< Record< string, unknown > > | null
	): boolean {
		const key = keyOf( subscription );
		const attendance = this.#channels.get( key );
		if (
			! attendance ||
			! hasMembers( subscription.channel ) ||
			! attendance.setState( subscription, state )
		) {
			return false;
		}
		this.#changed( key, attendance );
		return true;
	}

	/** Passes a message of a member on to the others. */
	signal( sender: Subscription, message: SignalMessage ): void {
		const key = keyOf( sender );
		this.#pass( key, message, sender );
		this.#onSignal( key, message );
	}

	/** Passes a message on that a member on another node has sent. */
	signalFromElsewhere( key: string, message: SignalMessage ): void {
		this.#pass( key, message, null );
	}

	close(): void {
		this.#timers.forEach( ( timer ) => clearTimeout( timer ) );
		this.#timers.clear();
		this.#channels.clear();
	}

	#pass(
		key: string,
		message: SignalMessage,
		sender: Subscription | null
	): void {
		const others = new Set( this.#channels.get( key )?.subscriptions );
		if ( sender ) {
			others.delete( sender );
		}
		tell( others, 'signal', message );
	}

	#attendance( key: string, channel: Channel ): Attendance {
		const attendance =
			this.#channels.get( key ) ?? new Attendance( channel );
		this.#channels.set( key, attendance );
		return attendance;
	}

	#changed( key: string, attendance: Attendance ): void {
		this.#settle( key, attendance );
		this.#onChange( key );
	}

	#settle( key: string, attendance: Attendance ): void {
		if ( attendance.isEmpty ) {
			this.#channels.delete( key );
		}
		if ( ! attendance.isHeard ) {
			clearTimeout( this.#timers.get( key ) );
			this.#timers.delete( key );
			return;
		}
		this.#announce( key, attendance );
	}

	#announce( key: string, attendance: Attendance ): void {
		if ( this.#timers.has( key ) ) {
			return;
		}
		const { channel } = attendance;
		const withMembers = hasMembers( channel );
		const timer = setTimeout(
			() => {
				this.#timers.delete( key );
				const changes = attendance.takeChanges( withMembers );
				if ( changes ) {
					tell( attendance.audience, 'presence', {
						channel: channel.name,
						...changes,
					} );
				}
			},
			withMembers
				? MEMBERS_PACE_MS
				: countPaceMs( attendance.audience.size )
		).unref();
		this.#timers.set( key, timer );
	}
}

/**
 * How long a count waits before it is told to so many.
 *
 * @since 0.1.0
 */
export const countPaceMs = ( receivers: number ): number =>
	Math.min(
		MAX_COUNT_PACE_MS,
		COUNT_PACE_MS * Math.max( 1, receivers / TOLD_IN_A_PACE )
	);

function tell(
	receivers: ReadonlySet< Receiver >,
	name: 'presence' | 'signal',
	payload: object
): void {
	const json = JSON.stringify( payload );
	void writeToAll( receivers, ( dialect ) => dialect.message( name, json ) );
}

const hasMembers = ( channel: Channel ): boolean =>
	presencePolicy( channel ) === 'members';

const keyOf = ( { session, channel }: Subscription | Watch ): string =>
	addressKey( { site: session.siteId, channel: channel.name } );

function memberOf(
	{ session: { claims } }: Subscription,
	nowMs: number
): PresenceMember | null {
	return (
		claims && {
			id: claims.sub,
			name: claims.name ?? '',
			...( claims.avatar && { avatar: claims.avatar } ),
			since: new Date( nowMs ).toISOString(),
		}
	);
}
