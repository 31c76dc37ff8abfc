import { useEffect, useRef } from '@wordpress/element';
import type { RefObject } from 'react';
import { onEvents } from '@realtime-events/client';

/** Longer than a row takes to slide in, shorter than it takes to scroll back to it. */
const RECENT_MS = 2_000;
/** In a storm nothing slides. */
const MAX_RECENT = 20;

/**
 * Ids of the events that have just come, whose rows slide in.
 *
 * @since 0.1.0
 */
export function useRecent(): RefObject< ReadonlySet< string > > {
	const recent = useRef( new Set< string >() );
	useEffect( () => {
		const ids = recent.current;
		return onEvents( ( events ) => {
			if ( ids.size + events.length > MAX_RECENT ) {
				return;
			}
			events.forEach( ( { id } ) => ids.add( id ) );
			window.setTimeout(
				() => events.forEach( ( { id } ) => ids.delete( id ) ),
				RECENT_MS
			);
		} );
	}, [] );
	return recent;
}
