import type { LogEntry, LogWindow, NewEntry } from './event-log';

/** @since 0.1.0 */
export interface ChannelBounds {
	readonly maxEvents: number;
	readonly maxAgeMs: number;
}

/**
 * The log of one channel in memory. Its counter outlives its entries: an
 * offset that was given once is never given to another event.
 *
 * @since 0.1.0
 */
export class MemoryChannel {
	readonly #bounds: ChannelBounds;
	#entries: LogEntry[] = [];
	/** Index of the first entry that is kept; cut off only now and then, because a shift costs O(n). */
	#start = 0;
	#top = 0;
	#completeAfter: string | undefined;

	constructor( bounds: ChannelBounds, completeAfter?: string ) {
		this.#bounds = bounds;
		this.#completeAfter = completeAfter;
	}

	/** Entries that are kept. */
	get size(): number {
		return this.#entries.length - this.#start;
	}

	append( { id, json, sequence, time }: NewEntry, now: number ): LogEntry {
		const entry: LogEntry = {
			offset: ++this.#top,
			id,
			json,
			bytes: Buffer.byteLength( json ),
			time: time ?? now,
			...( sequence !== undefined && { sequence } ),
		};
		this.#entries.push( entry );
		this.trim( now );
		return entry;
	}

	window( epoch: string, limit: number, now: number ): LogWindow {
		this.trim( now );
		const first = Math.max( this.#start, this.#entries.length - limit );
		const whole = this.#completeAfter !== undefined && first === 0;
		return {
			epoch,
			top: this.#top,
			entries: this.#entries.slice( first ),
			...( whole && { completeAfter: this.#completeAfter as string } ),
		};
	}

	/** Lets go of what is too old or too much. */
	trim( now: number ): void {
		const oldest = now - this.#bounds.maxAgeMs;
		const surplus = this.#entries.length - this.#bounds.maxEvents;
		while (
			this.#start < this.#entries.length &&
			( this.#start < surplus ||
				this.#entries[ this.#start ]!.time < oldest )
		) {
			this.#start++;
		}
		if (
			this.#start > this.#bounds.maxEvents ||
			this.#start === this.#entries.length
		) {
			this.#forgetTrimmed();
		}
	}

	#forgetTrimmed(): void {
		if ( this.#start > 0 ) {
			this.#entries = this.#entries.slice( this.#start );
			this.#start = 0;
			this.#completeAfter = undefined;
		}
	}
}
