import { catchUp } from './catch-up';
import type { Inbox } from './inbox';
import type { Clock, Ledger } from './types';

/**
 * How closing a gap ended. `superseded`: somebody else is at it, or nobody wants
 * it any more.
 *
 * @since 0.1.0
 */
export type GapOutcome = 'closed' | 'endless' | 'superseded';

/**
 * The gap between what a tab has seen and what the hub vouches for: found when
 * a channel is joined, closed from the ledger. One at a time, however many
 * channels have one.
 *
 * @since 0.1.0
 */
export class Gap {
	private found = 0;
	private run = 0;
	private isClosing = false;

	public constructor(
		private readonly inbox: Inbox,
		private readonly ledger: Ledger,
		private readonly clock: Clock
	) {}

	/** From here on what is pushed waits. */
	public open(): void {
		this.found++;
		this.inbox.hold();
	}

	public isOpen(): boolean {
		return this.inbox.isHolding();
	}

	/** Rejects where the ledger does not answer. */
	public async close(): Promise< GapOutcome > {
		if ( this.isClosing ) {
			return 'superseded';
		}
		this.isClosing = true;
		const { run } = this;
		const isWanted = () => run === this.run;
		try {
			const isClosed = await catchUp(
				this.inbox,
				this.ledger,
				this.clock,
				isWanted,
				() => this.found
			);
			if ( ! isWanted() ) {
				return 'superseded';
			}
			this.isClosing = false;
			return isClosed ? 'closed' : 'endless';
		} catch ( error ) {
			if ( isWanted() ) {
				throw error;
			}
			return 'superseded';
		}
	}

	/** What is held will come again. */
	public abandon(): void {
		this.run++;
		this.isClosing = false;
		this.inbox.abandon();
	}
}
