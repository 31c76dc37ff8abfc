import { Button, Modal } from '@wordpress/components';
import { __ } from '@wordpress/i18n';

interface Props {
	readonly title: string;
	/** What will happen, and what will not. */
	readonly message: string;
	/** What is done, as a verb: “Remove the key”. */
	readonly confirmLabel: string;
	readonly isDestructive?: boolean;
	readonly onConfirm: () => void;
	readonly onCancel: () => void;
}

/**
 * Asks before something that cannot be taken back.
 *
 * @since 0.1.0
 */
export function ConfirmModal( {
	title,
	message,
	confirmLabel,
	isDestructive = false,
	onConfirm,
	onCancel,
}: Props ) {
	return (
		<Modal
			role="alertdialog"
			title={ title }
			size="small"
			onRequestClose={ onCancel }
		>
			<p>{ message }</p>
			<div className="realtime-events-buttons is-end">
				<Button
					__next40pxDefaultSize
					variant="tertiary"
					onClick={ onCancel }
				>
					{ __( 'Cancel', 'realtime-events' ) }
				</Button>
				<Button
					__next40pxDefaultSize
					variant="primary"
					isDestructive={ isDestructive }
					onClick={ onConfirm }
				>
					{ confirmLabel }
				</Button>
			</div>
		</Modal>
	);
}
