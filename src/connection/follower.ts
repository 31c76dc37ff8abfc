import { backoffMs } from './backoff';
import { catchUp } from './catch-up';
import type { Inbox } from './inbox';
import type { TabMessage, Welcome } from './tab-messages';
import type { Clock, Ledger, Listener } from './types';

/** A leader that polls has seen all that was to be seen this long ago. */
const LEADER_READS_WITHIN_MS = 60_000;

/** A leader that does not answer within this is asleep, or gone. */
const WELCOME_WITHIN_MS = 3_000;

/** @since 0.1.0 */
export interface FollowerOptions {
	inbox: Inbox;
	ledger: Ledger;
	clock: Clock;
	random: () => number;
	/** What this tab has read itself is in the inbox. */
	ready: () => Promise< unknown >;
	/** Greets whoever leads. */
	greet: () => void;
	/** Nobody has answered. */
	unanswered: () => void;
	told: Required< Pick< Listener, 'state' | 'presence' | 'signal' > >;
}

/**
 * A tab that hears from the leading one what that hears. What it may have
 * missed, because one of the two slept, it reads from the ledger.
 *
 * @since 0.1.0
 */
export class Follower {
	private leader: string | null = null;
	/** A number left out is a delivery missed. */
	private number = 0;
	private isFollowing = false;
	private run = 0;
	private failures = 0;
	private welcomeTimer: unknown = null;

	public constructor( private readonly options: FollowerOptions ) {}

	public begin(): void {
		this.isFollowing = true;
		this.leader = null;
		this.greet();
	}

	public end(): void {
		this.isFollowing = false;
		this.leader = null;
		this.run++;
		this.options.clock.clearTimeout( this.welcomeTimer );
		this.options.inbox.abandon();
	}

	/** Number of the last delivery, the leader's or our own. */
	public position(): number {
		return this.number;
	}

	/** Whoever leads goes on counting where this tab stands. */
	public nextNumber(): number {
		return ++this.number;
	}

	public heard( message: TabMessage ): void {
		if ( message.kind === 'welcome' ) {
			if ( message.from !== this.leader ) {
				this.welcomed( message.from, message );
			}
			return;
		}
		if ( message.from !== this.leader ) {
			return;
		}
		const { told } = this.options;
		switch ( message.kind ) {
			case 'delivery':
				this.delivered( message );
				break;
			case 'state':
				told.state( message.state );
				break;
			case 'presence':
				told.presence( message.channel, message.presence );
				break;
			case 'signal':
				told.signal( message.message );
				break;
			case 'bye':
				this.leader = null;
				this.greet();
		}
	}

	private greet(): void {
		const { clock, greet, unanswered } = this.options;
		greet();
		clock.clearTimeout( this.welcomeTimer );
		this.welcomeTimer = clock.setTimeout( () => {
			if ( this.isFollowing && this.leader === null ) {
				unanswered();
			}
		}, WELCOME_WITHIN_MS );
	}

	private welcomed( leader: string, welcome: Welcome ): void {
		const { clock, told } = this.options;
		clock.clearTimeout( this.welcomeTimer );
		const isNew = this.leader !== null || this.number > 0;
		this.leader = leader;
		this.number = welcome.number;
		this.closeGap();
		this.advance( welcome );
		told.state( welcome.state );
		welcome.presences.forEach( ( [ channel, presence ] ) =>
			told.presence( channel, presence )
		);
		if ( isNew ) {
			// The new leader may not know yet what we wished of the old one.
			this.greet();
		}
	}

	private delivered(
		message: Extract< TabMessage, { kind: 'delivery' } >
	): void {
		const { inbox, clock } = this.options;
		const follows = message.number === this.number + 1;
		this.number = message.number;
		if ( ! follows || message.completeFrom !== null ) {
			this.closeGap();
		}
		this.advance( message );
		inbox.push( message.events );
		if ( ! inbox.isHolding() ) {
			inbox.cursor.confirm( clock.now() - LEADER_READS_WITHIN_MS );
		}
	}

	private advance( {
		era,
		positions,
	}: Pick< Welcome, 'era' | 'positions' > ): void {
		this.options.inbox.enter( era );
		for ( const [ channel, position ] of Object.entries( positions ) ) {
			this.options.inbox.advance( channel, position );
		}
	}

	/** What came between our own reading and the leader's pushing is in the ledger. */
	private closeGap(): void {
		const { inbox, ledger, clock, random, ready } = this.options;
		const run = ++this.run;
		const isCurrent = () => run === this.run && this.isFollowing;
		inbox.hold();
		ready()
			.then( () => catchUp( inbox, ledger, clock, isCurrent, () => 0 ) )
			.then(
				( closed ) => closed,
				() => false
			)
			.then( ( closed ) => {
				if ( ! isCurrent() ) {
					return;
				}
				this.failures = closed ? 0 : this.failures + 1;
				if ( ! closed ) {
					clock.setTimeout(
						() => isCurrent() && this.closeGap(),
						backoffMs( this.failures, random() )
					);
				}
			} );
	}
}
