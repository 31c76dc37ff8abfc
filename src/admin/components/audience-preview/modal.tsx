import { Modal } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { CloudEvent } from '@realtime-events/client';
import { AudiencePreview } from '.';

interface Props {
	readonly event: CloudEvent;
	readonly onClose: () => void;
}

/**
 * {@link AudiencePreview} in a dialog.
 *
 * @since 0.1.0
 */
export function AudiencePreviewModal( { event, onClose }: Props ) {
	return (
		<Modal
			title={ __( 'Who sees what', 'realtime-events' ) }
			size="large"
			onRequestClose={ onClose }
		>
			<AudiencePreview event={ event } />
		</Modal>
	);
}
