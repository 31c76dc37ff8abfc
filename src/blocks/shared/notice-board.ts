import {
	advance,
	arrive,
	dismiss,
	emptyQueue,
	nextMoment,
	pause,
	resume,
	type Queue,
	type QueueOptions,
} from './notice-queue';
import type { Item } from './item';
import type { Memory } from './memory';

/** @since 0.1.0 */
export interface Timers {
	now: () => number;
	setTimeout: ( callback: () => void, ms: number ) => unknown;
	clearTimeout: ( timer: unknown ) => void;
}

/**
 * The notices of one block: lets them come and go in time, and keeps to what
 * the visitor does not want to see.
 *
 * @since 0.1.0
 */
export class NoticeBoard {
	private queue: Queue< Item > = emptyQueue();
	private timer: unknown = null;

	/**
	 * @param options
	 * @param memory
	 * @param timers
	 * @param show    Told the notices to be seen, oldest first, at each change.
	 */
	public constructor(
		private readonly options: QueueOptions,
		private readonly memory: Memory,
		private readonly timers: Timers,
		private readonly show: ( items: Item[] ) => void
	) {}

	/**
	 * Begins with what the page was rendered with, but for what the visitor does
	 * not want to see. Their time runs from now.
	 *
	 * @param items Oldest first.
	 */
	public begin( items: readonly Item[] ): void {
		const now = this.timers.now();
		const isMuted = this.memory.isMuted( now );
		const until =
			this.options.showMs > 0
				? now + this.options.showMs
				: Number.POSITIVE_INFINITY;
		const shown = items
			.filter(
				( { id } ) => ! isMuted && ! this.memory.isDismissed( id )
			)
			.map( ( notice ) => ( { notice, until } ) );
		this.become( { ...this.queue, shown } );
	}

	public arrive( item: Item ): void {
		const now = this.timers.now();
		if (
			this.memory.isMuted( now ) ||
			this.memory.isDismissed( item.id )
		) {
			return;
		}
		this.become( arrive( this.queue, item, now, this.options ) );
	}

	public pause(): void {
		this.become( pause( this.queue, this.timers.now() ) );
	}

	public resume(): void {
		this.become( resume( this.queue, this.timers.now() ) );
	}

	public dismiss( id: string ): void {
		this.memory.dismiss( id );
		this.become( dismiss( this.queue, id ) );
	}

	public mute(): void {
		this.memory.mute( this.timers.now() );
		this.become( emptyQueue() );
	}

	public stop(): void {
		this.timers.clearTimeout( this.timer );
	}

	private become( next: Queue< Item > ): void {
		const now = this.timers.now();
		const queue = advance( next, now, this.options );
		const changed = queue.shown !== this.queue.shown;
		this.queue = queue;
		if ( changed ) {
			this.show( queue.shown.map( ( { notice } ) => notice ) );
		}
		this.timers.clearTimeout( this.timer );
		const moment = nextMoment( queue, this.options );
		if ( moment !== null ) {
			this.timer = this.timers.setTimeout(
				() => this.become( this.queue ),
				Math.max( 0, moment - now )
			);
		}
	}
}
