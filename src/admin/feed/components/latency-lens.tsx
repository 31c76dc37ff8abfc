import { __, _n, sprintf } from '@wordpress/i18n';
import { durationWords } from '../../deliveries/words';
import { sparkline } from '../latency';
import { useLatency } from '../use-latency';

const WIDTH = 60;
const HEIGHT = 14;
/** One value is no line. */
const LEAST_VALUES = 2;

/**
 * How long the last events took, and how many requests nobody had to make.
 */
export function LatencyLens() {
	const { values, p95, saved } = useLatency();
	return (
		<>
			{ p95 !== null && (
				<p
					title={ __(
						'From the site to this screen: 19 of the last 20 events took no longer.',
						'realtime-events'
					) }
				>
					{ values.length >= LEAST_VALUES && (
						<svg
							className="realtime-events-spark"
							width={ WIDTH }
							height={ HEIGHT }
							viewBox={ `0 -1 ${ WIDTH } ${ HEIGHT + 2 }` }
							aria-hidden="true"
						>
							<polyline
								points={ sparkline( values, WIDTH, HEIGHT ) }
							/>
						</svg>
					) }
					{ sprintf(
						/* translators: %s: how long, like “34 ms”. p95: the time within which 95 % came. */
						__( 'p95 %s', 'realtime-events' ),
						durationWords( p95 )
					) }
				</p>
			) }
			{ saved > 0 && (
				<p
					title={ __(
						'As many times a screen that asks every 15 seconds would have asked your site since you opened this one.',
						'realtime-events'
					) }
				>
					{ sprintf(
						/* translators: %d: number of requests. */
						_n(
							'%d request saved',
							'%d requests saved',
							saved,
							'realtime-events'
						),
						saved
					) }
				</p>
			) }
		</>
	);
}
