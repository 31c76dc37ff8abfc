import { useSelect } from '@wordpress/data';
import { useEffect, useState } from '@wordpress/element';
import { addQueryArgs } from '@wordpress/url';
import { config, onEvents, request, store } from '@realtime-events/client';
import { asksForTriage, compile, toParams } from '../../store/query';
import { isTriageable } from '../../store/triage';
import { activityFor } from './activity';
import type { Bar, Counted } from './activity';
import { chartRange } from './chart-range';
import type { Interval } from './chart-range';

/** The chart may lag; what it must not do is draw with every event. */
const DRAW_EVERY_MS = 1_000;
const TICK_MS = 15_000;

interface ActivityBars {
	readonly bars: readonly Bar[];
	readonly interval: Interval;
}

const groupOf = ( type: string ): string =>
	config.types[ type ]?.group ?? 'custom';

/**
 * How many events there were under the feed's filter, by time and group: read
 * once, counted on live.
 *
 * @since 0.1.0
 */
export function useActivity(): ActivityBars {
	const query = useSelect( ( select ) => select( store ).getQuery(), [] );
	const [ shown, setShown ] = useState< ActivityBars >( {
		bars: [],
		interval: 'minute',
	} );
	const [ actions, setActions ] = useState( 0 );

	useEffect( () => {
		if ( ! asksForTriage( query ) ) {
			return;
		}
		// What somebody does about an event moves it in or out of the count, in whatever bar it is.
		let timer = 0;
		const stop = onEvents( ( events ) => {
			if ( ! events.every( isTriageable ) ) {
				window.clearTimeout( timer );
				timer = window.setTimeout(
					() => setActions( ( count ) => count + 1 ),
					DRAW_EVERY_MS
				);
			}
		} );
		return () => {
			stop();
			window.clearTimeout( timer );
		};
	}, [ query ] );

	useEffect( () => {
		let timer: number | null = null;
		let isOver = false;
		const range = chartRange( query, Date.now() );
		const activity = activityFor( range, groupOf );
		const passes = compile( query, config.types );
		const draw = () => {
			timer = null;
			if ( ! isOver ) {
				setShown( {
					bars: activity.bars(
						chartRange( query, Date.now(), range.interval )
					),
					interval: range.interval,
				} );
			}
		};
		const soon = () => {
			timer ??= window.setTimeout( draw, DRAW_EVERY_MS );
		};
		const stop = onEvents( ( events ) => {
			activity.add( events.filter( passes ) );
			soon();
		} );
		const tick = range.isLive ? window.setInterval( soon, TICK_MS ) : 0;
		request< Counted >(
			addQueryArgs( '/events/chart', {
				...toParams( query ),
				interval: range.interval,
				since: range.since,
			} )
		)
			.then(
				( { body } ) => activity.begin( body ),
				// Without its past the chart begins with now.
				() => activity.begin( null )
			)
			.then( draw );
		return () => {
			isOver = true;
			stop();
			window.clearInterval( tick );
			if ( timer !== null ) {
				window.clearTimeout( timer );
			}
		};
	}, [ query, actions ] );

	return shown;
}
