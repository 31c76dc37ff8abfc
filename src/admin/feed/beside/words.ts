import { dateI18n, getSettings } from '@wordpress/date';
import { __, sprintf } from '@wordpress/i18n';
import type { Delivery } from '../../deliveries/types';
import { durationWords, stateLabel, untilWords } from '../../deliveries/words';
import { statusAt } from '../../../store/triage';
import type { Triage } from '../../../store/triage';

/**
 * How an event stands with the team, in a few words; empty where nobody did anything.
 *
 * @since 0.1.0
 *
 * @param triage
 * @param now    In ms since 1970.
 */
export function triageWords( triage: Triage, now: number ): string {
	const name = triage.by?.name ?? '';
	switch ( statusAt( triage, now ) ) {
		case 'claimed':
			/* translators: %s: name of a person. */
			return sprintf( __( '%s is on it', 'realtime-events' ), name );
		case 'resolved':
			/* translators: %s: name of a person. */
			return sprintf( __( 'Resolved by %s', 'realtime-events' ), name );
		case 'snoozed':
			return triage.until === null
				? __( 'Snoozed', 'realtime-events' )
				: sprintf(
						/* translators: %s: date and time. */
						__( 'Snoozed until %s', 'realtime-events' ),
						dateI18n(
							getSettings().formats.datetimeAbbreviated,
							triage.until,
							undefined
						)
					);
		default:
			return '';
	}
}

/**
 * Who pinned an event; empty where nobody did.
 *
 * @since 0.1.0
 */
export const pinWords = ( { pinned }: Triage ): string =>
	pinned === null
		? ''
		: sprintf(
				/* translators: %s: name of a person. */
				__( 'Pinned by %s', 'realtime-events' ),
				pinned.name
			);

/**
 * What the signs say, for who cannot see them.
 *
 * @since 0.1.0
 */
export const reactionLabels = (): Record< string, string > => ( {
	'👍': __( 'Good', 'realtime-events' ),
	'🙏': __( 'Thank you', 'realtime-events' ),
	'🎉': __( 'Hooray', 'realtime-events' ),
	'👀': __( 'I’m looking at it', 'realtime-events' ),
} );

/**
 * From the moment of the event to the server's word that it has it.
 *
 * @since 0.1.0
 *
 * @return Milliseconds; null while it is on its way.
 */
export function deliveryMs( {
	acknowledged,
	created,
	event,
}: Delivery ): number | null {
	return acknowledged === null
		? null
		: Math.max(
				0,
				Date.parse( acknowledged ) -
					Date.parse( event?.time ?? created )
			);
}

/**
 * Where an event is on its way, in a few words.
 *
 * @since 0.1.0
 *
 * @param delivery
 * @param now      In ms since 1970.
 */
export function deliveryWords( delivery: Delivery, now: number ): string {
	switch ( delivery.state ) {
		case 'pending':
			return delivery.is_sending
				? __( 'Sending…', 'realtime-events' )
				: __( 'Stored', 'realtime-events' );
		case 'retrying':
			return sprintf(
				/* translators: 1: which attempt is next, like 3, 2: when, like “in 28 min”. */
				__( 'Retrying (attempt %1$d, %2$s)', 'realtime-events' ),
				delivery.attempts + 1,
				untilWords( delivery.next_attempt ?? delivery.created, now )
			);
		case 'sent':
			return sprintf(
				/* translators: %s: how long it took, like “34 ms”. */
				__( 'Delivered (%s)', 'realtime-events' ),
				durationWords( deliveryMs( delivery ) )
			);
		default:
			return stateLabel( delivery.state );
	}
}
