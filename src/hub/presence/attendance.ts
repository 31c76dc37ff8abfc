import type {
	Channel,
	PresenceMember,
	PresenceMessage,
	PresenceSnapshot,
} from '../../protocol';
import type { Receiver } from '../delivery/fan-out';
import type { Subscription } from '../sessions/subscription';
import type { Watch } from '../sessions/watch';

interface Seat {
	member: PresenceMember;
	readonly subscriptions: Set< Subscription >;
}

/**
 * Who is in a channel on one node.
 *
 * @since 0.1.0
 */
export interface Presence {
	readonly members: readonly PresenceMember[];
	readonly visitors: number;
}

/**
 * Who is in one channel. A person with three tabs is one member, a visitor
 * without a token one of the number, on whichever node they are.
 *
 * @since 0.1.0
 */
export class Attendance {
	readonly channel: Channel;
	/** Those on this node. */
	readonly subscriptions = new Set< Subscription >();
	/** Those on this node who only look. */
	readonly watches = new Set< Watch >();
	readonly #seats = new Map< string, Seat >();
	#visitors = 0;
	/** By node. */
	readonly #elsewhere = new Map< string, Presence >();
	/** Members the others know of. */
	readonly #told = new Set< string >();
	/** Members that some know of, from a snapshot, before the others were told. */
	readonly #shown = new Set< string >();
	readonly #changed = new Set< string >();
	readonly #restated = new Set< string >();
	#toldCount = 0;

	constructor( channel: Channel ) {
		this.channel = channel;
	}

	get isEmpty(): boolean {
		return ! this.isHeard && this.#elsewhere.size === 0;
	}

	/** Whether there is anyone on this node to tell something to. */
	get isHeard(): boolean {
		return this.subscriptions.size + this.watches.size > 0;
	}

	/** Whom a change is told: who is in it and looks at it as well is told once. */
	get audience(): ReadonlySet< Receiver > {
		if ( this.watches.size === 0 ) {
			return this.subscriptions;
		}
		const { name } = this.channel;
		const outside = [ ...this.watches ].filter(
			( { session } ) => ! session.subscriptions.has( name )
		);
		return new Set< Receiver >( [ ...this.subscriptions, ...outside ] );
	}

	/** What other nodes are told. */
	get here(): Presence {
		return {
			members: [ ...this.#seats.values() ].map(
				( { member } ) => member
			),
			visitors: this.#visitors,
		};
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

	/**
	 * @param node     Another node.
	 * @param presence Who is there; null for nobody.
	 */
	setElsewhere( node: string, presence: Presence | null ): void {
		const before = this.#elsewhere.get( node )?.members ?? [];
		const members = presence?.members ?? [];
		if ( presence && members.length + presence.visitors > 0 ) {
			this.#elsewhere.set( node, presence );
		} else {
			this.#elsewhere.delete( node );
		}
		before.forEach( ( { id } ) => this.#changed.add( id ) );
		const known = new Map(
			before.map( ( member ) => [ member.id, JSON.stringify( member ) ] )
		);
		for ( const member of members ) {
			this.#changed.add( member.id );
			const was = known.get( member.id );
			if ( was !== undefined && was !== JSON.stringify( member ) ) {
				this.#restated.add( member.id );
			}
		}
	}

	snapshot( withMembers: boolean ): PresenceSnapshot {
		const members = this.#members();
		const count = members.size + this.#visitorsEverywhere;
		if ( ! withMembers ) {
			return { count };
		}
		members.forEach( ( _member, id ) => this.#shown.add( id ) );
		return { members: [ ...members.values() ], count };
	}

	/** @return What changed since the last call, null where nothing did. */
	takeChanges(
		withMembers: boolean
	): Omit< PresenceMessage, 'channel' > | null {
		const members = this.#members();
		const count = members.size + this.#visitorsEverywhere;
		const join: PresenceMember[] = [];
		const leave: string[] = [];
		for ( const id of this.#changed ) {
			const member = members.get( id );
			const wasTold = this.#told.has( id ) || this.#shown.has( id );
			if ( ! member && wasTold ) {
				this.#told.delete( id );
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
		this.#shown.clear();
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

	/** One for each person. Who is on two nodes is shown as on the one that knows a state. */
	#members(): ReadonlyMap< string, PresenceMember > {
		const members = new Map< string, PresenceMember >();
		const take = ( member: PresenceMember ) => {
			const known = members.get( member.id );
			if ( ! known || ( ! known.state && member.state ) ) {
				members.set( member.id, member );
			}
		};
		this.#seats.forEach( ( { member } ) => take( member ) );
		this.#elsewhere.forEach( ( presence ) =>
			presence.members.forEach( take )
		);
		return members;
	}

	get #visitorsEverywhere(): number {
		let visitors = this.#visitors;
		this.#elsewhere.forEach( ( presence ) => {
			visitors += presence.visitors;
		} );
		return visitors;
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
