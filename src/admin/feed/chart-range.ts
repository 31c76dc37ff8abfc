import type { Query } from '../../store/query';

/** @since 0.1.0 */
export type Interval = 'minute' | 'hour' | 'day';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** @since 0.1.0 */
export const LENGTH_MS: Readonly< Record< Interval, number > > = {
	minute: MINUTE_MS,
	hour: HOUR_MS,
	day: DAY_MS,
};

/** As many bars as there is room for. */
const MAX_BARS = 120;
const LAST_HOUR_BARS = 60;

/** @since 0.1.0 */
export interface Range {
	readonly interval: Interval;
	/** Begin of the first bar, in ms since 1970. */
	readonly since: number;
	/** How many bars. */
	readonly bars: number;
	/** It goes on with the time. */
	readonly isLive: boolean;
}

/**
 * What the chart covers: the filter's time, or the last hour. The longer that
 * is, the longer a bar lasts.
 *
 * @since 0.1.0
 *
 * @param query
 * @param now      In ms since 1970.
 * @param interval How long a bar lasts, where that is decided already.
 */
export function chartRange(
	query: Query,
	now: number,
	interval: Interval = intervalFor( query, now )
): Range {
	const { since, until, isLive } = limitsOf( query, now );
	const length = LENGTH_MS[ interval ];
	const last = Math.floor( until / length );
	const bars = Math.min( MAX_BARS, last - Math.floor( since / length ) + 1 );
	return { interval, since: ( last - bars + 1 ) * length, bars, isLive };
}

function limitsOf( query: Query, now: number ) {
	const end = Date.parse( query.until );
	const isLive = Number.isNaN( end ) || end > now;
	const until = isLive ? now : end - 1;
	const begin = Date.parse( query.since );
	const since = Number.isNaN( begin )
		? until - ( LAST_HOUR_BARS - 1 ) * MINUTE_MS
		: Math.min( begin, until );
	return { since, until, isLive };
}

function intervalFor( query: Query, now: number ): Interval {
	const { since, until } = limitsOf( query, now );
	return (
		( [ 'minute', 'hour' ] as const ).find(
			( interval ) => until - since < MAX_BARS * LENGTH_MS[ interval ]
		) ?? 'day'
	);
}
