import { select } from '@wordpress/data';
import { useEffect, useState } from '@wordpress/element';
import { onEvents, store } from '@realtime-events/client';
import { arrivalsAfter, NOTHING_YET, type Arrivals } from './arrivals';

/**
 * How the news of a post's publication came to this screen.
 *
 * @since 0.1.0
 *
 * @param subject The post, as events name it; null for none.
 */
export function useArrivals( subject: string | null ): Arrivals {
	const [ arrivals, setArrivals ] = useState( NOTHING_YET );
	useEffect( () => {
		setArrivals( NOTHING_YET );
		return onEvents( ( events ) =>
			setArrivals( ( known ) =>
				arrivalsAfter( known, events, subject, present )
			)
		);
	}, [ subject ] );
	return arrivals;
}

/** The number is of those to whom the hub pushes. */
function present( channel: string ): number | null {
	const { getConnection, getPresence } = select( store );
	const { count } = getPresence( channel );
	return getConnection().phase === 'live' && count > 0 ? count : null;
}
