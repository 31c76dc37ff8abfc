import { dateI18n, getSettings } from '@wordpress/date';
import { __, sprintf } from '@wordpress/i18n';
import type { ConnectionState } from '@realtime-events/client';

interface Props {
	readonly state: ConnectionState;
	/** RFC 3339; null where none came yet. */
	readonly lastEventTime: string | null;
}

const SECOND_MS = 1_000;

/**
 * What is behind the pill: the facts for whoever wants them.
 */
export function ConnectionDetails( { state, lastEventTime }: Props ) {
	const { formats } = getSettings();
	const facts: Array< [ string, string ] > = [];
	if ( state.since > 0 ) {
		facts.push( [
			__( 'Since', 'realtime-events' ),
			dateI18n( formats.time, new Date( state.since ), undefined ),
		] );
	}
	if ( lastEventTime !== null ) {
		facts.push( [
			__( 'Last event', 'realtime-events' ),
			dateI18n( formats.datetime, lastEventTime, undefined ),
		] );
	}
	if ( state.latencyMs !== null ) {
		facts.push( [
			__( 'Round trip', 'realtime-events' ),
			sprintf(
				/* translators: %d: number of milliseconds. */
				__( '%d ms', 'realtime-events' ),
				Math.round( state.latencyMs )
			),
		] );
	}
	if ( state.retryAt !== null ) {
		facts.push( [
			__( 'Next attempt', 'realtime-events' ),
			sprintf(
				/* translators: 1: number of the attempt, 2: number of seconds. */
				__( 'No. %1$d, in %2$d s', 'realtime-events' ),
				state.attempt + 1,
				Math.max(
					0,
					Math.ceil( ( state.retryAt - Date.now() ) / SECOND_MS )
				)
			),
		] );
	}
	if ( state.code !== null ) {
		facts.push( [ __( 'Code', 'realtime-events' ), state.code ] );
	}
	return (
		<dl className="realtime-events-pill__facts">
			{ facts.map( ( [ term, value ] ) => (
				<div key={ term }>
					<dt>{ term }</dt>
					<dd>{ value }</dd>
				</div>
			) ) }
		</dl>
	);
}
