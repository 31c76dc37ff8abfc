import { __ } from '@wordpress/i18n';

/** What the channels are called in a list. */
export const channelWords = (): Record< string, string > => ( {
	admins: __( 'administration', 'realtime-events' ),
	editors: __( 'editing', 'realtime-events' ),
	shop: __( 'shop', 'realtime-events' ),
	public: __( 'public', 'realtime-events' ),
} );

/** Who hears of what is on them, from the fewest to everybody. */
export const audienceWords = (): Record< string, string > => ( {
	admins: __( 'Administrators', 'realtime-events' ),
	editors: __( 'Everybody who may write posts', 'realtime-events' ),
	shop: __( 'Everybody who looks after orders', 'realtime-events' ),
	public: __( 'Every visitor', 'realtime-events' ),
} );
