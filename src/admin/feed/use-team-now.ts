import { useSelect } from '@wordpress/data';
import { useState } from '@wordpress/element';
import { store } from '@realtime-events/client';
import { useNow } from '../components';
import { useWaking } from './use-waking';

const TICK_MS = 20_000;

/**
 * The time, now and then, and at each moment at which something that was put
 * off comes back: nothing says “until 10:00” when it is ten.
 *
 * @since 0.1.0
 *
 * @return ms since 1970.
 */
export function useTeamNow(): number {
	const tick = useNow( TICK_MS );
	const [ woken, setWoken ] = useState( 0 );
	useWaking(
		useSelect( ( select ) => select( store ).getTriageStates(), [] ),
		() => setWoken( Date.now() )
	);
	return Math.max( tick, woken );
}
