import {
	presencePolicy,
	type PresenceMember,
	type PresenceSnapshot,
	type SignalMessage,
} from '../../protocol';
import type { Dialect, Frame } from '../delivery/frames';
import { addressKey, type Address } from '../log/event-log';
import type { PresenceDesk } from '../sessions/subscriber';
import type { Subscription } from '../sessions/subscription';
import { Attendance } from './attendance';

/** Comings and goings within this time are told together: a reload is neither. */
const MEMBERS_PACE_MS = 250;
/** Only a number, to many: often enough for a counter on a page. */
const COUNT_PACE_MS = 2000;

/**
 * Who is in which channel, and the telling of it.
 *
 * @since 0.1.0
 */
export class PresenceBoard implements PresenceDesk {
	readonly #channels = new Map< string, Attendance >();
	readonly #timers = new Map< string, NodeJS.Timeout >();
	readonly #now: () => number;

	constructor( now: () => number ) {
		this.#now = now;
	}

	enter( subscription: Subscription ): PresenceSnapshot | null {
		if ( presencePolicy( subscription.channel ) === 'none' ) {
			return null;
		}
		const key = addressKey( addressOf( subscription ) );
		const attendance = this.#channels.get( key ) ?? new Attendance();
		this.#channels.set( key, attendance );
		attendance.add( subscription, memberOf( subscription, this.#now() ) );
		this.#announce( key, attendance, subscription );
		const withMembers =
			presencePolicy( subscription.channel ) === 'members';
		return attendance.snapshot( withMembers );
	}

	leave( subscription: Subscription ): void {
		const key = addressKey( addressOf( subscription ) );
		const attendance = this.#channels.get( key );
		if ( ! attendance ) {
			return;
		}
		attendance.remove( subscription );
		if ( attendance.isEmpty ) {
			this.#channels.delete( key );
			clearTimeout( this.#timers.get( key ) );
			this.#timers.delete( key );
			return;
		}
		this.#announce( key, attendance, subscription );
	}

	/** @return False where the channel has no members to tell it to. */
	setState(
		subscription: Subscription,
		state: Readonly< Record< string, unknown > > | null
	): boolean {
		const key = addressKey( addressOf( subscription ) );
		const attendance = this.#channels.get( key );
		if (
			! attendance ||
			presencePolicy( subscription.channel ) !== 'members' ||
			! attendance.setState( subscription, state )
		) {
			return false;
		}
		this.#announce( key, attendance, subscription );
		return true;
	}

	signal( subscription: Subscription, message: SignalMessage ): void {
		const key = addressKey( addressOf( subscription ) );
		const others = [
			...( this.#channels.get( key )?.subscriptions ?? [] ),
		].filter( ( other ) => other !== subscription );
		tell( others, 'signal', message );
	}

	close(): void {
		this.#timers.forEach( ( timer ) => clearTimeout( timer ) );
		this.#timers.clear();
		this.#channels.clear();
	}

	#announce(
		key: string,
		attendance: Attendance,
		{ channel }: Subscription
	): void {
		if ( this.#timers.has( key ) ) {
			return;
		}
		const withMembers = presencePolicy( channel ) === 'members';
		const timer = setTimeout(
			() => {
				this.#timers.delete( key );
				const changes = attendance.takeChanges( withMembers );
				if ( changes ) {
					tell( [ ...attendance.subscriptions ], 'presence', {
						channel: channel.name,
						...changes,
					} );
				}
			},
			withMembers ? MEMBERS_PACE_MS : COUNT_PACE_MS
		).unref();
		this.#timers.set( key, timer );
	}
}

function tell(
	subscriptions: readonly Subscription[],
	name: 'presence' | 'signal',
	payload: object
): void {
	const json = JSON.stringify( payload );
	const frames = new Map< Dialect, Frame >();
	for ( const subscription of subscriptions ) {
		const { dialect } = subscription;
		const frame = frames.get( dialect ) ?? dialect.message( name, json );
		frames.set( dialect, frame );
		subscription.deliver( frame );
	}
}

const addressOf = ( { session, channel }: Subscription ): Address => ( {
	site: session.siteId,
	channel: channel.name,
} );

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
