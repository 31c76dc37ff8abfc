import { useDispatch, useSelect } from '@wordpress/data';
import { useCallback, useEffect, useRef } from '@wordpress/element';
import {
	readHistory,
	readNewest,
	retry,
	start,
	store,
} from '@realtime-events/client';
import { isEverything } from '../../store/query';

/** How long a site is left alone that fails while its hub is well. */
const RELOAD_AFTER_MS = 15_000;

/**
 * Reads the feed's history and begins to listen.
 *
 * What the connection begins with has to be read before the feed's own page:
 * an event that came in between would otherwise be in neither.
 *
 * @since 0.1.0
 */
export function useFeed() {
	const { query, status, problem, connection } = useSelect( ( select ) => {
		const feed = select( store );
		return {
			query: feed.getQuery(),
			status: feed.getStatus(),
			problem: feed.getProblem(),
			connection: feed.getConnection(),
		};
	}, [] );
	const { loadNewest, loadOlder, refuse } = useDispatch( store );

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

	const { phase, reason, code } = connection;
	const formerPhase = useRef( phase );
	useEffect( () => {
		const hasChanged = formerPhase.current !== phase;
		formerPhase.current = phase;
		const load = () => void loadNewest( readHistory );
		if ( phase === 'denied' ) {
			if ( status !== 'forbidden' ) {
				// What may not be seen any more is not. The ledger would still give what everybody may see.
				void refuse( {
					status: reason === 'signed_out' ? 401 : 403,
					code: code ?? '',
					message: '',
				} );
			}
			return undefined;
		}
		const listens = phase === 'live' || phase === 'polling';
		const isBack =
			hasChanged && ( status === 'failed' || status === 'forbidden' );
		if ( listens && isBack ) {
			load();
			return undefined;
		}
		if ( ! listens || status !== 'failed' ) {
			return undefined;
		}
		const timer = setTimeout( load, RELOAD_AFTER_MS );
		return () => clearTimeout( timer );
		// Each failure is one of its own, be it the same again.
	}, [ status, problem, phase, reason, code, loadNewest, refuse ] );

	return {
		reload: useCallback( () => {
			retry();
			// Who may see nothing gets nothing until the line stands again.
			if ( status !== 'forbidden' ) {
				void loadNewest( readHistory );
			}
		}, [ status, loadNewest ] ),
		loadMore: useCallback( () => loadOlder( readHistory ), [ loadOlder ] ),
	};
}
