import { ExternalLink, ToggleControl } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { PluginPrePublishPanel, store as editorStore } from '@wordpress/editor';
import { __ } from '@wordpress/i18n';
import { config } from '@realtime-events/client';
import { audienceOf, audienceWords, isForVisitorsToo } from './audience';
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
	const visibility = useSelect(
		( select ) => select( editorStore ).getEditedPostVisibility(),
		[]
	) as string | undefined;
	const plan = { ...facts, isSilent: useIsSilent(), visibility };
	const { editPost } = useDispatch( editorStore );
	return (
		<PluginPrePublishPanel
			title={ __( 'Announcement', 'realtime-events' ) }
			icon={ <LiveIcon /> }
			initialOpen
		>
			<p>{ audienceWords( audienceOf( plan ) ) }</p>
			{ isForVisitorsToo( plan ) && meta !== undefined && (
				<ToggleControl
					label={ __( 'Tell visitors', 'realtime-events' ) }
					checked={ ! plan.isSilent }
					onChange={ ( tells ) =>
						void editPost( {
							meta: { ...meta, [ facts.silentMeta ]: ! tells },
						} )
					}
				/>
			) }
			{ ! ( facts.isPublic && facts.isTold ) && config.can.manage && (
				<ExternalLink href={ `${ config.urls.settings }&tab=events` }>
					{ __( 'Choose what visitors are told', 'realtime-events' ) }
				</ExternalLink>
			) }
		</PluginPrePublishPanel>
	);
}
