import { __, sprintf } from '@wordpress/i18n';
import type { CloudEvent, Config } from '@realtime-events/client';
import { SEVERITIES } from '../../protocol/cloud-event';
import type { Part, Query } from '../../store/query';
import { TRIAGE_STATUSES } from '../../store/triage';
import { severityWords } from '../components';

/** @since 0.1.0 */
export interface Option {
	readonly part: Part;
	readonly value: string;
	readonly label: string;
	/** Heading it stands under; empty for none. */
	readonly heading: string;
}

type Facts = Pick< Config, 'types' | 'groups' | 'user' >;

/**
 * Groups, and the types below each.
 *
 * @since 0.1.0
 */
export function typeOptions( { types, groups }: Facts ): Option[] {
	return Object.entries( groups ).flatMap( ( [ group, label ] ) => [
		{
			part: 'group' as const,
			value: group,
			label: sprintf(
				/* translators: %s: group of event types, like “Comments”. */
				__( 'All of “%s”', 'realtime-events' ),
				label
			),
			heading: label,
		},
		...Object.entries( types )
			.filter( ( [ , looks ] ) => looks.group === group )
			.map( ( [ type, looks ] ) => ( {
				part: 'type' as const,
				value: type,
				label: looks.label,
				heading: label,
			} ) ),
	] );
}

/** @since 0.1.0 */
export function severityOptions(): Option[] {
	const words = severityWords();
	return SEVERITIES.map( ( severity ) => ( {
		part: 'severity',
		value: severity,
		label: words[ severity ],
		heading: '',
	} ) );
}

/**
 * The reader, nobody, and whoever appears in the feed.
 *
 * @since 0.1.0
 */
export function peopleOptions(
	{ user }: Facts,
	events: readonly CloudEvent[]
): Option[] {
	const names = new Map< string, string >( [
		[ String( user.id ), __( 'Me', 'realtime-events' ) ],
		[ '0', __( 'Nobody (the system)', 'realtime-events' ) ],
	] );
	for ( const { actorid, actorname } of events ) {
		if ( actorid !== undefined && actorname && ! names.has( actorid ) ) {
			names.set( actorid, actorname );
		}
	}
	return [ ...names ].map( ( [ value, label ] ) => ( {
		part: 'actor',
		value,
		label,
		heading: '',
	} ) );
}

/**
 * How the team left an event.
 *
 * @since 0.1.0
 */
export function triageOptions(): Option[] {
	const words = {
		open: __( 'Open', 'realtime-events' ),
		claimed: __( 'Somebody is on it', 'realtime-events' ),
		resolved: __( 'Resolved', 'realtime-events' ),
		snoozed: __( 'Snoozed', 'realtime-events' ),
	};
	return TRIAGE_STATUSES.map( ( status ) => ( {
		part: 'triage',
		value: status,
		label: words[ status ],
		heading: '',
	} ) );
}

/**
 * Where events came in, and who may receive them, as far as the feed has seen.
 *
 * @since 0.1.0
 */
export function placeOptions( events: readonly CloudEvent[] ): Option[] {
	const list = ( part: 'channel' | 'origin', heading: string ) =>
		[ ...new Set( events.map( ( event ) => event[ part ] ?? '' ) ) ]
			.filter( Boolean )
			.sort()
			.map( ( value ) => ( { part, value, label: value, heading } ) );
	return [
		...list( 'channel', __( 'Channel', 'realtime-events' ) ),
		...list( 'origin', __( 'Came in by', 'realtime-events' ) ),
	];
}

/** @since 0.1.0 */
export interface Chip {
	readonly part: Part | 'search' | 'since' | 'until';
	readonly side: 'include' | 'exclude';
	readonly value: string;
	readonly label: string;
}

/**
 * What a filter asks for, each thing once.
 *
 * @since 0.1.0
 *
 * @param query
 * @param options All that there are labels for.
 */
export function chipsOf( query: Query, options: readonly Option[] ): Chip[] {
	const chips: Chip[] = [];
	for ( const side of [ 'include', 'exclude' ] as const ) {
		for ( const [ part, values ] of Object.entries(
			query[ side ]
		) as Array< [ Part, readonly string[] ] > ) {
			for ( const value of values ) {
				const label =
					options.find(
						( option ) =>
							option.part === part && option.value === value
					)?.label ?? value;
				chips.push( {
					part,
					side,
					value,
					label:
						side === 'include'
							? label
							: sprintf(
									/* translators: %s: what is left out, like “Comments”. */
									__( 'Not: %s', 'realtime-events' ),
									label
								),
				} );
			}
		}
	}
	return chips;
}
