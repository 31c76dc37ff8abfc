import type { HealthHour } from '../types';

interface Bar {
	readonly sent: number;
	readonly dead: number;
}

// One failure among a thousand must not vanish.
const MIN_VISIBLE_PX = 2;

/**
 * Heights in whole pixels, the fullest hour filling the chart.
 *
 * @param hours    - What there is to draw.
 * @param heightPx - Height of the chart.
 *
 * @since 0.1.0
 */
export function barHeights(
	hours: readonly HealthHour[],
	heightPx: number
): Bar[] {
	const most = Math.max(
		1,
		...hours.map( ( { sent, dead } ) => sent + dead )
	);
	const scale = ( count: number ) =>
		count === 0
			? 0
			: Math.max(
					MIN_VISIBLE_PX,
					Math.round( ( count / most ) * heightPx )
				);
	return hours.map( ( { sent, dead } ) => {
		const deadPx = scale( dead );
		return {
			dead: deadPx,
			sent: Math.min( scale( sent ), heightPx - deadPx ),
		};
	} );
}
