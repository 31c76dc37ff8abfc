import { useSelect } from '@wordpress/data';
import { __ } from '@wordpress/i18n';
import type { CloudEvent } from '@realtime-events/client';
import { durationWords } from '../../deliveries/words';
import { arrivalOf } from '../arrivals';
import { besideStore } from '../beside/store';
import { journeyOf } from '../journey';
import { DeliveryChip } from './delivery-chip';

interface Props {
	readonly event: CloudEvent;
	readonly now: number;
}

/**
 * How an event came from the site to this screen, and how long that took.
 */
export function Timeline( { event, now }: Props ) {
	const delivery = useSelect(
		( select ) => select( besideStore ).getDelivery( event.id ),
		[ event.id ]
	);
	const stations = journeyOf( event, delivery, arrivalOf( event.id ) );
	if ( stations.length < 2 ) {
		return null;
	}
	return (
		<section>
			<h3>{ __( 'On its way', 'realtime-events' ) }</h3>
			<ol className="realtime-events-timeline">
				{ stations.map( ( { id, label, ms } ) => (
					<li key={ id } className={ ms === null ? 'is-ahead' : '' }>
						<span>{ label }</span>
						<span>{ durationWords( ms ) }</span>
					</li>
				) ) }
			</ol>
			<DeliveryChip id={ event.id } now={ now } />
			{ delivery && delivery.message !== '' && (
				<p className="realtime-events-timeline__message" dir="auto">
					{ delivery.message }
				</p>
			) }
		</section>
	);
}
