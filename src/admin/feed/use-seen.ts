import { useSelect } from '@wordpress/data';
import { useCallback, useEffect, useRef } from '@wordpress/element';
import { store } from '@realtime-events/client';
import type { CloudEvent } from '@realtime-events/client';

const FACTS = [ 'actorid', 'channel', 'origin' ] as const;

/**
 * Events of everybody and of every place that the feed has shown since it was
 * opened: who is filtered out is not in it any more, and still has a name.
 *
 * @since 0.1.0
 *
 * @return Looks at the feed as it is now, too.
 */
export function useSeen(): () => readonly CloudEvent[] {
	const { getItems } = useSelect( store );
	const status = useSelect( ( select ) => select( store ).getStatus(), [] );
	const seen = useRef( new Map< string, CloudEvent >() );
	const look = useCallback( () => {
		for ( const event of getItems() ) {
			for ( const fact of FACTS ) {
				const key = `${ fact }:${ event[ fact ] }`;
				if ( ! seen.current.has( key ) ) {
					seen.current.set( key, event );
				}
			}
		}
		return [ ...seen.current.values() ];
	}, [ getItems ] );
	// A filter begins with an empty feed.
	useEffect( () => void look(), [ look, status ] );
	return look;
}
