import { useDispatch } from '@wordpress/data';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { ConnectionPill } from '../components/connection-pill';
import { PageHeader } from '../components/page-header';
import { Snackbars } from '../components/snackbars';
import { DeliveriesList } from './deliveries-list';
import { HealthPanel } from './health/health-panel';
import { addressWithQuery, EVERYTHING } from './query';
import { ReplayDead } from './replay-dead';
import { store } from './store';
import { Filters } from './table/filters';
import { useRefresh } from './use-refresh';

/**
 * What became of each event on its way to the server.
 *
 * @since 0.1.0
 */
export function DeliveriesScreen() {
	useRefresh();
	const { load } = useDispatch( store );
	// Counted up to empty the search field, which keeps its own text while somebody types.
	const [ clears, setClears ] = useState( 0 );
	const clear = () => {
		window.history.replaceState(
			window.history.state,
			'',
			addressWithQuery( window.location.href, EVERYTHING )
		);
		void load( EVERYTHING );
		setClears( clears + 1 );
	};
	return (
		<div className="realtime-events-deliveries">
			<PageHeader
				title={ __( 'Deliveries', 'realtime-events' ) }
				state={ <ConnectionPill /> }
				actions={ <ReplayDead /> }
			/>
			<HealthPanel />
			<div className="realtime-events-deliveries__card">
				<Filters key={ clears } />
				<DeliveriesList onClear={ clear } />
			</div>
			<Snackbars />
		</div>
	);
}
