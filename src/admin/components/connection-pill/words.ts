import { __, sprintf } from '@wordpress/i18n';
import type { ConnectionState } from '@realtime-events/client';

/** @since 0.1.0 */
export type Tone = 'good' | 'busy' | 'poor' | 'bad';

/** @since 0.1.0 */
export interface ConnectionWords {
	/** A few words for the pill. */
	readonly label: string;
	/** One sentence: what it is, and what it means for the reader. */
	readonly explanation: string;
	readonly tone: Tone;
	/** Whether “Retry now” could change anything. */
	readonly canRetry: boolean;
}

const SECOND_MS = 1_000;

/**
 * Says in plain words how a connection stands.
 *
 * @since 0.1.0
 *
 * @param state
 * @param now   In ms since 1970.
 */
export function connectionWords(
	state: ConnectionState,
	now: number
): ConnectionWords {
	return {
		label: labelFor( state, now ),
		explanation: explanationFor( state ),
		tone: TONES[ state.phase ],
		canRetry: [ 'reconnecting', 'polling', 'denied' ].includes(
			state.phase
		),
	};
}

const TONES: Record< ConnectionState[ 'phase' ], Tone > = {
	idle: 'busy',
	connecting: 'busy',
	live: 'good',
	reconnecting: 'busy',
	polling: 'poor',
	offline: 'bad',
	denied: 'bad',
};

function labelFor( state: ConnectionState, now: number ): string {
	switch ( state.phase ) {
		case 'live':
			return state.latencyMs === null
				? __( 'Live', 'realtime-events' )
				: sprintf(
						/* translators: %d: round trip in milliseconds. */
						__( 'Live · %d ms', 'realtime-events' ),
						Math.round( state.latencyMs )
					);
		case 'connecting':
			return __( 'Connecting…', 'realtime-events' );
		case 'reconnecting': {
			const waitMs = ( state.retryAt ?? 0 ) - now;
			return waitMs > 0
				? sprintf(
						/* translators: %d: number of seconds. */
						__( 'Reconnecting in %d s', 'realtime-events' ),
						Math.ceil( waitMs / SECOND_MS )
					)
				: __( 'Reconnecting…', 'realtime-events' );
		}
		case 'polling':
			return state.reason === 'no_hub'
				? __( 'Polling', 'realtime-events' )
				: __( 'Polling — hub unreachable', 'realtime-events' );
		case 'offline':
			return __( 'Offline', 'realtime-events' );
		case 'denied':
			return __( 'No access', 'realtime-events' );
		default:
			return __( 'Not connected', 'realtime-events' );
	}
}

function explanationFor( { phase, reason }: ConnectionState ): string {
	if ( phase === 'polling' && reason !== 'no_hub' ) {
		return explanationOfPolling( reason );
	}
	switch ( reason ) {
		case 'subscribed':
			return __(
				'New events reach this screen the moment they happen.',
				'realtime-events'
			);
		case 'relay':
			return __(
				'Your relay says when something happens, and this screen reads it from your site at once.',
				'realtime-events'
			);
		case 'relay_public':
			return __(
				'Public events reach this screen the moment they happen. Your relay gets no others, so this screen asks your site for them every few seconds.',
				'realtime-events'
			);
		case 'no_hub':
			return __(
				'No hub is set up, so this screen asks your site every few seconds. Events arrive a little later.',
				'realtime-events'
			);
		case 'hub_closing':
			return __(
				'The hub is restarting. Nothing is lost: what happens now is shown when it is back.',
				'realtime-events'
			);
		case 'site_unreachable':
			return __(
				'Your site isn’t answering. This screen keeps trying and catches up by itself.',
				'realtime-events'
			);
		case 'too_slow':
			return __(
				'More came in than this browser could take. It is catching up.',
				'realtime-events'
			);
		case 'browser_offline':
			return __(
				'This device has no network. The screen catches up when it is back.',
				'realtime-events'
			);
		case 'signed_out':
			return __(
				'You are signed out. Sign in again, in another tab if you like.',
				'realtime-events'
			);
		case 'no_permission':
			return __(
				'Your account may not see these events. An administrator can change that.',
				'realtime-events'
			);
		case 'starting':
			return __( 'Looking for the hub.', 'realtime-events' );
		case 'stopped':
		case 'not_started':
			return __( 'This screen is not listening.', 'realtime-events' );
		default:
			return __(
				'The connection broke. This screen reconnects by itself and misses nothing.',
				'realtime-events'
			);
	}
}

function explanationOfPolling( reason: ConnectionState[ 'reason' ] ): string {
	switch ( reason ) {
		case 'hub_refused':
			return __(
				'Your hub refuses this site. Events still arrive, every few seconds. The doctor finds the cause.',
				'realtime-events'
			);
		case 'token_refused':
			return __(
				'Your hub doesn’t accept this site’s key. Events still arrive, every few seconds.',
				'realtime-events'
			);
		default:
			return __(
				'Your hub isn’t answering. Events still arrive, every few seconds, until it is back.',
				'realtime-events'
			);
	}
}
