/**
 * Lets through what comes at a steady rate and, once, a burst.
 *
 * @since 0.1.0
 */
export class TokenBucket {
	readonly #perSecond: number;
	readonly #burst: number;
	#tokens: number;
	#lastMs: number;

	constructor( perSecond: number, burst: number, nowMs: number ) {
		this.#perSecond = perSecond;
		this.#burst = burst;
		this.#tokens = burst;
		this.#lastMs = nowMs;
	}

	take( nowMs: number, amount = 1 ): boolean {
		this.#refill( nowMs );
		if ( this.#tokens < amount ) {
			return false;
		}
		this.#tokens -= amount;
		return true;
	}

	/** Takes out what was let through elsewhere, as far as there is any. */
	debit( nowMs: number, amount: number ): void {
		this.#refill( nowMs );
		this.#tokens = Math.max( 0, this.#tokens - amount );
	}

	/** Whole seconds until `amount` is there again. */
	secondsUntil( amount = 1 ): number {
		return Math.max(
			1,
			Math.ceil( ( amount - this.#tokens ) / this.#perSecond )
		);
	}

	#refill( nowMs: number ): void {
		const elapsed = Math.max( 0, nowMs - this.#lastMs ) / 1000;
		this.#tokens = Math.min(
			this.#burst,
			this.#tokens + elapsed * this.#perSecond
		);
		this.#lastMs = nowMs;
	}
}
