import { dateI18n, getSettings } from '@wordpress/date';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { HealthHour } from '../types';
import { barHeights } from './bar-heights';

const HEIGHT_PX = 36;

/**
 * One bar an hour: delivered, and in red on top of it what was given up.
 *
 * @since 0.1.0
 */
export function HoursChart( {
	hours,
}: {
	readonly hours: readonly HealthHour[];
} ) {
	const bars = barHeights( hours, HEIGHT_PX );
	const sent = hours.reduce( ( sum, hour ) => sum + hour.sent, 0 );
	return (
		<div
			className="realtime-events-hours"
			role="img"
			aria-label={ sprintf(
				/* translators: %s: number of deliveries. */
				_n(
					'%s delivery in the last 24 hours',
					'%s deliveries in the last 24 hours',
					sent,
					'realtime-events'
				),
				sent.toLocaleString()
			) }
		>
			{ hours.map( ( hour, index ) => (
				<span
					key={ hour.time }
					className="realtime-events-hours__hour"
					title={ sprintf(
						/* translators: 1: time of day, 2: number delivered, 3: number given up. */
						__(
							'%1$s: %2$d delivered, %3$d given up',
							'realtime-events'
						),
						dateI18n(
							getSettings().formats.time,
							hour.time,
							undefined
						),
						hour.sent,
						hour.dead
					) }
				>
					<span
						className="realtime-events-hours__dead"
						style={ { blockSize: bars[ index ]?.dead } }
					/>
					<span
						className="realtime-events-hours__sent"
						style={ { blockSize: bars[ index ]?.sent } }
					/>
				</span>
			) ) }
		</div>
	);
}
