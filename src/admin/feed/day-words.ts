import { dateI18n, getSettings } from '@wordpress/date';
import { __ } from '@wordpress/i18n';

const DAY_MS = 24 * 60 * 60_000;

/**
 * What a day is called: today, yesterday, or by its date.
 *
 * @since 0.1.0
 *
 * @param day   `2026-01-31`.
 * @param today Likewise.
 */
export function dayWords( day: string, today: string ): string {
	if ( day === today ) {
		return __( 'Today', 'realtime-events' );
	}
	const noon = `${ day }T12:00:00Z`;
	const daysAgo = Math.round(
		( Date.parse( `${ today }T12:00:00Z` ) - Date.parse( noon ) ) / DAY_MS
	);
	if ( daysAgo === 1 ) {
		return __( 'Yesterday', 'realtime-events' );
	}
	return dateI18n( `l, ${ getSettings().formats.date }`, noon, 'UTC' );
}
