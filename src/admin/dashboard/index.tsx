import domReady from '@wordpress/dom-ready';
import { createRoot, StrictMode } from '@wordpress/element';
import { LatestEvents } from './latest-events';
import './style.scss';

const ROOT_ID = 'realtime-events-dashboard';

domReady( () => {
	const root = document.getElementById( ROOT_ID );
	if ( root ) {
		// Takes the place of the list that PHP printed.
		createRoot( root ).render(
			<StrictMode>
				<LatestEvents />
			</StrictMode>
		);
	}
} );
