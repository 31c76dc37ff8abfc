import { createHash } from 'node:crypto';
import { createClient } from '@redis/client';
import { LogUnavailable } from './event-log';
import type { Reply } from './redis-replies';

/** An answer that takes longer counts as none: the sender keeps its events and asks again. */
const COMMAND_TIMEOUT_MS = 2000;
const CONNECT_TIMEOUT_MS = 2000;
const RECONNECT_MIN_MS = 50;
const RECONNECT_MAX_MS = 2000;

/** @since 0.1.0 */
export type Client = ReturnType< typeof createRedis >;

function createRedis( url: string, reconnects: boolean ) {
	return createClient( {
		url,
		RESP: 2,
		// A command that waits for a dead server would hold the answer to the site.
		disableOfflineQueue: true,
		socket: {
			connectTimeout: CONNECT_TIMEOUT_MS,
			reconnectStrategy: reconnects ? pauseBefore : false,
		},
	} );
}

/** @since 0.1.0 */
export function pauseBefore( attempt: number ): number {
	const ceiling = Math.min(
		RECONNECT_MAX_MS,
		RECONNECT_MIN_MS * 2 ** attempt
	);
	return RECONNECT_MIN_MS + Math.random() * ceiling;
}

/**
 * A connection to Redis that answers in time or says that it cannot.
 *
 * @since 0.1.0
 */
export class RedisConnection {
	readonly #client: Client;
	readonly #onError: ( error: Error ) => void;

	/**
	 * @param url        Where Redis is.
	 * @param reconnects Whether it comes back by itself.
	 * @param onError    Told of every connection that fails.
	 */
	constructor(
		url: string,
		reconnects: boolean,
		onError: ( error: Error ) => void
	) {
		this.#onError = onError;
		this.#client = createRedis( url, reconnects );
		this.#client.on( 'error', ( error: Error ) => this.#onError( error ) );
	}

	get isReady(): boolean {
		return this.#client.isReady;
	}

	onReady( listener: () => void ): void {
		this.#client.on( 'ready', listener );
	}

	async connect(): Promise< void > {
		await inTime( this.#client.connect(), 2 * CONNECT_TIMEOUT_MS );
	}

	/** Listens to a channel, also after the connection was lost and came back. */
	async subscribe(
		channel: string,
		listener: ( text: string ) => void
	): Promise< void > {
		await inTime(
			this.#client.subscribe( channel, listener ),
			COMMAND_TIMEOUT_MS
		);
	}

	async command(
		args: readonly string[],
		timeoutMs = COMMAND_TIMEOUT_MS
	): Promise< Reply > {
		const answer = this.#client.sendCommand( [
			...args,
		] ) as unknown as Promise< Reply >;
		return inTime( answer, timeoutMs );
	}

	async script(
		source: string,
		keys: readonly string[],
		args: readonly string[]
	): Promise< Reply > {
		const rest = [ String( keys.length ), ...keys, ...args ];
		const hash = createHash( 'sha1' ).update( source ).digest( 'hex' );
		try {
			return await this.command( [ 'EVALSHA', hash, ...rest ] );
		} catch ( error ) {
			// Redis forgets its scripts when it is restarted.
			if ( ! String( error ).includes( 'NOSCRIPT' ) ) {
				throw error;
			}
			return this.command( [ 'EVAL', source, ...rest ] );
		}
	}

	destroy(): void {
		try {
			this.#client.destroy();
		} catch {
			// It was never open, or is closed already.
		}
	}
}

function inTime< Value >(
	promise: Promise< Value >,
	ms: number
): Promise< Value > {
	return new Promise( ( resolve, reject ) => {
		const timer = setTimeout(
			() =>
				reject(
					new LogUnavailable( `Redis did not answer in ${ ms } ms` )
				),
			ms
		);
		promise.then( resolve, reject ).finally( () => clearTimeout( timer ) );
	} );
}
