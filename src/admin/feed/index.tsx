import { dispatch } from '@wordpress/data';
import { createRoot, StrictMode } from '@wordpress/element';
import domReady from '@wordpress/dom-ready';
import { store } from '@realtime-events/client';
import { FeedScreen } from './components/feed-screen';
import { firstQuery } from './use-address';
import './style.scss';

const ROOT_ID = 'realtime-events-feed';

domReady( () => {
	const root = document.getElementById( ROOT_ID );
	if ( root ) {
		const query = firstQuery();
		if ( query ) {
			void dispatch( store ).setQuery( query );
		}
		createRoot( root ).render(
			<StrictMode>
				<FeedScreen />
			</StrictMode>
		);
	}
} );
