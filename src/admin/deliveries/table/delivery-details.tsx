import { dateI18n, getSettings } from '@wordpress/date';
import { __ } from '@wordpress/i18n';
import { CopyBlock } from '../../components/copy-block';
import type { Delivery } from '../types';
import { durationWords } from '../words';

const JSON_INDENT = 2;

/**
 * All that is known of a delivery.
 *
 * @since 0.1.0
 */
export function DeliveryDetails( {
	delivery,
}: {
	readonly delivery: Delivery;
} ) {
	const { formats } = getSettings();
	const exact = ( time: string | null ) =>
		time === null
			? ''
			: dateI18n( `${ formats.date } H:i:s`, time, undefined );
	const facts: [ string, string ][] = [
		[ __( 'Stored', 'realtime-events' ), exact( delivery.created ) ],
		[
			__( 'Delivered', 'realtime-events' ),
			exact( delivery.acknowledged ),
		],
		[
			__( 'Next attempt', 'realtime-events' ),
			exact( delivery.next_attempt ),
		],
		[
			__( 'Last attempt took', 'realtime-events' ),
			delivery.duration_ms === null
				? ''
				: durationWords( delivery.duration_ms ),
		],
		[ __( 'Attempts', 'realtime-events' ), String( delivery.attempts ) ],
		[ __( 'Answer', 'realtime-events' ), delivery.code ],
		[ __( 'Server', 'realtime-events' ), delivery.server ],
		[ __( 'Delivery', 'realtime-events' ), `#${ delivery.id }` ],
	];
	return (
		<div className="realtime-events-delivery-details">
			{ delivery.message !== '' && (
				<p
					dir="auto"
					className="realtime-events-delivery-details__message"
				>
					{ delivery.message }
				</p>
			) }
			<dl>
				{ facts
					.filter( ( [ , value ] ) => value !== '' )
					.map( ( [ term, value ] ) => (
						<div key={ term }>
							<dt>{ term }</dt>
							<dd>{ value }</dd>
						</div>
					) ) }
			</dl>
			{ delivery.event && (
				<CopyBlock
					label={ __( 'What is sent', 'realtime-events' ) }
					text={ JSON.stringify( delivery.event, null, JSON_INDENT ) }
				/>
			) }
		</div>
	);
}
