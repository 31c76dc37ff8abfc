import { ExpiringMap } from '../log/expiring-map';
import { TokenBucket } from './token-bucket';

/** @since 0.1.0 */
export interface Rate {
	readonly perSecond: number;
	readonly burst: number;
}

/** A bucket that nobody used for so long is full again and may be forgotten. */
const KEEP_MS = 60_000;
const MAX_BUCKETS = 100_000;

/**
 * A token bucket for each key: an address, a site.
 *
 * @since 0.1.0
 */
export class RateLimiter {
	readonly #rate: Rate;
	readonly #now: () => number;
	readonly #buckets: ExpiringMap< string, TokenBucket >;

	constructor( rate: Rate, now: () => number ) {
		this.#rate = rate;
		this.#now = now;
		this.#buckets = new ExpiringMap( KEEP_MS, MAX_BUCKETS, now );
	}

	/** @return 0 where it may pass, else the seconds to wait. */
	take( key: string, amount = 1 ): number {
		const now = this.#now();
		const { perSecond, burst } = this.#rate;
		const bucket =
			this.#buckets.get( key ) ??
			new TokenBucket( perSecond, burst, now );
		this.#buckets.set( key, bucket );
		// More than ever fits passes when the bucket is full: late is better than never.
		const asked = Math.min( amount, burst );
		return bucket.take( now, asked ) ? 0 : bucket.secondsUntil( asked );
	}
}
