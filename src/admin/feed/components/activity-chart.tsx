import { useDispatch, useSelect } from '@wordpress/data';
import { dateI18n, getSettings } from '@wordpress/date';
import { __, _n, sprintf } from '@wordpress/i18n';
import { config, store } from '@realtime-events/client';
import { MINUTE_MS } from '../activity';
import type { Bar } from '../activity';
import { useActivity } from '../use-activity';

const HEIGHT_PX = 40;
/** A single event must not fill the chart. */
const LEAST_SCALE = 4;
const LEAST_HEIGHT_PX = 2;
const COLORS = 8;

/**
 * The last hour, a bar a minute: a click shows that minute alone.
 */
export function ActivityChart() {
	const bars = useActivity();
	const query = useSelect( ( select ) => select( store ).getQuery(), [] );
	const { setQuery } = useDispatch( store );
	const total = bars.reduce( ( sum, bar ) => sum + bar.total, 0 );
	if ( total === 0 ) {
		return null;
	}
	const scale = Math.max( LEAST_SCALE, ...bars.map( ( bar ) => bar.total ) );
	const show = ( { start }: Bar ) =>
		void setQuery( {
			...query,
			since: new Date( start ).toISOString(),
			until: new Date( start + MINUTE_MS ).toISOString(),
		} );
	return (
		<section
			className="realtime-events-chart"
			aria-label={ __( 'Events a minute', 'realtime-events' ) }
		>
			<div
				className="realtime-events-chart__bars"
				style={ { height: HEIGHT_PX } }
			>
				{ bars.map( ( bar ) =>
					bar.total === 0 ? (
						<i key={ bar.start } />
					) : (
						<button
							key={ bar.start }
							type="button"
							title={ labelOf( bar ) }
							onClick={ () => show( bar ) }
						>
							<span className="screen-reader-text">
								{ labelOf( bar ) }
							</span>
							<Stack bar={ bar } scale={ scale } />
						</button>
					)
				) }
			</div>
			<p className="realtime-events-chart__sum">
				{ sprintf(
					/* translators: %d: number of events. */
					_n(
						'%d in the last hour',
						'%d in the last hour',
						total,
						'realtime-events'
					),
					total
				) }
			</p>
		</section>
	);
}

interface StackProps {
	readonly bar: Bar;
	/** How many events fill the whole height. */
	readonly scale: number;
}

function Stack( { bar, scale }: StackProps ) {
	return (
		<>
			{ Object.keys( config.groups ).map( ( group, index ) => {
				const count = bar.counts[ group ] ?? 0;
				return count === 0 ? null : (
					<b
						key={ group }
						className={ `is-group-${ index % COLORS }` }
						style={ {
							height: Math.max(
								LEAST_HEIGHT_PX,
								( count / scale ) * HEIGHT_PX
							),
						} }
					/>
				);
			} ) }
		</>
	);
}

function labelOf( { start, total }: Bar ): string {
	return sprintf(
		/* translators: 1: time of day, 2: number of events. */
		_n( '%1$s: %2$d event', '%1$s: %2$d events', total, 'realtime-events' ),
		dateI18n( getSettings().formats.time, new Date( start ), undefined ),
		total
	);
}
