import { TabPanel } from '@wordpress/components';
import { useSelect } from '@wordpress/data';
import { useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { ConnectionPill } from '../components/connection-pill';
import { PageHeader } from '../components/page-header';
import { Snackbars } from '../components/snackbars';
import { AccessTab } from './access/access-tab';
import { ConnectionTab } from './connection/connection-tab';
import { DataTab } from './data/data-tab';
import { EventsTab } from './events/events-tab';
import { HooksTab } from './hooks/hooks-tab';
import { SaveBar } from './layout/save-bar';
import {
	addressWithTab,
	tabInAddress,
	tabOf,
	visibleTabs,
} from './layout/tabs';
import { useLeaveGuard } from './layout/use-leave-guard';
import { useSave } from './layout/use-save';
import { focusField } from './layout/use-setting';
import { store } from './store';

/**
 * The settings screen.
 *
 * @since 0.1.0
 */
export function SettingsScreen() {
	const { fields, isDirty, isGuided } = useSelect( ( select ) => {
		const selectors = select( store );
		return {
			fields: selectors.getFacts().fields,
			isDirty: selectors.isDirty(),
			isGuided: selectors.isGuided(),
		};
	}, [] );
	const tabs = visibleTabs( fields );
	const [ tab, setTab ] = useState(
		() => tabInAddress( window.location.href ) ?? 'connection'
	);
	const [ refused, setRefused ] = useState( { path: '', count: 0 } );
	const onSave = useSave( ( path ) => {
		setTab( tabOf( path ) );
		setRefused( ( { count } ) => ( { path, count: count + 1 } ) );
	} );
	useLeaveGuard( isDirty );
	// The steps of the first set-up save by themselves, and so does each hook; the summary has nothing to save until a line is opened.
	const hasSaveBar =
		( tab !== 'connection' && tab !== 'hooks' ) ||
		( isDirty && ! isGuided );

	// After the tab with the field is on screen.
	useEffect( () => {
		if ( refused.count > 0 ) {
			focusField( refused.path );
		}
	}, [ refused ] );

	return (
		<div className="realtime-events-settings">
			<PageHeader
				title={ __( 'Realtime Events settings', 'realtime-events' ) }
				state={ <ConnectionPill /> }
			/>
			<TabPanel
				// TabPanel cannot be told its tab later on; a refused field on another tab begins it anew.
				key={ refused.count }
				className="realtime-events-tabs"
				tabs={ tabs.map( ( { name, title } ) => ( { name, title } ) ) }
				initialTabName={
					tabs.some( ( { name } ) => name === tab )
						? tab
						: ( tabs[ 0 ]?.name ?? 'connection' )
				}
				onSelect={ ( name ) => {
					setTab( name );
					window.history.replaceState(
						window.history.state,
						'',
						addressWithTab( window.location.href, name )
					);
				} }
			>
				{ ( { name } ) => (
					<div className="realtime-events-tab">
						{ name === 'connection' && (
							<ConnectionTab onSave={ onSave } />
						) }
						{ name === 'events' && <EventsTab /> }
						{ name === 'hooks' && <HooksTab /> }
						{ name === 'access' && <AccessTab /> }
						{ name === 'data' && <DataTab /> }
					</div>
				) }
			</TabPanel>
			{ hasSaveBar && <SaveBar onSave={ onSave } /> }
			<Snackbars />
		</div>
	);
}
