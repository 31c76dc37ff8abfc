import { useDispatch, useSelect } from '@wordpress/data';
import { useEffect, useMemo, useState } from '@wordpress/element';
import { store } from '@realtime-events/client';
import type { CloudEvent } from '@realtime-events/client';
import { readPinned, readTriage } from './beside/requests';

declare global {
	interface Window {
		/** What the page of the feed knows before its script asks. */
		realtimeEventsFeed?: { readonly pinned: readonly CloudEvent[] };
	}
}

/**
 * What the team has pinned. It changes when nobody reads: a pin more moves
 * everything below it.
 *
 * @since 0.1.0
 *
 * @return What was pinned last first.
 */
export function usePinned(): readonly CloudEvent[] {
	const { states, isStill } = useSelect( ( select ) => {
		const feed = select( store );
		return {
			states: feed.getTriageStates(),
			isStill: feed.isHeld() || feed.isPaused(),
		};
	}, [] );
	const { triageRead } = useDispatch( store );
	const [ read, setRead ] = useState< readonly CloudEvent[] >(
		() => window.realtimeEventsFeed?.pinned ?? []
	);
	const [ shown, setShown ] = useState( read );
	const lastPin = useMemo(
		() =>
			Object.values( states ).reduce(
				( last, { pinned_at: at } ) => ( at > last ? at : last ),
				''
			),
		[ states ]
	);

	useEffect( () => {
		if ( lastPin === '' ) {
			return;
		}
		let isOver = false;
		readPinned().then(
			( events ) => ! isOver && setRead( events ),
			// What is shown was true a moment ago.
			() => undefined
		);
		return () => {
			isOver = true;
		};
	}, [ lastPin ] );

	useEffect( () => {
		if ( read.length > 0 ) {
			readTriage( read.map( ( { id } ) => id ) ).then(
				triageRead,
				() => undefined
			);
		}
	}, [ read, triageRead ] );

	useEffect( () => {
		if ( ! isStill ) {
			setShown( read );
		}
	}, [ read, isStill ] );

	return shown;
}
