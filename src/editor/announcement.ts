import { __, _n, sprintf } from '@wordpress/i18n';
import type { Arrivals } from './arrivals';

/** How far it has come, as `includes/editor/class-announcements.php` says it. */
export interface Way {
	readonly state:
		'stored' | 'pending' | 'retrying' | 'sent' | 'dead' | 'cancelled';
	readonly sent_after_ms: number | null;
}

/**
 * What became of a publication: `GET /posts/{id}/announcement`.
 *
 * @since 0.1.0
 */
export interface Announcement extends Way {
	readonly event: string;
	readonly public: Way | null;
}

/** @since 0.1.0 */
export interface Step {
	readonly name: 'stored' | 'sent' | 'shown';
	readonly state: 'done' | 'waiting' | 'failed';
	readonly text: string;
}

/**
 * Whether more is to be heard of it.
 *
 * @since 0.1.0
 */
export const isUnderWay = ( announcement: Announcement | null ): boolean =>
	announcement === null ||
	[ announcement, announcement.public ].some(
		( way ) => way?.state === 'pending' || way?.state === 'retrying'
	);

/**
 * How far the news has come, in words. What visitors are told goes a way of its
 * own; where it is, that is the one that matters.
 *
 * @since 0.1.0
 *
 * @param announcement Null until the site has said it.
 * @param arrivals     What came to this screen.
 */
export function stepsOf(
	announcement: Announcement | null,
	arrivals: Arrivals
): Step[] {
	const way = announcement?.public ?? announcement;
	const arrival = announcement?.public ? arrivals.visitors : arrivals.team;
	return [
		{
			name: 'stored',
			state: announcement || arrivals.team ? 'done' : 'waiting',
			text: __( 'Stored', 'realtime-events' ),
		},
		sentStep( way ),
		shownStep( way, arrival?.reached ?? null ),
	];
}

function sentStep( way: Way | null ): Step {
	const step = ( state: Step[ 'state' ], text: string ): Step => ( {
		name: 'sent',
		state,
		text,
	} );
	switch ( way?.state ) {
		case 'sent':
			return step(
				'done',
				way.sent_after_ms === null
					? __( 'Sent', 'realtime-events' )
					: sprintf(
							/* translators: %d: milliseconds. */
							__( 'Sent (%d ms)', 'realtime-events' ),
							way.sent_after_ms
						)
			);
		case 'retrying':
			return step(
				'waiting',
				__(
					'Your hub is not answering. It is sent as soon as the hub is back.',
					'realtime-events'
				)
			);
		case 'dead':
			return step(
				'failed',
				__(
					'Your hub did not take it. An administrator sees why under Deliveries.',
					'realtime-events'
				)
			);
		case 'cancelled':
			return step(
				'failed',
				__( 'An administrator stopped it.', 'realtime-events' )
			);
		case 'stored':
			return step(
				'done',
				__(
					'No hub is set up: others see it as soon as their page asks.',
					'realtime-events'
				)
			);
		default:
			return step( 'waiting', __( 'Sending…', 'realtime-events' ) );
	}
}

function shownStep( way: Way | null, reached: number | null ): Step {
	if ( way?.state !== 'sent' || reached === null ) {
		return {
			name: 'shown',
			state: 'waiting',
			text: __( 'Shown', 'realtime-events' ),
		};
	}
	return {
		name: 'shown',
		state: 'done',
		text:
			reached === 0
				? __(
						'Nobody else is here to see it this moment.',
						'realtime-events'
					)
				: sprintf(
						/* translators: %d: number of people. */
						_n(
							'Shown to %d other person',
							'Shown to %d other people',
							reached,
							'realtime-events'
						),
						reached
					),
	};
}
