const BASE_MS = 1_000;
const CAP_MS = 30_000;
/** Zero would hammer a hub that refuses at once. */
const FLOOR_MS = 200;

/**
 * Full jitter: anything between nothing and the doubled pause, so that the
 * clients of a hub that restarts do not come back in step.
 *
 * @since 0.1.0
 *
 * @param attempt Which attempt failed last, from 1.
 * @param random  A number from 0 up to 1.
 * @return Pause in ms.
 */
export function backoffMs( attempt: number, random: number ): number {
	const ceiling = Math.min(
		CAP_MS,
		BASE_MS * 2 ** Math.max( 0, attempt - 1 )
	);
	return Math.max( FLOOR_MS, Math.round( random * ceiling ) );
}
