import { ExternalLink, ToggleControl } from '@wordpress/components';
import { useDispatch } from '@wordpress/data';
import { PluginPrePublishPanel, store as editorStore } from '@wordpress/editor';
import { __ } from '@wordpress/i18n';
import { config } from '@realtime-events/client';
import { facts } from './facts';
import { LiveIcon } from './live-icon';
import { useIsSilent, useMeta } from './use-silent';

/**
 * Who will be told, before the button is pressed.
 *
 * @since 0.1.0
 */
export function PrePublish() {
	const meta = useMeta();
	const isSilent = useIsSilent();
	const { editPost } = useDispatch( editorStore );
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
			{ ! facts.isPublic && config.can.manage && (
				<ExternalLink href={ config.urls.settings }>
					{ __( 'Choose what visitors are told', 'realtime-events' ) }
				</ExternalLink>
			) }
		</PluginPrePublishPanel>
	);
}
