import { ToggleControl } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { PluginPrePublishPanel, store as editorStore } from '@wordpress/editor';
import { __ } from '@wordpress/i18n';
import { facts } from './facts';
import { LiveIcon } from './live-icon';

/**
 * Who will be told, before the button is pressed.
 *
 * @since 0.1.0
 */
export function PrePublish() {
	const meta = useSelect(
		( select ) =>
			select( editorStore ).getEditedPostAttribute( 'meta' ) as
				Record< string, unknown > | undefined,
		[]
	);
	const { editPost } = useDispatch( editorStore );
	const isSilent = Boolean( meta?.[ facts.silentMeta ] );
	const reachesVisitors = facts.isPublic && ! isSilent;
	return (
		<PluginPrePublishPanel
			title={ __( 'Announcement', 'realtime-events' ) }
			icon={ <LiveIcon /> }
			initialOpen
		>
			<p>
				{ reachesVisitors
					? __(
							'This will be announced to your team and to everybody who is on the site.',
							'realtime-events'
						)
					: __(
							'This will be announced to your team. Visitors are not told.',
							'realtime-events'
						) }
			</p>
			{ facts.isPublic && meta !== undefined && (
				<ToggleControl
					label={ __( 'Tell visitors', 'realtime-events' ) }
					checked={ ! isSilent }
					onChange={ ( tells ) =>
						void editPost( {
							meta: { ...meta, [ facts.silentMeta ]: ! tells },
						} )
					}
				/>
			) }
		</PluginPrePublishPanel>
	);
}
