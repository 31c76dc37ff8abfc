import { Button, Icon } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { __ } from '@wordpress/i18n';
import { caution, check, scheduled, update } from '@wordpress/icons';
import { store as noticesStore } from '@wordpress/notices';
import type { DeliveryState } from '../../deliveries/types';
import { durationWords } from '../../deliveries/words';
import { replay } from '../beside/requests';
import { besideStore } from '../beside/store';
import { deliveryMs, deliveryWords } from '../beside/words';

const ICONS: Record< DeliveryState, typeof check > = {
	pending: scheduled,
	retrying: update,
	sent: check,
	dead: caution,
	cancelled: caution,
};

const NOTICE = 'realtime-events-replay';

interface Props {
	/** Id of the event. */
	readonly id: string;
	readonly now: number;
	/** As little as possible where all is well. */
	readonly isShort?: boolean;
}

/**
 * How an event was delivered; what was given up can be sent again.
 */
export function DeliveryChip( { id, now, isShort = false }: Props ) {
	const delivery = useSelect(
		( select ) => select( besideStore ).getDelivery( id ),
		[ id ]
	);
	const { deliveriesRead } = useDispatch( besideStore );
	const { createErrorNotice } = useDispatch( noticesStore );
	if ( ! delivery ) {
		return null;
	}
	const { state } = delivery;
	const words = deliveryWords( delivery, now );
	const again = async () => {
		try {
			void deliveriesRead( [ await replay( delivery.id ) ] );
		} catch ( error ) {
			void createErrorNotice( ( error as Error ).message, {
				type: 'snackbar',
				id: NOTICE,
				explicitDismiss: true,
			} );
		}
	};
	return (
		<span className={ `realtime-events-delivery is-${ state }` }>
			<span title={ words }>
				<Icon icon={ ICONS[ state ] } size={ 16 } />
				{ isShort && state === 'sent' ? (
					<>
						<span aria-hidden="true">
							{ durationWords( deliveryMs( delivery ) ) }
						</span>
						<span className="screen-reader-text">{ words }</span>
					</>
				) : (
					words
				) }
			</span>
			{ ( state === 'dead' || ( ! isShort && state === 'sent' ) ) && (
				<Button
					size="small"
					variant="link"
					onClick={ () => void again() }
				>
					{ __( 'Replay', 'realtime-events' ) }
				</Button>
			) }
		</span>
	);
}
