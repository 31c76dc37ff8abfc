import {
	MAX_RECOVERY_EVENTS,
	type ChannelRequest,
	type Code,
	type ResyncMessage,
} from '../../protocol';
import type {
	Address,
	EventLog,
	LogEntry,
	LogWindow,
	TailBatch,
} from '../log/event-log';
import { fanOut, writeToAll, type Receiver } from './fan-out';
import type { DeliveryObserver } from './observer';
import { Pacer } from './pacer';
import { recover, type Recovery } from './recovery';
import { RoomWindow } from './room-window';
import { TrustedRead } from './trusted-read';

/** While the log is being read, more than this is not kept; the read is begun anew. */
const MAX_WAITING_ENTRIES = 10_000;

/** @since 0.1.0 */
export interface Joined extends Recovery {
	readonly epoch: string;
	readonly offset: number;
}

/**
 * All receivers of one channel on this node, and where its log stands for them.
 *
 * @since 0.1.0
 */
export class Room {
	readonly address: Address;
	readonly #log: EventLog;
	readonly #trusted: TrustedRead;
	readonly #observer: DeliveryObserver;
	readonly #receivers = new Set< Receiver >();
	/** Those who are being told to subscribe again. */
	#released = new Set< Receiver >();
	#window: RoomWindow | null = null;
	#opening: Promise< void > | null = null;
	/** Came while the log was being read. */
	#waiting: TailBatch[] = [];
	#waitingEntries = 0;
	/** Has what is in the window, but not yet sent. */
	readonly #pacer = new Pacer( ( entries ) => this.#send( entries ) );
	#sent = 0;
	#isHealing = false;
	/** The highest offset that the tail has brought and that did not follow. */
	#skipped = 0;

	constructor( address: Address, log: EventLog, observer: DeliveryObserver ) {
		this.address = address;
		this.#log = log;
		this.#trusted = new TrustedRead( address, log );
		this.#observer = observer;
	}

	get size(): number {
		return this.#receivers.size;
	}

	get top(): { epoch: string; offset: number } | null {
		return (
			this.#window && {
				epoch: this.#window.epoch,
				offset: this.#window.top,
			}
		);
	}

	/**
	 * Reads the log, once for all who wait.
	 *
	 * @throws LogUnavailable Where the log cannot be read.
	 */
	open(): Promise< void > {
		if ( this.#window ) {
			return Promise.resolve();
		}
		this.#opening ??= this.#read();
		return this.#opening;
	}

	get isOpen(): boolean {
		return this.#window !== null;
	}

	/**
	 * Makes a receiver live. Everything up to the returned offset is in the
	 * answer or was asked not to be, everything after it will be delivered;
	 * the caller has to write the answer before it lets go of the thread.
	 */
	join(
		receiver: Receiver,
		seen: Omit< ChannelRequest, 'channel' >
	): Joined {
		if ( ! this.#window ) {
			throw new Error( 'A room has to be open before it is joined.' );
		}
		const window = this.#window.upTo( this.#sent );
		const recovery = recover( window, seen );
		this.#receivers.add( receiver );
		const asked = seen.offset !== undefined || seen.sequence !== undefined;
		if ( asked ) {
			this.#observer.recovered(
				this.address.site,
				recovery.recovered,
				recovery.entries.length
			);
		}
		return { ...recovery, epoch: window.epoch, offset: window.top };
	}

	leave( receiver: Receiver ): void {
		this.#receivers.delete( receiver );
		this.#released.delete( receiver );
	}

	/** Takes what the log's tail brings. */
	accept( batch: TailBatch ): void {
		if ( this.#opening ) {
			this.#wait( batch );
			return;
		}
		if ( ! this.#window ) {
			return;
		}
		if ( batch.epoch !== this.#window.epoch ) {
			this.#restart( 'insufficient_state' );
			return;
		}
		for ( const entry of batch.entries ) {
			if ( entry.offset <= this.#window.top ) {
				if ( this.#window.contradicts( entry ) ) {
					this.#distrust();
					return;
				}
				continue;
			}
			if ( ! this.#window.push( entry ) ) {
				this.#observer.gap( this.address.site );
				this.#skipped = Math.max(
					this.#skipped,
					batch.entries.at( -1 )!.offset
				);
				void this.heal( entry.offset );
				return;
			}
			this.#pacer.push( entry );
		}
		this.#pacer.flush();
	}

	/**
	 * Closes a hole between what was delivered and the log's top: from the log
	 * where it still has everything, else by telling the receivers.
	 *
	 * @param target The offset that was missing when the hole was found.
	 */
	async heal( target = Infinity ): Promise< void > {
		const before = this.#window;
		if ( ! before || this.#isHealing ) {
			return;
		}
		const { top } = before;
		this.#isHealing = true;
		try {
			const window = await this.#log.read(
				this.address,
				MAX_RECOVERY_EVENTS
			);
			if ( this.#window !== before ) {
				return;
			}
			if (
				window.epoch === before.epoch &&
				! before.isContinuedBy( window, top )
			) {
				this.#distrust();
				return;
			}
			if ( window.epoch === before.epoch && window.top <= before.top ) {
				// The tail has brought it meanwhile.
				return;
			}
			const missed = recover( window, {
				epoch: before.epoch,
				offset: before.top,
			} );
			if ( ! missed.recovered ) {
				this.#restart( 'insufficient_state' );
				return;
			}
			missed.entries.forEach( ( entry ) => {
				before.push( entry );
				this.#pacer.push( entry );
			} );
			this.#pacer.flush();
		} catch {
			// A tail that was only late has closed the hole by itself.
			const wanted = Math.max( target, this.#skipped );
			if ( this.#window === before && before.top < wanted ) {
				this.#trusted.remember( before );
				this.#restart( 'log_unavailable' );
			}
		} finally {
			this.#isHealing = false;
		}
		// What the tail brought behind the hole while the log was read.
		const now = this.#window;
		const isFurther = now !== before || before.top > top;
		if ( now && isFurther && now.top < this.#skipped ) {
			await this.heal( this.#skipped );
		}
	}

	/**
	 * The log came back from an old copy and gives known offsets to new events.
	 * Who came back to the same epoch would be told that nothing is missing.
	 */
	#distrust(): void {
		if ( this.#window ) {
			this.#trusted.condemn( this.#window.epoch );
		}
		this.#restart( 'insufficient_state' );
		this.open().catch( () => {
			// Without a log nobody joins; whoever tries ends the epoch first.
		} );
	}

	async #read(): Promise< void > {
		this.#waiting = [];
		this.#waitingEntries = 0;
		let window: LogWindow;
		try {
			window = await this.#trusted.read();
		} finally {
			this.#opening = null;
		}
		this.#skipped = 0;
		this.#window = new RoomWindow( window );
		this.#pacer.clear();
		this.#sent = window.top;
		this.#waiting.splice( 0 ).forEach( ( batch ) => this.accept( batch ) );
	}

	#wait( batch: TailBatch ): void {
		this.#waitingEntries += batch.entries.length;
		// A hole that this makes is found by its offsets, and healed.
		if ( this.#waitingEntries <= MAX_WAITING_ENTRIES ) {
			this.#waiting.push( batch );
		}
	}

	#restart( code: Code ): void {
		this.#window = null;
		this.#pacer.clear();
		this.#released = new Set( this.#receivers );
		this.#receivers.clear();
		const json = JSON.stringify( {
			channels: [ this.address.channel ],
			code,
		} satisfies ResyncMessage );
		void writeToAll( this.#released, ( dialect ) =>
			dialect.message( 'resync', json )
		);
	}

	#send( entries: LogEntry[] ): Promise< void > | undefined {
		this.#sent = entries.at( -1 )!.offset;
		const { site, channel } = this.address;
		const { size } = this.#receivers;
		const epoch = this.#window?.epoch;
		if ( size === 0 || epoch === undefined ) {
			return undefined;
		}
		const sending = fanOut( { channel, epoch, entries }, this.#receivers );
		this.#observer.delivered(
			site,
			entries.length,
			size,
			entries[ 0 ]!.time
		);
		return sending;
	}
}
