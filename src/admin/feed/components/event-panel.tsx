import { Button, Spinner } from '@wordpress/components';
import { dateI18n, getSettings } from '@wordpress/date';
import { useEffect, useRef } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { closeSmall } from '@wordpress/icons';
import { config } from '@realtime-events/client';
import type { CloudEvent } from '@realtime-events/client';
import { EventMark, EventSentence } from '../../components';
import { isTriageable } from '../../../store/triage';
import { useBeside } from '../beside/use-beside';
import { changesIn, dataFacts, envelopeFacts } from '../facts';
import type { Fact } from '../facts';
import { useOpenEvent } from '../use-open-event';
import { useTeamNow } from '../use-team-now';
import { EventTools } from './event-tools';
import { RawEvent } from './raw-event';
import { TeamSection } from './team-section';
import { Timeline } from './timeline';

interface Props {
	readonly id: string;
	readonly onClose: () => void;
}

/**
 * One event with everything that is known of it, beside the feed.
 */
export function EventPanel( { id, onClose }: Props ) {
	const { event, isMissing } = useOpenEvent( id );
	const heading = useRef< HTMLHeadingElement >( null );
	useEffect(
		() => heading.current?.focus( { preventScroll: true } ),
		[ id ]
	);
	return (
		<aside
			className="realtime-events-panel"
			aria-label={ __( 'Event details', 'realtime-events' ) }
		>
			<header className="realtime-events-panel__header">
				<h2 ref={ heading } tabIndex={ -1 }>
					{ __( 'Details', 'realtime-events' ) }
				</h2>
				<Button
					icon={ closeSmall }
					label={ __( 'Close details', 'realtime-events' ) }
					size="compact"
					onClick={ onClose }
				/>
			</header>
			{ event && <Details event={ event } /> }
			{ ! event && ! isMissing && <Spinner /> }
			{ isMissing && (
				<p className="realtime-events-panel__missing">
					{ __(
						'This event is no longer kept, or it is not for you.',
						'realtime-events'
					) }
				</p>
			) }
		</aside>
	);
}

function Details( { event }: { readonly event: CloudEvent } ) {
	const now = useTeamNow();
	useBeside( [ event.id ] );
	const { formats } = getSettings();
	const data = dataFacts( event );
	const changes = changesIn( event.data );
	return (
		<>
			<div className="realtime-events-panel__lead">
				<EventMark event={ event } />
				<div>
					<EventSentence event={ event } />
					<time dateTime={ event.time }>
						{ dateI18n(
							`${ formats.date } H:i:s`,
							event.time,
							undefined
						) }
					</time>
				</div>
			</div>
			<EventTools event={ event } />
			{ isTriageable( event ) && (
				<TeamSection key={ event.id } id={ event.id } now={ now } />
			) }
			{ changes.length > 0 && (
				<section>
					<h3>{ __( 'What changed', 'realtime-events' ) }</h3>
					<dl className="realtime-events-panel__facts">
						{ changes.map( ( { field, before, after } ) => (
							<div key={ field }>
								<dt>{ field.replaceAll( '_', ' ' ) }</dt>
								<dd>
									{ before && <del>{ before }</del> }{ ' ' }
									{ after && <ins>{ after }</ins> }
								</dd>
							</div>
						) ) }
					</dl>
				</section>
			) }
			<Facts facts={ envelopeFacts( event, config ) } />
			{ data.length > 0 && (
				<section>
					<h3>{ __( 'What it says', 'realtime-events' ) }</h3>
					<Facts facts={ data } />
				</section>
			) }
			<Timeline event={ event } now={ now } />
			<RawEvent event={ event } />
		</>
	);
}

function Facts( { facts }: { readonly facts: readonly Fact[] } ) {
	return (
		<dl className="realtime-events-panel__facts">
			{ facts.map( ( { term, value } ) => (
				<div key={ term }>
					<dt>{ term }</dt>
					<dd dir="auto">{ value }</dd>
				</div>
			) ) }
		</dl>
	);
}
