import type { Logger } from '../operations/logger';
import { pauseBefore, RedisConnection } from './redis-connection';
import {
	compareStreamIds,
	type Reply,
	type StreamEntry,
} from './redis-replies';

/** @since 0.1.0 */
export interface RedisTailOptions {
	readonly url: string;
	readonly key: string;
	readonly logger: Logger;
	readonly onEntries: ( entries: readonly StreamEntry[] ) => void;
	/** Called when reading goes on after it was interrupted. */
	readonly onRestored: () => void;
}

const BLOCK_MS = 1000;
/** A blocking read that is this late has lost its server. */
const READ_TIMEOUT_MS = BLOCK_MS + 3000;
const ENTRIES_AT_ONCE = 500;
const START = '0-0';

/**
 * Reads a stream from a known id on, over a connection of its own. It never
 * starts at `$`: what came between two reads would be lost without a trace.
 *
 * @since 0.1.0
 */
export class RedisTail {
	readonly #options: RedisTailOptions;
	#lastId: string | null = null;
	#connection: RedisConnection | null = null;
	#isReading = false;
	#isClosed = false;
	#loop: Promise< void > = Promise.resolve();

	constructor( options: RedisTailOptions ) {
		this.#options = options;
	}

	get isReading(): boolean {
		return this.#isReading;
	}

	/** Resolves when the first id is known: everything appended later will be read. */
	async start(): Promise< void > {
		const connection = await this.#connect();
		this.#loop = this.#run( connection );
	}

	async close(): Promise< void > {
		this.#isClosed = true;
		this.#connection?.destroy();
		await this.#loop;
	}

	async #run( first: RedisConnection ): Promise< void > {
		let connection: RedisConnection | null = first;
		let attempt = 0;
		while ( ! this.#isClosed ) {
			try {
				connection ??= await this.#connect();
				await this.#readOnce( connection );
				attempt = 0;
			} catch ( error ) {
				this.#isReading = false;
				connection?.destroy();
				connection = null;
				if ( ! this.#isClosed ) {
					this.#options.logger.warn(
						{ err: error },
						'tail interrupted'
					);
					await new Promise( ( resolve ) =>
						setTimeout( resolve, pauseBefore( attempt++ ) )
					);
				}
			}
		}
	}

	async #connect(): Promise< RedisConnection > {
		const { url, key, onRestored } = this.#options;
		const connection = new RedisConnection( url, false, () => {} );
		this.#connection = connection;
		try {
			await connection.connect();
			const newest = await newestId( connection, key );
			// A stream that is behind came back from an old copy, or empty: all of it may be new.
			const isBehind =
				this.#lastId !== null &&
				compareStreamIds( newest, this.#lastId ) < 0;
			const isFirst = this.#lastId === null;
			this.#lastId = isBehind ? START : ( this.#lastId ?? newest );
			this.#isReading = true;
			if ( ! isFirst ) {
				onRestored();
			}
			return connection;
		} catch ( error ) {
			connection.destroy();
			throw error;
		}
	}

	async #readOnce( connection: RedisConnection ): Promise< void > {
		const { key, onEntries } = this.#options;
		const reply = await connection.command(
			[
				'XREAD',
				'COUNT',
				String( ENTRIES_AT_ONCE ),
				'BLOCK',
				String( BLOCK_MS ),
				'STREAMS',
				key,
				this.#lastId ?? START,
			],
			READ_TIMEOUT_MS
		);
		const entries = entriesOf( reply );
		const last = entries.at( -1 );
		if ( last ) {
			this.#lastId = last[ 0 ];
			onEntries( entries );
		}
	}
}

function entriesOf( reply: Reply ): readonly StreamEntry[] {
	if ( ! Array.isArray( reply ) ) {
		return [];
	}
	const [ stream ] = reply as [ [ string, StreamEntry[] ] ];
	return stream?.[ 1 ] ?? [];
}

async function newestId(
	connection: RedisConnection,
	key: string
): Promise< string > {
	const reply = await connection.command( [
		'XREVRANGE',
		key,
		'+',
		'-',
		'COUNT',
		'1',
	] );
	return Array.isArray( reply ) && reply.length > 0
		? ( reply as unknown as StreamEntry[] )[ 0 ]![ 0 ]
		: START;
}
