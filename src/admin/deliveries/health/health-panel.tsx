import { Notice } from '@wordpress/components';
import { useSelect } from '@wordpress/data';
import { __, sprintf } from '@wordpress/i18n';
import { useNow } from '../../components/use-now';
import { store } from '../store';
import type { Health } from '../types';
import { breakerWords, durationWords } from '../words';
import { HoursChart } from './hours-chart';

const TICK_MS = 1_000;

/**
 * How sending went in the last 24 hours, and what stands in its way now.
 *
 * @since 0.1.0
 */
export function HealthPanel() {
	const health = useSelect( ( select ) => select( store ).getHealth(), [] );
	const now = useNow( TICK_MS, health?.breaker.state === 'open' );
	const trouble = health && breakerWords( health.breaker, now );
	return (
		<section
			className="realtime-events-health"
			aria-label={ __( 'The last 24 hours', 'realtime-events' ) }
			aria-busy={ health === null }
		>
			{ trouble && (
				<Notice
					status={
						health.breaker.state === 'closed' ? 'warning' : 'error'
					}
					isDismissible={ false }
				>
					{ trouble }
				</Notice>
			) }
			<dl className="realtime-events-figures">
				{ figures( health ).map( ( { term, value, note, tone } ) => (
					<div
						key={ term }
						className={ `realtime-events-figures__figure is-${ tone }` }
					>
						<dt>{ term }</dt>
						<dd>
							<strong>{ value }</strong>
							<span>{ note }</span>
						</dd>
					</div>
				) ) }
				<div className="realtime-events-figures__figure is-chart">
					<dt>{ __( 'By the hour', 'realtime-events' ) }</dt>
					<dd>
						<HoursChart hours={ health?.hours ?? [] } />
					</dd>
				</div>
			</dl>
		</section>
	);
}

interface Figure {
	readonly term: string;
	readonly value: string;
	readonly note: string;
	readonly tone: 'plain' | 'bad';
}

function figures( health: Health | null ): Figure[] {
	const count = ( value: number | undefined ) =>
		value === undefined ? '–' : value.toLocaleString();
	const rate = health?.success_rate ?? null;
	const waiting = health && health.counts.pending + health.counts.retrying;
	return [
		{
			term: __( 'Delivered', 'realtime-events' ),
			value: count( health?.counts.sent ),
			note:
				rate === null
					? __( 'in 24 hours', 'realtime-events' )
					: sprintf(
							/* translators: %s: a percentage. */
							__( 'in 24 hours, %s of all', 'realtime-events' ),
							// Rounded down: 99.99 % is not everything.
							( Math.floor( rate * 1000 ) / 1000 ).toLocaleString(
								undefined,
								{ style: 'percent', maximumFractionDigits: 1 }
							)
						),
			tone: 'plain',
		},
		{
			term: __( 'Took', 'realtime-events' ),
			value: durationWords( health?.duration_ms.p50 ?? null ),
			note: sprintf(
				/* translators: %s: a duration. */
				__( 'usually; 95 in 100 within %s', 'realtime-events' ),
				durationWords( health?.duration_ms.p95 ?? null )
			),
			tone: 'plain',
		},
		{
			term: __( 'Waiting', 'realtime-events' ),
			value: count( waiting ?? undefined ),
			note:
				( health?.counts.retrying ?? 0 ) > 0
					? sprintf(
							/* translators: %s: a number. */
							__(
								'%s after a failed attempt',
								'realtime-events'
							),
							count( health?.counts.retrying )
						)
					: __( 'to be sent', 'realtime-events' ),
			tone: 'plain',
		},
		{
			term: __( 'Given up', 'realtime-events' ),
			value: count( health?.counts.dead ),
			note:
				( health?.counts.dead ?? 0 ) > 0
					? __( 'until you send them again', 'realtime-events' )
					: __( 'nothing was lost', 'realtime-events' ),
			tone: ( health?.counts.dead ?? 0 ) > 0 ? 'bad' : 'plain',
		},
	];
}
