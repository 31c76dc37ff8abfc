import type {
	PresenceMember,
	PresenceMessage,
	PresenceSnapshot,
} from '../../protocol';
import type { Subscription } from '../sessions/subscription';

interface Seat {
	member: PresenceMember;
	readonly subscriptions: Set< Subscription >;
}

/**
 * Who is in one channel. A person with three tabs is one member, a visitor
 * without a token one of the number.
 *
 * @since 0.1.0
 */
export class Attendance {
	readonly subscriptions = new Set< Subscription >();
	readonly #seats = new Map< string, Seat >();
	#visitors = 0;
	/** Members the others know of. */
	readonly #told = new Set< string >();
	readonly #changed = new Set< string >();
	readonly #restated = new Set< string >();
	#toldCount = 0;

	get isEmpty(): boolean {
		return this.subscriptions.size === 0;
	}

	get count(): number {
		return this.#seats.size + this.#visitors;
	}

	add( subscription: Subscription, member: PresenceMember | null ): void {
		this.subscriptions.add( subscription );
		if ( ! member ) {
			this.#visitors++;
			return;
		}
		const seat = this.#seats.get( member.id );
		if ( seat ) {
			seat.subscriptions.add( subscription );
			return;
		}
		this.#seats.set( member.id, {
			member,
			subscriptions: new Set( [ subscription ] ),
		} );
		this.#changed.add( member.id );
	}

	remove( subscription: Subscription ): void {
		if ( ! this.subscriptions.delete( subscription ) ) {
			return;
		}
		const seated = this.#seatOf( subscription );
		if ( ! seated ) {
			this.#visitors--;
			return;
		}
		const [ id, seat ] = seated;
		seat.subscriptions.delete( subscription );
		if ( seat.subscriptions.size === 0 ) {
			this.#seats.delete( id );
			this.#changed.add( id );
		}
	}

	setState(
		subscription: Subscription,
		state: Readonly< Record< string, unknown > > | null
	): boolean {
		const seat = this.#seatOf( subscription )?.[ 1 ];
		if ( ! seat ) {
			return false;
		}
		const { state: _before, ...member } = seat.member;
		seat.member = state ? { ...member, state } : member;
		this.#changed.add( member.id );
		this.#restated.add( member.id );
		return true;
	}

	snapshot( withMembers: boolean ): PresenceSnapshot {
		const { count } = this;
		return withMembers
			? {
					members: [ ...this.#seats.values() ].map(
						( { member } ) => member
					),
					count,
				}
			: { count };
	}

	/** @return What changed since the last call, null where nothing did. */
	takeChanges(
		withMembers: boolean
	): Omit< PresenceMessage, 'channel' > | null {
		const { count } = this;
		const join: PresenceMember[] = [];
		const leave: string[] = [];
		for ( const id of this.#changed ) {
			const member = this.#seats.get( id )?.member;
			if ( ! member && this.#told.delete( id ) ) {
				leave.push( id );
			}
			// Gone and back before it was told: nothing to tell.
			if (
				member &&
				( ! this.#told.has( id ) || this.#restated.has( id ) )
			) {
				this.#told.add( id );
				join.push( member );
			}
		}
		this.#changed.clear();
		this.#restated.clear();
		const changed =
			join.length + leave.length > 0 || count !== this.#toldCount;
		this.#toldCount = count;
		if ( ! changed ) {
			return null;
		}
		return withMembers
			? { join, leave, count }
			: { join: [], leave: [], count };
	}

	#seatOf( subscription: Subscription ): [ string, Seat ] | null {
		// The claims of a session may have come after it entered.
		const id = subscription.session.claims?.sub;
		const seat = id === undefined ? undefined : this.#seats.get( id );
		return id !== undefined && seat?.subscriptions.has( subscription )
			? [ id, seat ]
			: null;
	}
}
