import { useDispatch, useSelect } from '@wordpress/data';
import { useCallback, useEffect } from '@wordpress/element';
import { readHistory, readNewest, start, store } from '@realtime-events/client';
import { isEverything } from '../../store/query';

/**
 * Reads the feed's history and begins to listen.
 *
 * What the connection begins with has to be read before the feed's own page:
 * an event that came in between would otherwise be in neither.
 *
 * @since 0.1.0
 */
export function useFeed() {
	const { query, status, phase } = useSelect( ( select ) => {
		const feed = select( store );
		return {
			query: feed.getQuery(),
			status: feed.getStatus(),
			phase: feed.getConnection().phase,
		};
	}, [] );
	const { loadNewest, loadOlder } = useDispatch( store );

	useEffect( () => {
		if ( isEverything( query ) ) {
			const page = loadNewest( readHistory );
			start( page.then( ( events ) => events ?? Promise.reject() ) );
			return;
		}
		const newest = readNewest();
		start( newest );
		newest.catch( () => undefined ).then( () => loadNewest( readHistory ) );
		// `start` takes effect once; later queries only read their page.
	}, [ query, loadNewest ] );

	useEffect( () => {
		// The site is back: so should the feed be.
		if ( status === 'failed' && phase === 'live' ) {
			loadNewest( readHistory );
		}
	}, [ status, phase, loadNewest ] );

	return {
		reload: useCallback( () => loadNewest( readHistory ), [ loadNewest ] ),
		loadMore: useCallback( () => loadOlder( readHistory ), [ loadOlder ] ),
	};
}
