import { Fill, ToggleControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { useNoticePreference } from './preferences';

/** WordPress's own place for what plugins have to choose in the dialog “Preferences”: under General. */
const PREFERENCES_SLOT = 'EnablePluginDocumentSettingPanelOption';

/** So they stand as far apart as its own. */
const CORES_ROW = 'preference-base-option';

/**
 * The words that may pop up while somebody writes, each with a switch.
 *
 * @since 0.1.0
 */
export function NoticeSwitches() {
	const [ tellsJoins, setTellsJoins ] = useNoticePreference( 'joins' );
	const [ tellsSaves, setTellsSaves ] = useNoticePreference( 'saves' );
	return (
		<>
			<div className={ CORES_ROW }>
				<ToggleControl
					label={ __(
						'Tell me when somebody opens this post',
						'realtime-events'
					) }
					checked={ tellsJoins }
					onChange={ setTellsJoins }
				/>
			</div>
			<div className={ CORES_ROW }>
				<ToggleControl
					label={ __(
						'Tell me when somebody saves this post',
						'realtime-events'
					) }
					checked={ tellsSaves }
					onChange={ setTellsSaves }
				/>
			</div>
		</>
	);
}

/**
 * The same switches in the editor's Preferences. An editor without that place
 * shows them in the sidebar alone.
 *
 * @since 0.1.0
 */
export const PreferencesSwitches = () => (
	<Fill name={ PREFERENCES_SLOT }>
		<NoticeSwitches />
	</Fill>
);
