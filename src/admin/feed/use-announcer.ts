import { speak } from '@wordpress/a11y';
import { useSelect } from '@wordpress/data';
import { useEffect, useRef } from '@wordpress/element';
import { _n, sprintf } from '@wordpress/i18n';
import { config, onEvents, store } from '@realtime-events/client';
import type { CloudEvent } from '@realtime-events/client';
import { connectionWords, plainSentence } from '../components';
import type { Verbosity } from './preferences';

/** A screen reader that is interrupted all the time says nothing. */
const SPEAK_EVERY_MS = 10_000;

/**
 * Tells screen readers what the others see: new events, a few words at a time,
 * and every change of the connection's phase.
 *
 * @since 0.1.0
 *
 * @param verbosity
 */
export function useAnnouncer( verbosity: Verbosity ): void {
	const connection = useSelect(
		( select ) => select( store ).getConnection(),
		[]
	);
	const { phase } = connection;
	const latest = useRef( connection );
	latest.current = connection;

	useEffect( () => {
		if ( phase !== 'idle' && phase !== 'connecting' ) {
			speak( connectionWords( latest.current, Date.now() ).label );
		}
	}, [ phase ] );

	useEffect( () => {
		if ( verbosity === 'off' ) {
			return;
		}
		let waiting: CloudEvent[] = [];
		let timer: number | null = null;
		let spokenAt = 0;
		const say = () => {
			timer = null;
			spokenAt = Date.now();
			speak( announcementOf( waiting, verbosity ) );
			waiting = [];
		};
		const stop = onEvents( ( events ) => {
			waiting.push( ...events );
			timer ??= window.setTimeout(
				say,
				Math.max( 0, spokenAt + SPEAK_EVERY_MS - Date.now() )
			);
		} );
		return () => {
			stop();
			if ( timer !== null ) {
				window.clearTimeout( timer );
			}
		};
	}, [ verbosity ] );
}

/**
 * @since 0.1.0
 *
 * @param events
 * @param verbosity
 */
export function announcementOf(
	events: readonly CloudEvent[],
	verbosity: Verbosity
): string {
	const [ only ] = events;
	if ( only && ( events.length === 1 || verbosity === 'each' ) ) {
		return events
			.map( ( event ) => plainSentence( event, config ) )
			.join( '. ' );
	}
	return sprintf(
		/* translators: %d: number of events. */
		_n( '%d new event', '%d new events', events.length, 'realtime-events' ),
		events.length
	);
}
