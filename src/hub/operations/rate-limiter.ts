import { ExpiringMap } from '../log/expiring-map';
import type { Shared } from '../nodes/shared';
import { TokenBucket } from './token-bucket';

/** @since 0.1.0 */
export interface Rate {
	readonly perSecond: number;
	readonly burst: number;
}

/** A bucket that nobody used for so long is full again and may be forgotten. */
const KEEP_MS = 60_000;
const MAX_BUCKETS = 100_000;
/** Told to other nodes at once; a key beyond is told of when it is used again. */
const MAX_TOLD = 1000;

/**
 * A token bucket for each key: an address, a site.
 *
 * @since 0.1.0
 */
export class RateLimiter {
	readonly #rate: Rate;
	readonly #now: () => number;
	readonly #buckets: ExpiringMap< string, TokenBucket >;
	/** What was let through since the other nodes were told; null while there are none. */
	#used: Map< string, number > | null = null;

	constructor( rate: Rate, now: () => number ) {
		this.#rate = rate;
		this.#now = now;
		this.#buckets = new ExpiringMap( KEEP_MS, MAX_BUCKETS, now );
	}

	/** @return 0 where it may pass, else the seconds to wait. */
	take( key: string, amount = 1 ): number {
		const bucket = this.#bucket( key );
		// More than ever fits passes when the bucket is full: late is better than never.
		const asked = Math.min( amount, this.#rate.burst );
		if ( ! bucket.take( this.#now(), asked ) ) {
			return bucket.secondsUntil( asked );
		}
		if ( this.#used && this.#used.size < MAX_TOLD ) {
			this.#used.set( key, ( this.#used.get( key ) ?? 0 ) + asked );
		}
		return 0;
	}

	/**
	 * One limit for all nodes: each takes out of its buckets what the others let
	 * through.
	 *
	 * @param name Names it among what is shared.
	 */
	share( name: string ): Shared {
		let used = ( this.#used = new Map< string, number >() );
		const changes = () => {
			if ( used.size === 0 ) {
				return null;
			}
			const told = Object.fromEntries( used );
			used = this.#used = new Map();
			return told;
		};
		return {
			name,
			changes,
			all: changes,
			take: ( _node, payload ) => {
				for ( const [ key, amount ] of Object.entries(
					payload ?? {}
				) ) {
					if ( Number.isFinite( amount ) && amount > 0 ) {
						this.#bucket( key ).debit( this.#now(), amount );
					}
				}
			},
			forget: () => {},
		};
	}

	#bucket( key: string ): TokenBucket {
		const { perSecond, burst } = this.#rate;
		const bucket =
			this.#buckets.get( key ) ??
			new TokenBucket( perSecond, burst, this.#now() );
		this.#buckets.set( key, bucket );
		return bucket;
	}
}
