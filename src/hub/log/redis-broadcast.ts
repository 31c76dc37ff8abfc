import type { Broadcast } from '../nodes/shared';
import type { RedisConnection } from './redis-connection';

/**
 * Reaches all nodes at once, over publish and subscribe: nothing of it stays
 * in Redis.
 *
 * @since 0.1.0
 */
export class RedisBroadcast implements Broadcast {
	readonly #key: string;
	readonly #publisher: RedisConnection;
	readonly #subscriber: RedisConnection;

	/**
	 * @param key        Name of the channel in Redis.
	 * @param publisher  A connection that is open.
	 * @param subscriber One that nothing else is asked on.
	 */
	constructor(
		key: string,
		publisher: RedisConnection,
		subscriber: RedisConnection
	) {
		this.#key = key;
		this.#publisher = publisher;
		this.#subscriber = subscriber;
	}

	async send( text: string ): Promise< void > {
		await this.#publisher.command( [ 'PUBLISH', this.#key, text ] );
	}

	async listen( listener: ( text: string ) => void ): Promise< void > {
		await this.#subscriber.connect();
		await this.#subscriber.subscribe( this.#key, listener );
	}

	close(): void {
		this.#subscriber.destroy();
	}
}
