import { config, trigger } from '@realtime-events/client';
import { Button } from '@wordpress/components';
import { useDispatch } from '@wordpress/data';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { store as noticesStore } from '@wordpress/notices';

const TYPE = 'realtime_events.test';

/**
 * Sends an event that only who presses it sees, the way any script may.
 *
 * @since 0.1.0
 */
export function TestEventButton() {
	const [ isSending, setIsSending ] = useState( false );
	const { createNotice } = useDispatch( noticesStore );
	if ( ! config.can.publish ) {
		return null;
	}
	const send = async () => {
		setIsSending( true );
		try {
			await trigger( TYPE, {}, { channel: `user:${ config.user.id }` } );
			void createNotice(
				'success',
				__(
					'Test event sent. It is in the feed, for you alone.',
					'realtime-events'
				),
				{
					type: 'snackbar',
					actions: [
						{
							label: __( 'Open the feed', 'realtime-events' ),
							url: config.urls.feed,
						},
					],
				}
			);
		} catch ( error ) {
			void createNotice( 'error', ( error as Error ).message, {
				type: 'snackbar',
			} );
		} finally {
			setIsSending( false );
		}
	};
	return (
		<Button
			__next40pxDefaultSize
			variant="tertiary"
			isBusy={ isSending }
			disabled={ isSending }
			accessibleWhenDisabled
			onClick={ () => void send() }
		>
			{ __( 'Send test event', 'realtime-events' ) }
		</Button>
	);
}
