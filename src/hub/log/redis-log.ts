import { randomBytes } from 'node:crypto';
import { IDEMPOTENCY_WINDOW_HOURS } from '../../protocol';
import type { Logger } from '../operations/logger';
import {
	LogUnavailable,
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
import { RedisConnection } from './redis-connection';
import { RedisBroadcast } from './redis-broadcast';
import {
	assertDone,
	fieldsOf,
	toAppended,
	toLogEntry,
	toRead,
	type StreamEntry,
} from './redis-replies';
import { KnownTops } from './known-tops';
import { RedisNotices } from './redis-notices';
import { runsOf } from './redis-runs';
import { APPEND, READ, RENEW } from './redis-scripts';
import { RedisTail } from './redis-tail';

/** @since 0.1.0 */
export interface RedisLogOptions {
	readonly url: string;
	readonly maxEvents: number;
	readonly maxAgeMs: number;
	readonly logger: Logger;
	/** Unix ms. */
	readonly now: () => number;
	/** Begins the name of every key. */
	readonly prefix?: string;
	/** Of so many channels a node knows how far they have come. */
	readonly maxTops?: number;
}

const SECONDS_PER_HOUR = 3600;
/** What all nodes have to catch up on after a short absence comes from here. */
const TAIL_ENTRIES = 20_000;
const EPOCH_BYTES = 8;
/** A few MB. */
const MAX_TOPS = 20_000;

/**
 * The log of several nodes: Redis or Valkey ≥ 7. The distributed engine is
 * Redis and not ours; a node only appends by script and reads the tail.
 *
 * @since 0.1.0
 */
export class RedisLog implements EventLog {
	readonly #options: RedisLogOptions;
	readonly #prefix: string;
	readonly #connection: RedisConnection;
	readonly #tail: RedisTail;
	/** What need not be in a log. */
	readonly broadcast: RedisBroadcast;
	readonly #listeners: TailListener[] = [];
	readonly #notices: RedisNotices;
	readonly #restoredListeners: ( () => void )[] = [];
	readonly #tops: KnownTops;

	constructor( options: RedisLogOptions ) {
		this.#options = options;
		this.#tops = new KnownTops( options.maxTops ?? MAX_TOPS );
		this.#prefix = options.prefix ?? 'realtime-events';
		const { url, logger } = options;
		this.#connection = new RedisConnection( url, true, ( error ) =>
			logger.warn( { err: error }, 'redis connection failed' )
		);
		this.#notices = new RedisNotices( {
			connection: this.#connection,
			tailKey: `${ this.#prefix }:tail`,
			tailEntries: TAIL_ENTRIES,
			keptKey: `${ this.#prefix }:kept`,
			now: options.now,
		} );
		this.broadcast = new RedisBroadcast(
			`${ this.#prefix }:nodes`,
			this.#connection,
			new RedisConnection( url, true, () => {} )
		);
		this.#tail = new RedisTail( {
			url,
			key: `${ this.#prefix }:tail`,
			logger,
			onEntries: ( entries ) => this.#deliver( entries ),
			onRestored: () => this.#restored(),
		} );
	}

	/**
	 * @throws LogUnavailable Where Redis cannot be reached.
	 */
	async start(): Promise< void > {
		await this.#guard( async () => {
			await this.#connection.connect();
			await this.#tail.start();
			await this.#notices.repeatKept();
		} );
		// Tail and questions have a connection each. Whichever is back last, only then can be asked what was missed.
		this.#connection.onReady( () => this.#restored() );
	}

	async append(
		site: string,
		entries: readonly NewEntry[]
	): Promise< Appended[] > {
		const { maxEvents, maxAgeMs, now } = this.#options;
		const knownEpoch = this.#tops.epoch( site );
		const keys = entries.flatMap( ( { id, channel } ) => [
			this.#key( site, 'id', id ),
			this.#key( site, 'log', channel ),
		] );
		const args = entries.flatMap(
			( { id, channel, json, sequence = '' } ) => {
				const top = this.#tops.of( { site, channel } );
				const offset = top?.epoch === knownEpoch ? top.offset : 0;
				return [ id, channel, json, sequence, String( offset ) ];
			}
		);
		const appended = await this.#guard( async () =>
			toAppended(
				await this.#connection.script(
					APPEND,
					[
						this.#key( site, 'meta' ),
						`${ this.#prefix }:tail`,
						...keys,
					],
					[
						site,
						newEpoch(),
						String( now() ),
						String( maxEvents ),
						String( Math.ceil( maxAgeMs / 1000 ) ),
						String( IDEMPOTENCY_WINDOW_HOURS * SECONDS_PER_HOUR ),
						String( TAIL_ENTRIES ),
						knownEpoch,
						String( this.#tops.total( site, knownEpoch ) ),
						...args,
					]
				),
				entries.length
			)
		);
		return appended.map( ( { appended: one, total }, index ) => {
			if ( ! one.duplicate ) {
				const { channel } = entries[ index ]!;
				this.#tops.saw( { site, channel }, one, total );
			}
			return one;
		} );
	}

	async read( address: Address, limit: number ): Promise< LogWindow > {
		const { maxAgeMs, now } = this.#options;
		const { epoch, top, newestFirst } = await this.#guard( async () =>
			toRead(
				await this.#connection.script(
					READ,
					[
						this.#key( address.site, 'meta' ),
						this.#key( address.site, 'log', address.channel ),
					],
					[ address.channel, newEpoch(), String( limit ) ]
				)
			)
		);
		const oldest = now() - maxAgeMs;
		const entries: LogEntry[] = [];
		for ( const entry of newestFirst ) {
			const offset = Number( entry[ 0 ].split( '-' )[ 0 ] );
			const logged = toLogEntry( fieldsOf( entry ), offset );
			// What does not reach down from the top without a hole is of no use.
			if (
				! logged ||
				offset !== top - entries.length ||
				logged.time < oldest
			) {
				break;
			}
			entries.push( logged );
		}
		return { epoch, top, entries: entries.reverse() };
	}

	/** Ends an epoch whose offsets can no longer be trusted. */
	async renew( site: string, epoch: string ): Promise< void > {
		await this.#guard( async () =>
			assertDone(
				await this.#connection.script(
					RENEW,
					[ this.#key( site, 'meta' ) ],
					[ epoch, newEpoch() ]
				)
			)
		);
	}

	tail( listener: TailListener ): void {
		this.#listeners.push( listener );
	}

	async notify( notice: Notice ): Promise< void > {
		await this.#guard( () => this.#notices.send( notice ) );
	}

	onNotice( listener: NoticeListener ): void {
		this.#notices.onNotice( listener );
	}

	onRestored( listener: () => void ): void {
		this.#restoredListeners.push( listener );
	}

	isReady(): boolean {
		return this.#connection.isReady && this.#tail.isReading;
	}

	async close(): Promise< void > {
		await this.#tail.close();
		this.broadcast.close();
		this.#connection.destroy();
	}

	#deliver( entries: readonly StreamEntry[] ): void {
		for ( const { address, epoch, run, total } of runsOf(
			entries,
			( notice ) => this.#notices.tell( notice )
		) ) {
			const { offset } = run.at( -1 )!;
			this.#tops.saw( address, { epoch, offset }, total );
			this.#listeners.forEach( ( listener ) =>
				listener( { address, epoch, entries: run } )
			);
		}
	}

	#restored(): void {
		this.#restoredListeners.forEach( ( listener ) => listener() );
		void this.#notices.repeatKept().catch( () => {
			// Interrupted again: they are read when the connection is back.
		} );
	}

	#key( site: string, ...rest: string[] ): string {
		return [ this.#prefix, site, ...rest ].join( ':' );
	}

	async #guard< Value >( work: () => Promise< Value > ): Promise< Value > {
		try {
			return await work();
		} catch ( error ) {
			throw error instanceof LogUnavailable
				? error
				: new LogUnavailable( 'Redis refused', { cause: error } );
		}
	}
}

const newEpoch = (): string => randomBytes( EPOCH_BYTES ).toString( 'hex' );
