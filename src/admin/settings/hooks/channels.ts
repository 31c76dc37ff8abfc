import { __ } from '@wordpress/i18n';

/** Who may be told, from the fewest to everybody. */
export const channelWords = (): Record< string, string > => ( {
	admins: __( 'Administrators', 'realtime-events' ),
	editors: __( 'Everybody who may write posts', 'realtime-events' ),
	shop: __( 'Everybody who looks after orders', 'realtime-events' ),
	public: __( 'Every visitor', 'realtime-events' ),
} );
