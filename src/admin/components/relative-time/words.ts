import { dateI18n, getSettings } from '@wordpress/date';
import { __, sprintf } from '@wordpress/i18n';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * How long ago within the hour, the time of day before that: the day is said
 * by the divider above.
 *
 * @since 0.1.0
 *
 * @param time RFC 3339.
 * @param now  In ms since 1970.
 */
export function timeWords( time: string, now: number ): string {
	// A clock that runs behind the site's must not tell of the future.
	const ago = Math.max( 0, now - Date.parse( time ) );
	if ( ago < MINUTE_MS ) {
		return __( 'just now', 'realtime-events' );
	}
	if ( ago < HOUR_MS ) {
		return sprintf(
			/* translators: %d: number of minutes. */
			__( '%d min ago', 'realtime-events' ),
			Math.floor( ago / MINUTE_MS )
		);
	}
	return dateI18n( getSettings().formats.time, time, undefined );
}
