import { Button, Spinner } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import {
	EventMark,
	EventSentence,
	RelativeTime,
	useNow,
} from '../admin/components';
import type { Activity } from './use-activity';

const TICK_MS = 30_000;

/**
 * What happened, as a list of sentences.
 *
 * @since 0.1.0
 */
export function EventsList( { activity }: { activity: Activity } ) {
	const { events, status, reload } = activity;
	const now = useNow( TICK_MS, events.length > 0 );
	if ( status === 'loading' && events.length === 0 ) {
		return <Spinner />;
	}
	return (
		<>
			{ status === 'failed' && (
				<p className="realtime-events-activity__problem">
					{ __(
						'The history could not be read.',
						'realtime-events'
					) }{ ' ' }
					<Button variant="link" onClick={ reload }>
						{ __( 'Try again', 'realtime-events' ) }
					</Button>
				</p>
			) }
			{ status === 'ready' && events.length === 0 && (
				<p className="realtime-events-activity__empty">
					{ __(
						'Nothing yet. What happens appears here by itself.',
						'realtime-events'
					) }
				</p>
			) }
			<ul className="realtime-events-activity__list">
				{ events.map( ( event ) => (
					<li
						key={ event.id }
						className={ `realtime-events-activity__item is-${ event.severity }` }
					>
						<EventMark event={ event } />
						<span className="realtime-events-activity__body">
							<EventSentence event={ event } />
							<RelativeTime time={ event.time } now={ now } />
						</span>
					</li>
				) ) }
			</ul>
		</>
	);
}
