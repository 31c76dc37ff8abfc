import type { CloudEvent } from '@realtime-events/client';

const MAX_KEPT = 60;
/** What comes later than this was caught up with and says nothing of the way. */
const CAUGHT_UP_AFTER_MS = 30_000;

/**
 * How long the last events took from the site to this screen.
 *
 * @since 0.1.0
 */
export class Latency {
	private kept: readonly number[] = [];

	/** In ms, oldest first. */
	public values(): readonly number[] {
		return this.kept;
	}

	/**
	 * @param events
	 * @param now    When they came, in ms since 1970.
	 */
	public add( events: readonly CloudEvent[], now: number ): void {
		const taken = events
			// More are not kept anyway.
			.slice( -MAX_KEPT )
			.map( ( { time } ) => Math.max( 0, now - Date.parse( time ) ) )
			.filter( ( ms ) => ms < CAUGHT_UP_AFTER_MS );
		this.kept = [ ...this.kept, ...taken ].slice( -MAX_KEPT );
	}

	/**
	 * The time within which 19 of 20 came.
	 *
	 * @return In ms; null where none has come.
	 */
	public p95(): number | null {
		const sorted = [ ...this.kept ].sort( ( a, b ) => a - b );
		return sorted[ Math.ceil( sorted.length * 0.95 ) - 1 ] ?? null;
	}
}

/**
 * Values as the points of a line in a box, the newest at its end.
 *
 * @since 0.1.0
 *
 * @param values Oldest first.
 * @param width  Of the box.
 * @param height Of the box.
 */
export function sparkline(
	values: readonly number[],
	width: number,
	height: number
): string {
	const top = Math.max( 1, ...values );
	const step = width / Math.max( 1, values.length - 1 );
	return values
		.map(
			( value, index ) =>
				`${ ( index * step ).toFixed( 1 ) },${ (
					height -
					( value / top ) * height
				).toFixed( 1 ) }`
		)
		.join( ' ' );
}
