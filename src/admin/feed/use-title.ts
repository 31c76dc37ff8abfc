import { useSelect } from '@wordpress/data';
import { useEffect } from '@wordpress/element';
import { store } from '@realtime-events/client';
import { badgedFavicon } from './favicon';

const MAX_COUNTED = 99;

/**
 * Carries the number of unread events in the tab's title and its icon.
 *
 * @since 0.1.0
 */
export function useTitle(): void {
	const unread = useSelect(
		( select ) => select( store ).getUnreadCount(),
		[]
	);
	useEffect( () => {
		const title = document.title.replace( /^\(\d+\+?\) /, '' );
		const count =
			unread > MAX_COUNTED ? `${ MAX_COUNTED }+` : String( unread );
		document.title = unread > 0 ? `(${ count }) ${ title }` : title;
	}, [ unread ] );
	const hasUnread = unread > 0;
	useEffect( () => badgedFavicon( hasUnread ), [ hasUnread ] );
}
