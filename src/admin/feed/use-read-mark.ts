import { useDispatch, useSelect } from '@wordpress/data';
import { useEffect, useState } from '@wordpress/element';
import { store as preferencesStore } from '@wordpress/preferences';
import { store } from '@realtime-events/client';
import { laterSequence } from '../../connection/sequence';
import { PREFERENCES_SCOPE } from './preferences';

const READ_UP_TO = 'readUpTo';
/** As long as it takes to see that there is something new. */
const READ_AFTER_MS = 4_000;

/**
 * Remembers per user, across devices, up to where the feed was read: what has
 * been on screen at the top for a moment, in a window that is looked at.
 *
 * @since 0.1.0
 */
export function useReadMark(): void {
	const { newest, isHeld, readUpTo, remembered, unread } = useSelect(
		( select ) => {
			const feed = select( store );
			return {
				newest: feed.getItems()[ 0 ]?.sequence ?? null,
				isHeld: feed.isHeld(),
				readUpTo: feed.getReadUpTo(),
				unread: feed.getUnreadCount(),
				remembered: select( preferencesStore ).get(
					PREFERENCES_SCOPE,
					READ_UP_TO
				) as string | undefined,
			};
		},
		[]
	);
	const { markRead } = useDispatch( store );
	const { set } = useDispatch( preferencesStore );
	const isLookedAt = useIsLookedAt();

	useEffect( () => {
		if ( newest === null ) {
			return;
		}
		if ( readUpTo === null ) {
			// Somebody's first visit: everything before it is old news.
			void markRead( remembered ?? newest );
			return;
		}
		if ( ! isLookedAt || isHeld || unread === 0 ) {
			return;
		}
		const timer = window.setTimeout( () => {
			void markRead( newest );
			void set(
				PREFERENCES_SCOPE,
				READ_UP_TO,
				laterSequence( newest, remembered ?? '0' )
			);
		}, READ_AFTER_MS );
		return () => window.clearTimeout( timer );
	}, [
		newest,
		readUpTo,
		remembered,
		isLookedAt,
		isHeld,
		unread,
		markRead,
		set,
	] );
}

function useIsLookedAt(): boolean {
	const read = () => document.visibilityState === 'visible';
	const [ isLookedAt, setLookedAt ] = useState( read );
	useEffect( () => {
		const update = () => setLookedAt( read() );
		document.addEventListener( 'visibilitychange', update );
		return () => document.removeEventListener( 'visibilitychange', update );
	}, [] );
	return isLookedAt;
}
