import { __, sprintf } from '@wordpress/i18n';
import type { CloudEvent } from '@realtime-events/client';
import { arrivalOf } from '../arrivals';

/**
 * How long it took from the site to this screen.
 */
export function Timeline( { event }: { readonly event: CloudEvent } ) {
	const arrival = arrivalOf( event.id );
	if ( arrival === undefined ) {
		return null;
	}
	// A clock that runs ahead of the site's must not tell of arrivals before the event.
	const ms = Math.max( 0, arrival - Date.parse( event.time ) );
	return (
		<section>
			<h3>{ __( 'On its way', 'realtime-events' ) }</h3>
			<ol className="realtime-events-timeline">
				<li>
					<span>{ __( 'Happened', 'realtime-events' ) }</span>
					<span>0 ms</span>
				</li>
				<li>
					<span>{ __( 'On your screen', 'realtime-events' ) }</span>
					<span>
						{ sprintf(
							/* translators: %d: number of milliseconds. */
							__( '%d ms', 'realtime-events' ),
							ms
						) }
					</span>
				</li>
			</ol>
		</section>
	);
}
