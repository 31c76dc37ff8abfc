import { MAX_RECOVERY_BYTES, MAX_RECOVERY_EVENTS } from '../../protocol';
import type { LogEntry, LogWindow } from '../log/event-log';

/**
 * The newest entries of a channel as a room knows them: read once, then carried
 * on from the tail. All who return are answered from it, so a storm of
 * returning clients reads the log once for each channel and not for each client.
 *
 * @since 0.1.0
 */
export class RoomWindow {
	readonly epoch: string;
	#top: number;
	#entries: LogEntry[];
	#bytes: number;
	#completeAfter: string | undefined;

	constructor( { epoch, top, entries, completeAfter }: LogWindow ) {
		this.epoch = epoch;
		this.#top = top;
		this.#entries = [ ...entries ];
		this.#bytes = sizeOf( entries );
		this.#completeAfter = completeAfter;
	}

	get top(): number {
		return this.#top;
	}

	/** @return False where the entry does not follow the last one. */
	push( entry: LogEntry ): boolean {
		if ( entry.offset !== this.#top + 1 ) {
			return false;
		}
		this.#top = entry.offset;
		this.#entries.push( entry );
		this.#bytes += entry.bytes;
		// Trimmed in halves: cutting off one entry at a time would copy the list each time.
		if (
			this.#entries.length > 2 * MAX_RECOVERY_EVENTS ||
			this.#bytes > 2 * MAX_RECOVERY_BYTES
		) {
			this.#trim();
		}
		return true;
	}

	/** Whether an offset that is known was given to another event. */
	contradicts( { offset, id }: LogEntry ): boolean {
		const known =
			this.#entries[ this.#entries.length - 1 - ( this.#top - offset ) ];
		return known !== undefined && known.id !== id;
	}

	/**
	 * Whether a log is this one, possibly further on, and not one that came back
	 * from an old copy and has given known offsets anew.
	 *
	 * @param window What the log says.
	 * @param top    Where this window was when the log was asked.
	 */
	isContinuedBy( window: LogWindow, top: number ): boolean {
		return (
			window.top >= top &&
			! window.entries.some( ( entry ) => this.contradicts( entry ) )
		);
	}

	/** The window as it was when `top` was the newest. */
	upTo( top: number ): LogWindow {
		const surplus = this.#top - top;
		return {
			epoch: this.epoch,
			top,
			entries:
				surplus > 0
					? this.#entries.slice( 0, -surplus )
					: this.#entries,
			...( this.#completeAfter !== undefined && {
				completeAfter: this.#completeAfter,
			} ),
		};
	}

	#trim(): void {
		let bytes = 0;
		let first = this.#entries.length;
		while (
			first > 0 &&
			this.#entries.length - first < MAX_RECOVERY_EVENTS &&
			bytes + this.#entries[ first - 1 ]!.bytes <= MAX_RECOVERY_BYTES
		) {
			bytes += this.#entries[ --first ]!.bytes;
		}
		this.#entries = this.#entries.slice( first );
		this.#bytes = bytes;
		this.#completeAfter = undefined;
	}
}

const sizeOf = ( entries: readonly LogEntry[] ): number =>
	entries.reduce( ( sum, { bytes } ) => sum + bytes, 0 );
