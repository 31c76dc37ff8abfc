import { select, useDispatch, useSelect } from '@wordpress/data';
import { useEffect, useRef } from '@wordpress/element';
import { store as preferencesStore } from '@wordpress/preferences';
import { store } from '@realtime-events/client';
import { isEverything } from '../../store/query';
import type { Query } from '../../store/query';
import { addressOf, queryInAddress } from './address';
import { PREFERENCES_SCOPE } from './preferences';
import { queryOfView, viewsFrom } from './views';

const VIEWS = 'views';

/**
 * Keeps filter and address the same: the address says what the feed begins
 * with, and follows what it shows.
 *
 * @since 0.1.0
 *
 * @param openId Id of the event that is open.
 */
export function useAddress( openId: string | null ): void {
	const query = useSelect( ( from ) => from( store ).getQuery(), [] );
	const { setQuery } = useDispatch( store );
	const shown = useRef( query );

	useEffect( () => {
		const address = addressOf( query, openId );
		if ( address === window.location.href ) {
			return;
		}
		// A new filter is a step that “Back” undoes; opening a row is not.
		const isStep = shown.current !== query;
		shown.current = query;
		if ( isStep ) {
			window.history.pushState( null, '', address );
		} else {
			window.history.replaceState( null, '', address );
		}
	}, [ query, openId ] );

	useEffect( () => {
		const back = () => {
			const inAddress = queryInAddress();
			shown.current = inAddress;
			void setQuery( inAddress );
		};
		window.addEventListener( 'popstate', back );
		return () => window.removeEventListener( 'popstate', back );
	}, [ setQuery ] );
}

/**
 * What the feed begins with: the filter of the address, else the view that the
 * user begins with, else everything.
 *
 * @since 0.1.0
 */
export function firstQuery(): Query | null {
	const inAddress = queryInAddress();
	if ( ! isEverything( inAddress ) ) {
		return inAddress;
	}
	const views = viewsFrom(
		select( preferencesStore ).get( PREFERENCES_SCOPE, VIEWS )
	);
	const first = views.find( ( view ) => view.isDefault );
	return first ? queryOfView( first ) : null;
}
