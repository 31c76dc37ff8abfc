import { __, _n, sprintf } from '@wordpress/i18n';
import type { Breaker, Delivery, DeliveryState } from './types';

const MS_PER_SECOND = 1000;
const SECONDS_PER_MINUTE = 60;
const MINUTES_PER_HOUR = 60;
const HOURS_PER_DAY = 24;

/**
 * The state in a word.
 *
 * @since 0.1.0
 */
export function stateLabel( state: DeliveryState ): string {
	switch ( state ) {
		case 'pending':
			return __( 'Waiting', 'realtime-events' );
		case 'retrying':
			return __( 'Retrying', 'realtime-events' );
		case 'sent':
			return __( 'Delivered', 'realtime-events' );
		case 'dead':
			return __( 'Given up', 'realtime-events' );
		case 'cancelled':
			return __( 'Cancelled', 'realtime-events' );
	}
}

/** Whether it has come to an end, and its event is still kept. */
export const canBeSentAgain = ( {
	state,
	event,
	is_sending: isSending,
}: Pick< Delivery, 'state' | 'event' | 'is_sending' > ): boolean =>
	event !== null &&
	! isSending &&
	state !== 'pending' &&
	state !== 'retrying';

/**
 * How long from now, in one unit: “in 28 min”.
 *
 * @since 0.1.0
 */
export function untilWords( time: string, now: number ): string {
	const seconds = Math.round( ( Date.parse( time ) - now ) / MS_PER_SECOND );
	if ( seconds <= 0 ) {
		return __( 'now', 'realtime-events' );
	}
	if ( seconds < SECONDS_PER_MINUTE ) {
		/* translators: %d: number of seconds. */
		return sprintf( __( 'in %d s', 'realtime-events' ), seconds );
	}
	const minutes = Math.round( seconds / SECONDS_PER_MINUTE );
	if ( minutes < MINUTES_PER_HOUR ) {
		/* translators: %d: number of minutes. */
		return sprintf( __( 'in %d min', 'realtime-events' ), minutes );
	}
	const hours = Math.round( minutes / MINUTES_PER_HOUR );
	if ( hours < HOURS_PER_DAY ) {
		/* translators: %d: number of hours. */
		return sprintf( __( 'in %d h', 'realtime-events' ), hours );
	}
	const days = Math.round( hours / HOURS_PER_DAY );
	return sprintf(
		/* translators: %d: number of days. */
		_n( 'in %d day', 'in %d days', days, 'realtime-events' ),
		days
	);
}

/** @since 0.1.0 */
export function durationWords( ms: number | null ): string {
	if ( ms === null ) {
		return '–';
	}
	if ( ms < MS_PER_SECOND ) {
		/* translators: %d: number of milliseconds. */
		return sprintf( __( '%d ms', 'realtime-events' ), Math.round( ms ) );
	}
	const seconds = ( ms / MS_PER_SECOND ).toLocaleString( undefined, {
		maximumFractionDigits: 1,
	} );
	/* translators: %s: number of seconds, with one decimal. */
	return sprintf( __( '%s s', 'realtime-events' ), seconds );
}

/**
 * What the circuit breaker does, for people who never heard of one. Null while all is well.
 *
 * @since 0.1.0
 */
export function breakerWords( breaker: Breaker, now: number ): string | null {
	switch ( breaker.state ) {
		case 'open':
			return sprintf(
				/* translators: 1: number of failures, 2: when it goes on, like “in 30 s”. */
				_n(
					'The server failed %1$d time, so sending rests. It goes on %2$s. Nothing is lost: events wait here.',
					'The server failed %1$d times in a row, so sending rests. It goes on %2$s. Nothing is lost: events wait here.',
					breaker.failures,
					'realtime-events'
				),
				breaker.failures,
				untilWords(
					new Date(
						( breaker.until ?? 0 ) * MS_PER_SECOND
					).toISOString(),
					now
				)
			);
		case 'half-open':
			return __(
				'Sending rested because the server failed. The next event tries again, and if it arrives the rest follow.',
				'realtime-events'
			);
		case 'closed':
			return closedWords( breaker.failures );
	}
}

function closedWords( failures: number ): string | null {
	if ( failures === 0 ) {
		return null;
	}
	if ( failures === 1 ) {
		return __(
			'The last attempt failed. Sending goes on; what failed is tried again.',
			'realtime-events'
		);
	}
	return sprintf(
		/* translators: %d: number of failures, 2 or more. */
		__(
			'The last %d attempts failed. Sending goes on; what failed is tried again.',
			'realtime-events'
		),
		failures
	);
}
