import { config } from '@realtime-events/client';
import type { CloudEvent } from '@realtime-events/client';
import { __, sprintf } from '@wordpress/i18n';
import { plainSentence } from '../components/event-sentence/sentence';
import { RelativeTime } from '../components/relative-time';
import { useNow } from '../components/use-now';

const TICK_MS = 30_000;

/**
 * That a row shows what was before somebody else's change. It leads to the list as it is now.
 *
 * @since 0.1.0
 */
export function ChangedBadge( { change }: { readonly change: CloudEvent } ) {
	const now = useNow( TICK_MS );
	const sentence = plainSentence( change, config );
	return (
		<a
			className="realtime-events-changed"
			href={ window.location.href }
			title={ sentence }
		>
			<span className="realtime-events-changed__word">
				{ __( 'Changed', 'realtime-events' ) }
			</span>{ ' ' }
			<span aria-hidden="true">
				<RelativeTime time={ change.time } now={ now } />
			</span>
			<span className="screen-reader-text">
				{ sprintf(
					/* translators: %s: what happened, a sentence. */
					__( '%s. Reload the list.', 'realtime-events' ),
					sentence
				) }
			</span>
		</a>
	);
}
