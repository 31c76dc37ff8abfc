import { IDEMPOTENCY_WINDOW_HOURS, type Position } from '../../protocol';
import {
	addressKey,
	type Address,
	type Appended,
	type EventLog,
	type LogEntry,
	type LogWindow,
	type NewEntry,
	type Notice,
	type NoticeListener,
	type TailListener,
} from './event-log';
import { ExpiringMap } from './expiring-map';
import { MemoryChannel, type ChannelBounds } from './memory-channel';

/** @since 0.1.0 */
export interface MemoryLogOptions extends ChannelBounds {
	/** Names this log: another process, another epoch. */
	readonly epoch: string;
	/** Unix ms. */
	readonly now: () => number;
	/** Event ids remembered for each site. About 150 bytes each. */
	readonly maxIds?: number;
}

const MS_PER_HOUR = 3_600_000;
const DEFAULT_MAX_IDS = 500_000;
/** How often channels are looked at that nothing happens in any more. */
const SWEEP_MS = 10 * 60_000;

/**
 * The log of a node that stands alone.
 *
 * @since 0.1.0
 */
export class MemoryLog implements EventLog {
	readonly #options: MemoryLogOptions;
	readonly #channels = new Map< string, MemoryChannel >();
	readonly #known = new Map< string, ExpiringMap< string, Position > >();
	/** Sequence above which the log of a site has everything. */
	readonly #completeAfter = new Map< string, string >();
	readonly #listeners: TailListener[] = [];
	readonly #noticeListeners: NoticeListener[] = [];
	#sweptMs: number;

	constructor( options: MemoryLogOptions ) {
		this.#options = options;
		this.#sweptMs = options.now();
	}

	/** Events that are kept, of all channels. */
	get size(): number {
		let size = 0;
		this.#channels.forEach( ( channel ) => ( size += channel.size ) );
		return size;
	}

	/**
	 * Begins the log of a site with what its ledger still knows. Before anything
	 * else came: offsets are given in the order of the ledger.
	 *
	 * @param site          The site.
	 * @param entries       Oldest first.
	 * @param completeAfter Sequence above which nothing is missing.
	 */
	async fill(
		site: string,
		entries: readonly NewEntry[],
		completeAfter: string
	): Promise< void > {
		this.#completeAfter.set( site, completeAfter );
		await this.append( site, entries );
	}

	async append(
		site: string,
		entries: readonly NewEntry[]
	): Promise< Appended[] > {
		const { epoch, now } = this.#options;
		const known = this.#idsOf( site );
		const time = now();
		this.#sweep( time );
		const fresh = new Map< string, LogEntry[] >();
		const appended = entries.map( ( entry ): Appended => {
			const first = known.get( entry.id );
			if ( first ) {
				return { ...first, duplicate: true };
			}
			const kept = this.#channel( {
				site,
				channel: entry.channel,
			} ).append( entry, time );
			const position = { epoch, offset: kept.offset };
			known.set( entry.id, position );
			const ofChannel = fresh.get( entry.channel ) ?? [];
			ofChannel.push( kept );
			fresh.set( entry.channel, ofChannel );
			return { ...position, duplicate: false };
		} );
		for ( const [ channel, kept ] of fresh ) {
			for ( const listener of this.#listeners ) {
				listener( {
					address: { site, channel },
					epoch,
					entries: kept,
				} );
			}
		}
		return appended;
	}

	async read( address: Address, limit: number ): Promise< LogWindow > {
		const { epoch, now } = this.#options;
		const channel = this.#channels.get( addressKey( address ) );
		return ( channel ?? this.#newChannel( address.site ) ).window(
			epoch,
			limit,
			now()
		);
	}

	tail( listener: TailListener ): void {
		this.#listeners.push( listener );
	}

	async notify( notice: Notice ): Promise< void > {
		for ( const listener of this.#noticeListeners ) {
			listener( notice );
		}
	}

	onNotice( listener: NoticeListener ): void {
		this.#noticeListeners.push( listener );
	}

	/** Nothing comes between this log and its tail. */
	onRestored(): void {}

	/** An offset of this log is never given twice. */
	async renew(): Promise< void > {}

	isReady(): boolean {
		return true;
	}

	async close(): Promise< void > {
		this.#listeners.length = 0;
		this.#noticeListeners.length = 0;
	}

	#sweep( now: number ): void {
		if ( now - this.#sweptMs >= SWEEP_MS ) {
			this.#sweptMs = now;
			this.#channels.forEach( ( channel ) => channel.trim( now ) );
		}
	}

	#idsOf( site: string ): ExpiringMap< string, Position > {
		const { maxIds = DEFAULT_MAX_IDS, now } = this.#options;
		const ids =
			this.#known.get( site ) ??
			new ExpiringMap< string, Position >(
				IDEMPOTENCY_WINDOW_HOURS * MS_PER_HOUR,
				maxIds,
				now
			);
		this.#known.set( site, ids );
		return ids;
	}

	#channel( address: Address ): MemoryChannel {
		const key = addressKey( address );
		const channel =
			this.#channels.get( key ) ?? this.#newChannel( address.site );
		this.#channels.set( key, channel );
		return channel;
	}

	#newChannel( site: string ): MemoryChannel {
		return new MemoryChannel(
			this.#options,
			this.#completeAfter.get( site )
		);
	}
}
