import { useDispatch, useSelect } from '@wordpress/data';
import { __, sprintf } from '@wordpress/i18n';
import {
	check,
	commentAuthorAvatar,
	external,
	filter,
	people,
	pin,
	scheduled,
	tag,
	unseen,
} from '@wordpress/icons';
import { config, store } from '@realtime-events/client';
import type { CloudEvent } from '@realtime-events/client';
import { withChoice } from '../../store/query';
import type { Part } from '../../store/query';
import { snoozes } from './beside/snooze';
import { isTriageable, statusAt } from '../../store/triage';
import { useTriage } from './beside/use-triage';

interface Control {
	readonly title: string;
	readonly icon: typeof filter;
	readonly onClick: () => void;
}

/**
 * What a row's menu offers: its subject's page, and filters out of itself.
 *
 * @since 0.1.0
 *
 * @param event
 * @param href  Where its object is; null for nowhere.
 */
export function useRowMenu(
	event: CloudEvent,
	href: string | null
): Control[][] {
	const team = useTeamMenu( event );
	const { setQuery } = useDispatch( store );
	const query = useSelect( ( select ) => select( store ).getQuery(), [] );
	const show = (
		side: 'include' | 'exclude',
		part: Part,
		value: string
	): void => {
		void setQuery( withChoice( query, side, part, [ value ] ) );
	};
	const controls: Control[] = [];
	if ( href !== null ) {
		controls.push( {
			title: __( 'Go to it', 'realtime-events' ),
			icon: external,
			onClick: () => window.location.assign( href ),
		} );
	}
	if ( event.subject ) {
		const { subject } = event;
		controls.push( {
			title: __( 'All about this', 'realtime-events' ),
			icon: filter,
			onClick: () => show( 'include', 'subject', subject ),
		} );
	}
	if ( event.actorid ) {
		const { actorid } = event;
		controls.push( {
			title: __( 'All by this person', 'realtime-events' ),
			icon: commentAuthorAvatar,
			onClick: () => show( 'include', 'actor', actorid ),
		} );
	}
	const label = config.types[ event.type ]?.label ?? event.type;
	controls.push(
		{
			/* translators: %s: type of event, like “Post published”. */
			title: sprintf( __( 'All “%s”', 'realtime-events' ), label ),
			icon: tag,
			onClick: () => show( 'include', 'type', event.type ),
		},
		{
			title: __( 'Hide this kind', 'realtime-events' ),
			icon: unseen,
			onClick: () => show( 'exclude', 'type', event.type ),
		}
	);
	return [ controls, ...( team.length > 0 ? [ team ] : [] ) ];
}

/** What the team can do about an event. */
function useTeamMenu( event: CloudEvent ): Control[] {
	const [ triage, act ] = useTriage( event.id );
	if ( ! isTriageable( event ) ) {
		return [];
	}
	const status = statusAt( triage, Date.now() );
	return [
		status === 'claimed'
			? {
					title: __( 'Let go', 'realtime-events' ),
					icon: people,
					onClick: () => void act( 'release' ),
				}
			: {
					title: __( 'I’m on it', 'realtime-events' ),
					icon: people,
					onClick: () => void act( 'claim' ),
				},
		status === 'resolved'
			? {
					title: __( 'Reopen', 'realtime-events' ),
					icon: check,
					onClick: () => void act( 'reopen' ),
				}
			: {
					title: __( 'Resolve', 'realtime-events' ),
					icon: check,
					onClick: () => void act( 'resolve' ),
				},
		triage.pinned === null
			? {
					title: __( 'Pin for the team', 'realtime-events' ),
					icon: pin,
					onClick: () => void act( 'pin' ),
				}
			: {
					title: __( 'Take the pin off', 'realtime-events' ),
					icon: pin,
					onClick: () => void act( 'unpin' ),
				},
		...( status === 'open'
			? snoozes().map( ( { label, until } ) => ( {
					title: label,
					icon: scheduled,
					onClick: () =>
						void act( 'snooze', { until: until( new Date() ) } ),
				} ) )
			: [] ),
	];
}
