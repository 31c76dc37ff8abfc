import { dispatch, register } from '@wordpress/data';
import domReady from '@wordpress/dom-ready';
import { StrictMode, createRoot } from '@wordpress/element';
import { start } from '@realtime-events/client';
import { store as hooksStore } from './hooks/store';
import { SettingsScreen } from './settings-screen';
import { store } from './store';
import './style.scss';

const ROOT_ID = 'realtime-events-settings';

domReady( () => {
	const root = document.getElementById( ROOT_ID );
	const facts = window.realtimeEventsSettings;
	if ( ! root || ! facts ) {
		return;
	}
	register( store );
	register( hooksStore );
	void dispatch( store ).receiveFacts( facts );
	start();
	// Takes the place of the form that works without JavaScript.
	createRoot( root ).render(
		<StrictMode>
			<SettingsScreen />
		</StrictMode>
	);
} );
