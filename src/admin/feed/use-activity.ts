import { useEffect, useRef, useState } from '@wordpress/element';
import { config, onEvents, readHistory } from '@realtime-events/client';
import { EVERYTHING } from '../../store/query';
import { Activity, MINUTE_MS, MINUTES } from './activity';
import type { Bar } from './activity';

/** The chart may lag; what it must not do is draw with every event. */
const DRAW_EVERY_MS = 1_000;
const MINUTE_TICK_MS = 15_000;
/** A busier hour than this begins to be counted when the screen opens. */
const MAX_PAGES = 6;

/**
 * Events a minute by group over the last hour: read once, counted on live.
 *
 * @since 0.1.0
 */
export function useActivity(): readonly Bar[] {
	const [ bars, setBars ] = useState< readonly Bar[] >( [] );
	const activity = useRef(
		new Activity( ( type ) => config.types[ type ]?.group ?? 'custom' )
	);

	useEffect( () => {
		let timer: number | null = null;
		let isGone = false;
		const draw = () => {
			timer = null;
			setBars( activity.current.bars( Date.now() ) );
		};
		const soon = () => {
			timer ??= window.setTimeout( draw, DRAW_EVERY_MS );
		};
		const stop = onEvents( ( events ) => {
			activity.current.add( events );
			soon();
		} );
		const tick = window.setInterval( soon, MINUTE_TICK_MS );
		const readHour = async () => {
			const query = {
				...EVERYTHING,
				since: new Date(
					Date.now() - MINUTES * MINUTE_MS
				).toISOString(),
			};
			let before: string | null = null;
			for ( let page = 0; page < MAX_PAGES && ! isGone; page++ ) {
				const { events, more } = await readHistory( query, before );
				activity.current.add( events );
				before = events.at( -1 )?.sequence ?? null;
				if ( ! more || before === null ) {
					break;
				}
			}
			draw();
		};
		// Without its past the chart begins with now.
		readHour().catch( draw );
		return () => {
			isGone = true;
			stop();
			window.clearInterval( tick );
			if ( timer !== null ) {
				window.clearTimeout( timer );
			}
		};
	}, [] );

	return bars;
}
