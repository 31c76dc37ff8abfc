import { dispatch, register } from '@wordpress/data';
import domReady from '@wordpress/dom-ready';
import { createRoot, StrictMode } from '@wordpress/element';
import { DeliveriesScreen } from './deliveries-screen';
import { queryFromAddress } from './query';
import { store } from './store';
import './style.scss';

const ROOT_ID = 'realtime-events-deliveries';

domReady( () => {
	const root = document.getElementById( ROOT_ID );
	if ( ! root ) {
		return;
	}
	register( store );
	void dispatch( store ).load( queryFromAddress( window.location.href ) );
	createRoot( root ).render(
		<StrictMode>
			<DeliveriesScreen />
		</StrictMode>
	);
} );
