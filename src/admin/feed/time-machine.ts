import type { CloudEvent } from '@realtime-events/client';

const HOUR_MS = 60 * 60_000;

/** How many times faster than it was. */
export const SPEEDS = [ 1, 5, 10, 30, 60 ] as const;

/**
 * Where the playing of an hour is. All times in ms since 1970.
 *
 * @since 0.1.0
 */
export interface Playback {
	readonly start: number;
	readonly end: number;
	readonly at: number;
	readonly speed: number;
	readonly isPlaying: boolean;
}

/**
 * The hour that began at this moment, at its beginning.
 *
 * @since 0.1.0
 */
export const playbackOf = ( start: number ): Playback => ( {
	start,
	end: start + HOUR_MS,
	at: start,
	speed: 60,
	isPlaying: true,
} );

/**
 * So much later. It stops at its end.
 *
 * @since 0.1.0
 *
 * @param playback
 * @param elapsedMs As the clock on the wall went.
 */
export function tick( playback: Playback, elapsedMs: number ): Playback {
	if ( ! playback.isPlaying ) {
		return playback;
	}
	const at = playback.at + elapsedMs * playback.speed;
	return at < playback.end
		? { ...playback, at }
		: { ...playback, at: playback.end, isPlaying: false };
}

/**
 * Plays on, or again from the beginning where it has ended.
 *
 * @since 0.1.0
 */
export const togglePlaying = ( playback: Playback ): Playback => ( {
	...playback,
	at:
		! playback.isPlaying && playback.at >= playback.end
			? playback.start
			: playback.at,
	isPlaying: ! playback.isPlaying,
} );

/** @since 0.1.0 */
export const seek = ( playback: Playback, at: number ): Playback => ( {
	...playback,
	at: Math.min( playback.end, Math.max( playback.start, at ) ),
} );

/**
 * What had happened by then.
 *
 * @since 0.1.0
 *
 * @param events Of the hour, newest first.
 * @param at     In ms since 1970.
 */
export const happenedBy = (
	events: readonly CloudEvent[],
	at: number
): readonly CloudEvent[] =>
	events.filter( ( { time } ) => Date.parse( time ) <= at );
