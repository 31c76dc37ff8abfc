import { useSelect } from '@wordpress/data';
import { useEffect, useState } from '@wordpress/element';
import { onEvents, store } from '@realtime-events/client';
import { Latency } from './latency';

const DRAW_EVERY_MS = 1_000;
/** What the polling that this replaces would have done. */
const POLL_EVERY_MS = 15_000;

interface Lens {
	/** In ms, oldest first. */
	readonly values: readonly number[];
	readonly p95: number | null;
	/** Requests that a screen which asks every 15 s would have made meanwhile. */
	readonly saved: number;
}

/**
 * How fast events come to this screen, and what that spares the site.
 *
 * @since 0.1.0
 */
export function useLatency(): Lens {
	const isLive = useSelect(
		( select ) => select( store ).getConnection().phase === 'live',
		[]
	);
	const [ saved, setSaved ] = useState( 0 );
	const [ shown, setShown ] = useState< Omit< Lens, 'saved' > >( {
		values: [],
		p95: null,
	} );

	useEffect( () => {
		if ( ! isLive ) {
			return;
		}
		const latency = new Latency();
		let timer: number | null = null;
		const draw = () => {
			timer = null;
			setShown( { values: latency.values(), p95: latency.p95() } );
		};
		const stop = onEvents( ( events ) => {
			latency.add( events, Date.now() );
			timer ??= window.setTimeout( draw, DRAW_EVERY_MS );
		} );
		const polls = window.setInterval(
			() => setSaved( ( count ) => count + 1 ),
			POLL_EVERY_MS
		);
		return () => {
			stop();
			window.clearInterval( polls );
			if ( timer !== null ) {
				window.clearTimeout( timer );
			}
		};
	}, [ isLive ] );

	return { ...shown, saved };
}
