import { config } from '@realtime-events/client';
import { fromSearchParams, toParams } from '../../store/query';
import type { Query } from '../../store/query';

/** Names the event that is open beside the feed. */
const EVENT_PARAM = 'event';
const PAGE_PARAM = 'page';

/**
 * The address of one event in the feed.
 *
 * @since 0.1.0
 */
export function permalinkOf( id: string ): string {
	const url = new URL( config.urls.feed, window.location.href );
	url.searchParams.set( EVENT_PARAM, id );
	return url.href;
}

/** @since 0.1.0 */
export const queryInAddress = (): Query =>
	fromSearchParams( new URLSearchParams( window.location.search ) );

/** @since 0.1.0 */
export const eventInAddress = (): string | null =>
	new URLSearchParams( window.location.search ).get( EVENT_PARAM );

/**
 * The address that shows this filter, and this event open.
 *
 * @since 0.1.0
 */
export function addressOf( query: Query, eventId: string | null ): string {
	const url = new URL( window.location.href );
	const page = url.searchParams.get( PAGE_PARAM );
	const params = new URLSearchParams();
	if ( page !== null ) {
		params.set( PAGE_PARAM, page );
	}
	for ( const [ name, value ] of Object.entries( toParams( query ) ) ) {
		const values = typeof value === 'string' ? [ value ] : value;
		for ( const one of values ) {
			// wp-admin writes its own address anew by way of PHP, which takes the last of equal names for all of them.
			params.append( values.length > 1 ? `${ name }[]` : name, one );
		}
	}
	if ( eventId !== null ) {
		params.set( EVENT_PARAM, eventId );
	}
	url.search = params.toString();
	return url.href;
}
