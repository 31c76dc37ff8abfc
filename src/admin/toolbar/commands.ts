import { config, retry } from '@realtime-events/client';
import { dispatch, select } from '@wordpress/data';
import { __ } from '@wordpress/i18n';

// By name and not by import: before WordPress 6.9 the palette is in the editors alone, and no page is to load it for this.
const COMMANDS = 'core/commands';

interface CommandActions {
	readonly registerCommand: ( command: {
		name: string;
		label: string;
		searchLabel?: string;
		callback: ( context: { close: () => void } ) => void;
	} ) => void;
}

/**
 * Adds ours to the command palette, where there is one.
 *
 * @since 0.1.0
 */
export function addCommands(): void {
	if ( ! select( COMMANDS ) ) {
		return;
	}
	const { registerCommand } = dispatch(
		COMMANDS
	) as unknown as CommandActions;
	const add = ( name: string, label: string, action: () => void ) =>
		registerCommand( {
			name: `realtime-events/${ name }`,
			label,
			callback: ( { close } ) => {
				close();
				action();
			},
		} );
	const addPage = ( name: string, label: string, url: string ) =>
		add( name, label, () => window.location.assign( url ) );

	addPage(
		'feed',
		__( 'Realtime Events: open the live feed', 'realtime-events' ),
		config.urls.feed
	);
	add(
		'reconnect',
		__( 'Realtime Events: connect again now', 'realtime-events' ),
		retry
	);
	if ( config.can.manage ) {
		addPage(
			'deliveries',
			__( 'Realtime Events: look at deliveries', 'realtime-events' ),
			config.urls.deliveries
		);
		addPage(
			'settings',
			__( 'Realtime Events: settings', 'realtime-events' ),
			config.urls.settings
		);
		addPage(
			'doctor',
			__( 'Realtime Events: test the connection', 'realtime-events' ),
			`${ config.urls.settings }&tab=connection`
		);
		addPage(
			'record-hook',
			__( 'Realtime Events: record a hook', 'realtime-events' ),
			`${ config.urls.settings }&tab=hooks`
		);
	}
}
