const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const RELATIVE_UP_TO_MS = 7 * DAY_MS;

/** The page's language, which need not be the browser's. @since 0.1.0 */
export const pageLanguage = (): string | undefined => {
	const { lang } = document.documentElement;
	try {
		return lang ? Intl.getCanonicalLocales( lang )[ 0 ] : undefined;
	} catch {
		return undefined;
	}
};

/**
 * The time of day: `10:41`.
 *
 * @since 0.1.0
 *
 * @param time     RFC 3339.
 * @param language
 */
export function clockTime( time: string, language?: string ): string {
	const date = new Date( time );
	return Number.isNaN( date.getTime() )
		? ''
		: new Intl.DateTimeFormat( language, { timeStyle: 'short' } ).format(
				date
			);
}

/**
 * How long ago: `5 minutes ago`; a date where that is more than a week.
 *
 * @since 0.1.0
 *
 * @param time     RFC 3339.
 * @param now      In ms since 1970.
 * @param language
 */
export function timeAgo(
	time: string,
	now: number,
	language?: string
): string {
	const then = Date.parse( time );
	if ( Number.isNaN( then ) ) {
		return '';
	}
	// A clock that runs behind the site's must not tell of the future.
	const ago = Math.max( 0, now - then );
	if ( ago > RELATIVE_UP_TO_MS ) {
		return new Intl.DateTimeFormat( language, {
			dateStyle: 'medium',
		} ).format( then );
	}
	const words = new Intl.RelativeTimeFormat( language, { numeric: 'auto' } );
	if ( ago < MINUTE_MS ) {
		return words.format( 0, 'second' );
	}
	if ( ago < HOUR_MS ) {
		return words.format( -Math.floor( ago / MINUTE_MS ), 'minute' );
	}
	return ago < DAY_MS
		? words.format( -Math.floor( ago / HOUR_MS ), 'hour' )
		: words.format( -Math.floor( ago / DAY_MS ), 'day' );
}
