import { Icon } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import {
	cancelCircleFilled,
	cautionFilled,
	check,
	scheduled,
	update,
} from '@wordpress/icons';
import type { Delivery, DeliveryState } from '../types';
import { stateLabel } from '../words';

const ICONS: Record< DeliveryState, typeof check > = {
	pending: scheduled,
	retrying: update,
	sent: check,
	dead: cautionFilled,
	cancelled: cancelCircleFilled,
};

/**
 * A delivery's state: an icon and a word, colour only besides.
 *
 * @since 0.1.0
 */
export function StateChip( {
	state,
	is_sending: isSending,
}: Pick< Delivery, 'state' | 'is_sending' > ) {
	return (
		<span className={ `realtime-events-chip is-${ state }` }>
			<Icon icon={ ICONS[ state ] } size={ 16 } />
			{ isSending
				? __( 'Sending…', 'realtime-events' )
				: stateLabel( state ) }
		</span>
	);
}
