import { useDispatch, useSelect } from '@wordpress/data';
import { dateI18n, getSettings } from '@wordpress/date';
import { __, _n, sprintf } from '@wordpress/i18n';
import { config, store } from '@realtime-events/client';
import type { Bar } from '../activity';
import type { Interval } from '../chart-range';
import { useActivity } from '../use-activity';
import { useDrag } from '../use-drag';
import { LatencyLens } from './latency-lens';

const HEIGHT_PX = 40;
/** A single event must not fill the chart. */
const LEAST_SCALE = 4;
const LEAST_HEIGHT_PX = 2;
const COLORS = 8;

/**
 * How many events there were: a click shows that span alone, dragging a few of
 * them.
 */
export function ActivityChart() {
	const { bars, interval } = useActivity();
	const query = useSelect( ( select ) => select( store ).getQuery(), [] );
	const { setQuery } = useDispatch( store );
	const total = bars.reduce( ( sum, bar ) => sum + bar.total, 0 );
	const show = ( first: Bar | undefined, last: Bar | undefined ) => {
		if ( first && last ) {
			void setQuery( {
				...query,
				since: new Date( first.start ).toISOString(),
				until: new Date( last.end ).toISOString(),
			} );
		}
	};
	const { selection, handlers } = useDrag( ( { from, to } ) =>
		show( bars[ from ], bars[ to ] )
	);
	const scale = Math.max( LEAST_SCALE, ...bars.map( ( bar ) => bar.total ) );
	const markOf = ( index: number ) =>
		selection && index >= selection.from && index <= selection.to
			? 'is-marked'
			: '';
	return (
		<section
			className="realtime-events-chart"
			aria-label={ __( 'How many events', 'realtime-events' ) }
		>
			<div
				className="realtime-events-chart__bars"
				style={ { height: HEIGHT_PX } }
				{ ...handlers }
			>
				{ bars.map( ( bar, index ) =>
					bar.total === 0 ? (
						<i
							key={ bar.start }
							data-index={ index }
							className={ markOf( index ) }
						/>
					) : (
						<button
							key={ bar.start }
							type="button"
							data-index={ index }
							className={ markOf( index ) }
							title={ labelOf( bar, interval ) }
							onClick={ () => show( bar, bar ) }
						>
							<span className="screen-reader-text">
								{ labelOf( bar, interval ) }
							</span>
							<Stack bar={ bar } scale={ scale } />
						</button>
					)
				) }
			</div>
			<div className="realtime-events-chart__sum">
				<p hidden={ bars.length === 0 }>
					{ query.since === '' && query.until === ''
						? sprintf(
								/* translators: %d: number of events. */
								_n(
									'%d in the last hour',
									'%d in the last hour',
									total,
									'realtime-events'
								),
								total
							)
						: sprintf(
								/* translators: %d: number of events. */
								_n(
									'%d event',
									'%d events',
									total,
									'realtime-events'
								),
								total
							) }
				</p>
				<LatencyLens />
			</div>
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

/** “10:41: 5 events. Posts and pages 3, Users 2”. */
function labelOf( { start, total, counts }: Bar, interval: Interval ): string {
	const { formats } = getSettings();
	const words = sprintf(
		/* translators: 1: time of day or date, 2: number of events. */
		_n( '%1$s: %2$d event', '%1$s: %2$d events', total, 'realtime-events' ),
		dateI18n(
			interval === 'day' ? formats.date : formats.time,
			new Date( start ),
			undefined
		),
		total
	);
	const groups = Object.entries( config.groups )
		.filter( ( [ group ] ) => counts[ group ] )
		.map( ( [ group, label ] ) => `${ label } ${ counts[ group ] }` );
	return `${ words }. ${ groups.join( ', ' ) }`;
}
