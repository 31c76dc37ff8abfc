import type { CloudEvent, Position } from '../protocol';
import { LedgerCursor } from './ledger-cursor';
import { SeenIds } from './seen-ids';
import { compareEvents } from './sequence';
import type { Clock, Delivery } from './types';

/** What may wait for a backfill. A hub that pushes faster has to be asked again. */
const MAX_HELD_EVENTS = 5_000;

/**
 * The one door through which events reach a tab: each passes once, whatever
 * way it came and however often.
 *
 * While a gap is being closed, what is pushed waits, and so do the positions
 * that go with it: a connection that breaks in between starts again from
 * before the gap, never from behind it.
 *
 * @since 0.1.0
 */
export class Inbox {
	public readonly cursor = new LedgerCursor();
	private readonly seen = new SeenIds();
	private readonly positions = new Map< string, Position >();
	private readonly heldPositions = new Map< string, Position >();
	private era: number | null = null;
	private held: CloudEvent[] | null = null;
	private overflowed = false;

	/**
	 * @param clock
	 * @param deliver
	 * @param admits  May turn away what was shown by another id.
	 */
	public constructor(
		private readonly clock: Clock,
		private readonly deliver: ( delivery: Delivery ) => void,
		private readonly admits: ( event: CloudEvent ) => boolean = () => true
	) {}

	/** Begins with what a screen has read itself: these are not delivered again. */
	public seed( events: readonly CloudEvent[] ): void {
		for ( const { id } of events ) {
			this.seen.add( id );
		}
		this.cursor.seed( events, this.clock.now() );
	}

	/** Where to resume a channel without missing anything. */
	public resumeAt( channel: string ): Position | undefined {
		return this.positions.get( channel );
	}

	/** Where the stream of a channel is, which may be ahead of what was delivered. */
	public streamAt( channel: string ): Position | undefined {
		return (
			this.heldPositions.get( channel ) ?? this.positions.get( channel )
		);
	}

	/** Where this tab is, for one that may go on from there. */
	public whereabouts(): {
		era: number | null;
		positions: Record< string, Position >;
	} {
		return {
			era: this.era,
			positions: Object.fromEntries( this.positions ),
		};
	}

	/**
	 * What a hub said of its streams holds no longer once the site was with
	 * another one meanwhile, though it be this one again: it has gone on as if
	 * nothing was missing.
	 *
	 * @param era Since when the site is with its server.
	 */
	public enter( era: number | null ): void {
		if ( era !== this.era ) {
			this.positions.clear();
			this.heldPositions.clear();
			this.era = era;
		}
	}

	public advance( channel: string, position: Position ): void {
		if ( this.held ) {
			this.heldPositions.set( channel, position );
		} else {
			this.positions.set( channel, position );
		}
	}

	/** What was pushed. */
	public push( events: readonly CloudEvent[] ): void {
		if ( ! this.held ) {
			this.pass( events, null );
			return;
		}
		if ( this.held.length + events.length > MAX_HELD_EVENTS ) {
			this.held = [];
			this.overflowed = true;
			return;
		}
		if ( ! this.overflowed ) {
			this.held.push( ...events );
		}
	}

	/** What was read from the ledger; it is older than what is held. */
	public fill( events: readonly CloudEvent[] ): void {
		this.pass( events, null );
	}

	public hold(): void {
		this.held ??= [];
	}

	public isHolding(): boolean {
		return this.held !== null;
	}

	/**
	 * @return False where more was pushed than can be held: the gap has to be
	 *         read again, and holding goes on.
	 */
	public release(): boolean {
		if ( this.overflowed ) {
			this.overflowed = false;
			return false;
		}
		const held = this.held ?? [];
		this.held = null;
		for ( const [ channel, position ] of this.heldPositions ) {
			this.positions.set( channel, position );
		}
		this.heldPositions.clear();
		this.pass( held, null );
		return true;
	}

	/** Forgets what is held: it will come again. */
	public abandon(): void {
		this.held = null;
		this.overflowed = false;
		this.heldPositions.clear();
	}

	/** The gap is too wide to be closed: begin anew with the newest page. */
	public skipTo( newest: readonly CloudEvent[] ): void {
		const oldest = newest.at( -1 )?.sequence;
		if ( oldest === undefined ) {
			return;
		}
		this.cursor.seed( newest, this.clock.now() );
		this.pass( newest, oldest );
	}

	private pass(
		events: readonly CloudEvent[],
		completeFrom: string | null
	): void {
		const unseen = events.filter( ( { id } ) => this.seen.add( id ) );
		this.cursor.note( unseen, this.clock.now() );
		const fresh = unseen.filter( this.admits );
		if ( fresh.length > 0 || completeFrom !== null ) {
			this.deliver( {
				events: fresh.sort( compareEvents ),
				completeFrom,
			} );
		}
	}
}
