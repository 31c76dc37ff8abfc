import type { Inbox } from './inbox';
import { readAfter, readToEnd } from './read-after';
import { SiteError, type Clock, type Ledger, type Surroundings } from './types';

const VISIBLE_MS = 2_000;
const IDLE_MS = 10_000;
const HIDDEN_MS = 30_000;
const IDLE_AFTER_MS = 5 * 60_000;

/** Where a relay rings for everything, this only finds what it has lost. */
const RUNG_MS = 30_000;
const RUNG_HIDDEN_MS = 60_000;
/** However often a relay rings: all tabs of a team hear it at once. */
const RING_GAP_MS = 1_000;

const ERROR_BASE_MS = 2_000;
const ERROR_CAP_MS = 60_000;

/** Rows of long transactions are looked for this often, not with every request. */
const OVERLAP_EVERY_MS = 10_000;

/**
 * Who says when there is something to read: nobody, or a relay that rings for
 * everything that this user may see.
 *
 * @since 0.1.0
 */
export type Bell = 'none' | 'everything';

/** @since 0.1.0 */
export interface PollerHandlers {
	answered: () => void;
	failed: ( error: SiteError ) => void;
}

/**
 * Listens by asking: reads the ledger from where this tab stands, again and
 * again, as often as somebody looks.
 *
 * @since 0.1.0
 */
export class Poller {
	private run = 0;
	private timer: unknown = null;
	private failures = 0;
	private overlappedAt = Number.NEGATIVE_INFINITY;
	/** When it was last asked because of a ring. */
	private answeredRingAt = Number.NEGATIVE_INFINITY;
	private bell: Bell = 'none';
	/** It rang since the ledger was asked last. */
	private isRung = false;
	private isLast = false;

	public constructor(
		private readonly inbox: Inbox,
		private readonly ledger: Ledger,
		private readonly clock: Clock,
		private readonly surroundings: Surroundings,
		private readonly handlers: PollerHandlers
	) {}

	public start(): void {
		this.stop();
		this.failures = 0;
		this.overlappedAt = Number.NEGATIVE_INFINITY;
		void this.poll( this.run );
	}

	public stop(): void {
		this.run++;
		this.isRung = false;
		this.isLast = false;
		this.clock.clearTimeout( this.timer );
		this.timer = null;
	}

	/** Asks now instead of at the next turn: somebody looks again. */
	public hurry(): void {
		if ( this.timer !== null && this.failures === 0 ) {
			this.plan( 0 );
		}
	}

	/** Asks once more, for what came before push did, and then no longer. */
	public finish(): void {
		this.isLast = true;
		this.isRung = true;
		this.hurry();
	}

	/** Something happened: asks at once, and soon again where it rings on. */
	public ring(): void {
		this.isRung = true;
		// While the site fails its pause counts, and the next answer has everything.
		if ( this.timer !== null && this.failures === 0 ) {
			this.plan( this.restOfGap() );
		}
	}

	/** How often to ask depends on who else says that there is something. */
	public setBell( bell: Bell ): void {
		if ( bell !== this.bell ) {
			this.bell = bell;
			this.hurry();
		}
	}

	private plan( ms: number ): void {
		const { run } = this;
		this.clock.clearTimeout( this.timer );
		this.timer = null;
		if ( ms === 0 ) {
			void this.poll( run );
			return;
		}
		this.timer = this.clock.setTimeout( () => {
			this.timer = null;
			void this.poll( run );
		}, ms );
	}

	private restOfGap(): number {
		return Math.max(
			0,
			this.answeredRingAt + RING_GAP_MS - this.clock.now()
		);
	}

	private async poll( run: number ): Promise< void > {
		let pause: number;
		if ( this.isRung ) {
			this.isRung = false;
			this.answeredRingAt = this.clock.now();
		}
		try {
			await this.read( run );
			if ( run !== this.run ) {
				return;
			}
			this.failures = 0;
			pause = this.isRung ? this.restOfGap() : this.pace();
			this.handlers.answered();
		} catch ( error ) {
			if ( run !== this.run ) {
				return;
			}
			this.failures++;
			const reported =
				error instanceof SiteError
					? error
					: new SiteError( 0, 'unknown', String( error ) );
			pause = Math.max(
				reported.retryAfterMs ?? 0,
				Math.min( ERROR_CAP_MS, ERROR_BASE_MS * 2 ** this.failures )
			);
			this.handlers.failed( reported );
		}
		if ( this.isLast && ! this.isRung && this.failures === 0 ) {
			this.stop();
		}
		// The handlers may have stopped us too.
		if ( run === this.run ) {
			this.plan( pause );
		}
	}

	private pace(): number {
		if ( this.bell === 'everything' ) {
			return this.surroundings.isVisible() ? RUNG_MS : RUNG_HIDDEN_MS;
		}
		if ( ! this.surroundings.isVisible() ) {
			return HIDDEN_MS;
		}
		const idleMs = this.clock.now() - this.surroundings.lastActivity();
		return idleMs > IDLE_AFTER_MS ? IDLE_MS : VISIBLE_MS;
	}

	private async read( run: number ): Promise< void > {
		const { inbox, ledger } = this;
		const isWanted = () => run === this.run;
		if ( inbox.cursor.latest() === null ) {
			const { events } = await ledger.newest();
			if ( isWanted() ) {
				inbox.seed( events );
			}
			return;
		}
		const startedAt = this.clock.now();
		const overlaps = startedAt - this.overlappedAt >= OVERLAP_EVERY_MS;
		const start = overlaps ? inbox.cursor.overlapStart() : null;
		const isDone =
			start !== null &&
			( await readAfter( inbox, ledger, start, isWanted ) );
		const latest = inbox.cursor.latest();
		// A site so busy that the overlap has no end is read from the newest alone.
		if ( ! isDone && latest !== null && isWanted() ) {
			await readToEnd( inbox, ledger, latest, isWanted );
		}
		if ( overlaps && isWanted() ) {
			this.overlappedAt = startedAt;
			inbox.cursor.confirm( startedAt );
		}
	}
}
