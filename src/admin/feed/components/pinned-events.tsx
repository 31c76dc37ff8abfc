import { Button } from '@wordpress/components';
import { useSelect } from '@wordpress/data';
import { memo } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { closeSmall, drawerRight } from '@wordpress/icons';
import { store } from '@realtime-events/client';
import type { CloudEvent } from '@realtime-events/client';
import { isEverything } from '../../../store/query';
import { EventMark, EventSentence, RelativeTime } from '../../components';
import { useTriage } from '../beside/use-triage';
import { usePinned } from '../use-pinned';
import { useTeamNow } from '../use-team-now';
import { SeverityWord } from './severity-word';
import { TriageBadge } from './triage-badge';

interface Props {
	/** Opens the details of an event. */
	readonly onOpen: ( id: string ) => void;
}

/**
 * What the team does not want to be overlooked, above everything else. A
 * filter asks for something else.
 */
export const PinnedEvents = memo( ( { onOpen }: Props ) => {
	const pinned = usePinned();
	const query = useSelect( ( select ) => select( store ).getQuery(), [] );
	const now = useTeamNow();
	if ( pinned.length === 0 || ! isEverything( query ) ) {
		return null;
	}
	return (
		<section
			className="realtime-events-pinned"
			aria-labelledby="realtime-events-pinned"
		>
			<h2 id="realtime-events-pinned">
				{ __( 'Pinned by the team', 'realtime-events' ) }
			</h2>
			<ul>
				{ pinned.map( ( event ) => (
					<PinnedEvent
						key={ event.id }
						event={ event }
						now={ now }
						onOpen={ onOpen }
					/>
				) ) }
			</ul>
		</section>
	);
} );

interface EventProps extends Props {
	readonly event: CloudEvent;
	readonly now: number;
}

function PinnedEvent( { event, now, onOpen }: EventProps ) {
	const [ , act ] = useTriage( event.id );
	return (
		<li className={ `is-${ event.severity }` }>
			<EventMark event={ event } />
			<div className="realtime-events-pinned__words">
				<SeverityWord severity={ event.severity } />
				<EventSentence event={ event } />
				<TriageBadge id={ event.id } now={ now } />
			</div>
			<RelativeTime time={ event.time } now={ now } />
			<Button
				icon={ drawerRight }
				label={ __( 'Open details', 'realtime-events' ) }
				size="compact"
				onClick={ () => onOpen( event.id ) }
			/>
			<Button
				icon={ closeSmall }
				label={ __( 'Take the pin off', 'realtime-events' ) }
				size="compact"
				onClick={ () => void act( 'unpin' ) }
			/>
		</li>
	);
}
