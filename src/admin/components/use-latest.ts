import { on, readNewest } from '@realtime-events/client';
import type { CloudEvent } from '@realtime-events/client';
import { useEffect, useState } from '@wordpress/element';
import { mergeLatest } from './latest';

/**
 * The newest events, read once and kept up to date from then on.
 *
 * @param limit - How many.
 * @param isOn  - Whether anybody looks; nothing is asked before that.
 * @return Null until they are read; an empty list where there are none.
 *
 * @since 0.1.0
 */
export function useLatest(
	limit: number,
	isOn = true
): readonly CloudEvent[] | null {
	const [ events, setEvents ] = useState< readonly CloudEvent[] | null >(
		null
	);
	useEffect( () => {
		if ( ! isOn ) {
			return undefined;
		}
		let isWanted = true;
		const add = ( more: readonly CloudEvent[] ) => {
			if ( isWanted ) {
				setEvents( ( known ) =>
					mergeLatest( known ?? [], more, limit )
				);
			}
		};
		// First the ear, then the look: what comes in between is heard.
		const stop = on( '*', ( event ) => add( [ event ] ) );
		// Where the site does not answer, what is heard is shown all the same.
		void readNewest().then( add, () => undefined );
		return () => {
			isWanted = false;
			stop();
		};
	}, [ limit, isOn ] );
	return events;
}
