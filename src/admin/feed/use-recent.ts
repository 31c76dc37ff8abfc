import { useSelect } from '@wordpress/data';
import {
	useCallback,
	useEffect,
	useLayoutEffect,
	useRef,
} from '@wordpress/element';
import type { RefObject } from 'react';
import { onEvents, store } from '@realtime-events/client';
import type { CloudEvent } from '@realtime-events/client';

/** Longer than a row takes to slide in, shorter than it takes to scroll back to it. */
const RECENT_MS = 2_000;
/** In a storm nothing slides. */
const MAX_RECENT = 20;

/**
 * Ids of the events that have just come, or have just been let in where they
 * waited for a reader, whose rows slide in.
 *
 * @since 0.1.0
 */
export function useRecent(): RefObject< ReadonlySet< string > > {
	const recent = useRef( new Set< string >() );
	const pending = useSelect( ( select ) => select( store ).getPending(), [] );
	const waited = useRef( pending );
	const add = useCallback( ( events: readonly CloudEvent[] ) => {
		const ids = recent.current;
		if ( ids.size + events.length > MAX_RECENT ) {
			return;
		}
		events.forEach( ( { id } ) => ids.add( id ) );
		window.setTimeout(
			() => events.forEach( ( { id } ) => ids.delete( id ) ),
			RECENT_MS
		);
	}, [] );
	useEffect( () => onEvents( add ), [ add ] );
	// Before the rows are drawn, which React does later.
	useLayoutEffect( () => {
		if ( pending.length === 0 && waited.current.length > 0 ) {
			add( waited.current );
		}
		waited.current = pending;
	}, [ add, pending ] );
	return recent;
}
