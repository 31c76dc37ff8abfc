import apiFetch from '@wordpress/api-fetch';
import type { CloudEvent, EventData } from '../protocol';
import { config } from './config';
import { TIMEOUT_MS, renewNonce, toSiteError } from './rest';

const ACTION = 'realtime_events_trigger';
const NONCE_IS_DEAD = 'realtime_events_nonce_invalid';

/** @since 0.1.0 */
export interface WantedEvent extends Partial<
	Pick< CloudEvent, 'subject' | 'channel' | 'severity' >
> {
	readonly type: string;
	readonly data: EventData;
}

/**
 * Sends an event by admin-ajax, which is there for who is logged in alone. The nonce is that of the REST API, because WordPress renews it.
 *
 * @since 0.1.0
 *
 * @param event
 * @param mayRenewNonce
 */
export async function sendEvent(
	event: WantedEvent,
	mayRenewNonce = true
): Promise< CloudEvent > {
	const body = new FormData();
	body.append( 'action', ACTION );
	body.append( '_ajax_nonce', apiFetch.nonceMiddleware?.nonce ?? '' );
	body.append( 'event', JSON.stringify( event ) );
	try {
		const response = await apiFetch< unknown, false >( {
			url: `${ config.urls.admin }admin-ajax.php`,
			method: 'POST',
			body,
			parse: false,
			signal: AbortSignal.timeout( TIMEOUT_MS ),
		} );
		return ( ( await response.json() ) as { data: CloudEvent } ).data;
	} catch ( thrown ) {
		const error = await toSiteError( thrown );
		if (
			mayRenewNonce &&
			error.code === NONCE_IS_DEAD &&
			( await renewNonce() )
		) {
			return sendEvent( event, false );
		}
		throw error;
	}
}
