import domReady from '@wordpress/dom-ready';
import { createRoot, StrictMode } from '@wordpress/element';
import { watchOpenObject } from './changed-banner';
import { addCommands } from './commands';
import { keepRecordsFresh } from './invalidate';
import { QuickView } from './quick-view';
import './style.scss';

const ITEM_ID = 'wp-admin-bar-realtime-events';

domReady( () => {
	addCommands();
	keepRecordsFresh();
	if ( window.realtimeEventsScreen ) {
		watchOpenObject( window.realtimeEventsScreen );
	}
	const item = document.getElementById( ITEM_ID );
	if ( ! item ) {
		return;
	}
	// Beside the link and not around it: without this script the link works all the same.
	const root = document.createElement( 'div' );
	root.className = 'realtime-events-toolbar';
	item.append( root );
	createRoot( root ).render(
		<StrictMode>
			<QuickView item={ item } />
		</StrictMode>
	);
} );
