import { __ } from '@wordpress/i18n';
import { config } from '@realtime-events/client';
import { ConnectionPill } from '../components/connection-pill';
import { EventMark } from '../components/event-mark';
import { EventSentence } from '../components/event-sentence';
import { RelativeTime } from '../components/relative-time';
import { useLatest } from '../components/use-latest';
import { useNow } from '../components/use-now';

const SHOWN = 8;
const TICK_MS = 30_000;

/**
 * The newest events on the dashboard, as they come.
 *
 * @since 0.1.0
 */
export function LatestEvents() {
	const events = useLatest( SHOWN );
	const now = useNow( TICK_MS );
	return (
		<>
			<ul
				className="realtime-events-latest"
				aria-busy={ events === null }
			>
				{ ( events ?? [] ).map( ( event ) => (
					<li key={ event.id }>
						<EventMark event={ event } />
						<EventSentence event={ event } />
						<RelativeTime time={ event.time } now={ now } />
					</li>
				) ) }
			</ul>
			{ events?.length === 0 && (
				<p>
					{ __(
						'Nothing has happened yet. What happens on this site will be shown here.',
						'realtime-events'
					) }
				</p>
			) }
			<div className="realtime-events-dashboard__foot">
				<ConnectionPill />
				<a href={ config.urls.feed }>
					{ __( 'Open the live feed', 'realtime-events' ) }
				</a>
			</div>
		</>
	);
}
