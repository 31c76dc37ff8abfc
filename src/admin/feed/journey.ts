import { __ } from '@wordpress/i18n';
import type { CloudEvent } from '@realtime-events/client';
import type { Delivery } from '../deliveries/types';

/** @since 0.1.0 */
export interface Station {
	readonly id: 'happened' | 'stored' | 'sent' | 'acknowledged' | 'shown';
	readonly label: string;
	/** Since the event; null while it has not been reached. */
	readonly ms: number | null;
}

/**
 * The way of an event from the site to this screen.
 *
 * @since 0.1.0
 *
 * @param event
 * @param delivery How it was delivered, where this user may know.
 * @param arrival  When it reached this screen, in ms since 1970, where it was not here before.
 */
export function journeyOf(
	event: CloudEvent,
	delivery: Delivery | undefined,
	arrival: number | undefined
): Station[] {
	const happened = Date.parse( event.time );
	// A clock that runs ahead of the site's must not tell of arrivals before the event.
	const since = ( moment: number ) => Math.max( 0, moment - happened );
	const stations: Station[] = [
		{
			id: 'happened',
			label: __( 'Happened', 'realtime-events' ),
			ms: 0,
		},
	];
	if ( delivery ) {
		const { created, acknowledged, duration_ms: duration } = delivery;
		const taken = acknowledged === null ? null : Date.parse( acknowledged );
		stations.push(
			{
				id: 'stored',
				label: __( 'Stored', 'realtime-events' ),
				ms: since( Date.parse( created ) ),
			},
			{
				id: 'sent',
				label: __( 'Sent', 'realtime-events' ),
				ms: taken === null ? null : since( taken - ( duration ?? 0 ) ),
			},
			{
				id: 'acknowledged',
				label: __( 'Acknowledged by the hub', 'realtime-events' ),
				ms: taken === null ? null : since( taken ),
			}
		);
	}
	if ( arrival !== undefined ) {
		stations.push( {
			id: 'shown',
			label: __( 'On your screen', 'realtime-events' ),
			ms: since( arrival ),
		} );
	}
	return stations;
}
