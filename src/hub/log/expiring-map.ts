interface Kept< Value > {
	readonly value: Value;
	/** Unix ms. */
	readonly expires: number;
}

/**
 * A map whose entries all live equally long and whose size is bounded.
 *
 * Entries expire in the order in which they were set, so looking at the oldest
 * few is enough and no timer is needed.
 *
 * @since 0.1.0
 */
export class ExpiringMap< Key, Value > {
	readonly #entries = new Map< Key, Kept< Value > >();
	readonly #lifetimeMs: number;
	readonly #maxSize: number;
	readonly #now: () => number;

	constructor( lifetimeMs: number, maxSize: number, now: () => number ) {
		this.#lifetimeMs = lifetimeMs;
		this.#maxSize = maxSize;
		this.#now = now;
	}

	get size(): number {
		return this.#entries.size;
	}

	get( key: Key ): Value | undefined {
		const kept = this.#entries.get( key );
		return kept && kept.expires > this.#now() ? kept.value : undefined;
	}

	has( key: Key ): boolean {
		return this.get( key ) !== undefined;
	}

	set( key: Key, value: Value ): void {
		const now = this.#now();
		this.#entries.delete( key );
		this.#entries.set( key, { value, expires: now + this.#lifetimeMs } );
		for ( const [ oldest, { expires } ] of this.#entries ) {
			if ( expires > now && this.#entries.size <= this.#maxSize ) {
				break;
			}
			this.#entries.delete( oldest );
		}
	}

	delete( key: Key ): void {
		this.#entries.delete( key );
	}
}
