import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';

/**
 * Asks for desktop notifications. Browsers ask once, and only on secure pages.
 */
export function NotificationPermission() {
	const [ permission, setPermission ] = useState(
		typeof Notification === 'undefined' || ! window.isSecureContext
			? 'unsupported'
			: Notification.permission
	);
	if ( permission === 'granted' ) {
		return null;
	}
	if ( permission === 'default' ) {
		return (
			<Button
				variant="secondary"
				onClick={ async () =>
					setPermission( await Notification.requestPermission() )
				}
			>
				{ __( 'Allow desktop notifications', 'realtime-events' ) }
			</Button>
		);
	}
	return (
		<p>
			{ permission === 'denied'
				? __(
						'Your browser blocks notifications from this site. You can change that in its settings; sounds work anyway.',
						'realtime-events'
					)
				: __(
						'Browsers show notifications only for sites with https. Sounds work anyway.',
						'realtime-events'
					) }
		</p>
	);
}
