import { speak } from '@wordpress/a11y';
import { useSelect } from '@wordpress/data';
import { useEffect, useMemo, useRef } from '@wordpress/element';
import { _n, sprintf } from '@wordpress/i18n';
import { store as preferencesStore } from '@wordpress/preferences';
import { config, onEvents, store } from '@realtime-events/client';
import type { CloudEvent } from '@realtime-events/client';
import { compile } from '../../store/query';
import type { Predicate } from '../../store/query';
import { connectionWords, plainSentence } from '../components';
import { PREFERENCES_SCOPE, VERBOSITY, verbosityFrom } from './preferences';
import type { Verbosity } from './preferences';

/** A screen reader that is interrupted all the time says nothing. */
const SPEAK_EVERY_MS = 10_000;
/** Nobody listens to more sentences than these. */
const MAX_SENTENCES = 5;

/**
 * Tells screen readers what the others see: new events that the feed's filter
 * lets through, a few words at a time, and every change of the connection's phase.
 *
 * @since 0.1.0
 */
export function useAnnouncer(): void {
	const verbosity = useSelect(
		( select ) =>
			verbosityFrom(
				select( preferencesStore ).get( PREFERENCES_SCOPE, VERBOSITY )
			),
		[]
	);
	const connection = useSelect(
		( select ) => select( store ).getConnection(),
		[]
	);
	const query = useSelect( ( select ) => select( store ).getQuery(), [] );
	const passes = useRef< Predicate >( () => false );
	passes.current = useMemo( () => compile( query, config.types ), [ query ] );
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
		let newest: CloudEvent[] = [];
		let count = 0;
		let timer: number | null = null;
		let spokenAt = 0;
		const say = () => {
			timer = null;
			spokenAt = Date.now();
			speak( announcementOf( newest, count, verbosity ) );
			newest = [];
			count = 0;
		};
		const stop = onEvents( ( all ) => {
			const events = all.filter( passes.current );
			if ( events.length === 0 ) {
				return;
			}
			count += events.length;
			newest = [ ...newest, ...events.slice( -MAX_SENTENCES ) ].slice(
				-MAX_SENTENCES
			);
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
 * What is said of new events.
 *
 * @since 0.1.0
 *
 * @param newest    The last of them, oldest first.
 * @param count     How many there are.
 * @param verbosity
 */
export function announcementOf(
	newest: readonly CloudEvent[],
	count: number,
	verbosity: Verbosity
): string {
	const number = sprintf(
		/* translators: %d: number of events. */
		_n( '%d new event', '%d new events', count, 'realtime-events' ),
		count
	);
	if ( count > 1 && verbosity !== 'each' ) {
		return number;
	}
	const sentences = newest.map( ( event ) => plainSentence( event, config ) );
	// The number first: it is what matters of a storm.
	return [
		...( count > newest.length ? [ number ] : [] ),
		...sentences,
	].join( '. ' );
}
