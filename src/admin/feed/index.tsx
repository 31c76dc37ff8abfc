import { createRoot, StrictMode } from '@wordpress/element';
import domReady from '@wordpress/dom-ready';
import { FeedScreen } from './components/feed-screen';
import './style.scss';

const ROOT_ID = 'realtime-events-feed';

domReady( () => {
	const root = document.getElementById( ROOT_ID );
	if ( root ) {
		createRoot( root ).render(
			<StrictMode>
				<FeedScreen />
			</StrictMode>
		);
	}
} );
