const SECONDS = 60;

interface Minute {
	/** Events taken in each second of the minute, by the second's remainder. */
	readonly counts: number[];
	/** Unix seconds of the last count. */
	last: number;
	total: number;
}

/**
 * How many events each site has sent: since the start, and in the last minute.
 *
 * @since 0.1.0
 */
export class SiteRates {
	readonly #now: () => number;
	readonly #minutes = new Map< string, Minute >();

	/** @param now - Unix ms. */
	constructor( now: () => number ) {
		this.#now = now;
	}

	count( site: string ): void {
		const minute = this.#minutes.get( site ) ?? {
			counts: new Array< number >( SECONDS ).fill( 0 ),
			last: this.#second(),
			total: 0,
		};
		this.#minutes.set( site, minute );
		this.#forget( minute );
		minute.counts[ minute.last % SECONDS ]! += 1;
		minute.total += 1;
	}

	total( site: string ): number {
		return this.#minutes.get( site )?.total ?? 0;
	}

	/** Events a second, over the last minute. */
	perSecond( site: string ): number {
		const minute = this.#minutes.get( site );
		if ( ! minute ) {
			return 0;
		}
		this.#forget( minute );
		return (
			minute.counts.reduce( ( sum, count ) => sum + count, 0 ) / SECONDS
		);
	}

	#second(): number {
		return Math.floor( this.#now() / 1000 );
	}

	/** Empties the seconds that have passed since the last look. */
	#forget( minute: Minute ): void {
		const now = this.#second();
		const passed = Math.min( SECONDS, now - minute.last );
		for ( let step = 1; step <= passed; step++ ) {
			minute.counts[ ( minute.last + step ) % SECONDS ] = 0;
		}
		minute.last = Math.max( now, minute.last );
	}
}
