import domReady from '@wordpress/dom-ready';
import { createRoot, StrictMode } from '@wordpress/element';
import { LiveList } from './live-list';
import './style.scss';

declare global {
	interface Window {
		realtimeEventsPostList?: {
			/** Sequence of the last event before the list was made. */
			readonly since: string;
		};
	}
}

/** WordPress's own name for the rows of a list, of posts and of orders. */
const ROWS_ID = 'the-list';

domReady( () => {
	const rows = document.getElementById( ROWS_ID );
	const facts = window.realtimeEventsPostList;
	if ( rows && facts ) {
		createRoot( document.createElement( 'div' ) ).render(
			<StrictMode>
				<LiveList rows={ rows } since={ facts.since } />
			</StrictMode>
		);
	}
} );
