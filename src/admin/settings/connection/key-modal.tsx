import { Button, Modal } from '@wordpress/components';
import { useSelect } from '@wordpress/data';
import { __ } from '@wordpress/i18n';
import { CopyBlock } from '../../components/copy-block';
import { useLeaveGuard } from '../layout/use-leave-guard';
import { store } from '../store';
import { startCommand } from './start-command';

interface Props {
	readonly apiKey: string;
	readonly onStored: () => void;
}

/**
 * Shows a new key, this once.
 *
 * Neither Escape nor a click beside it nor leaving the page closes it
 * unasked: a key that was lost here has to be made anew.
 *
 * @since 0.1.0
 */
export function KeyModal( { apiKey, onStored }: Props ) {
	useLeaveGuard( true );
	const { facts, serverUrl } = useSelect( ( select ) => {
		const selectors = select( store );
		return {
			facts: selectors.getFacts(),
			serverUrl: selectors.getServerUrl(),
		};
	}, [] );
	const command = startCommand( facts, serverUrl, apiKey );
	return (
		<Modal
			title={ __( 'Your new key', 'realtime-events' ) }
			size="medium"
			isDismissible={ false }
			shouldCloseOnEsc={ false }
			shouldCloseOnClickOutside={ false }
			onRequestClose={ () => undefined }
		>
			<div className="realtime-events-fields">
				<p>
					{ __(
						'This is the only time it is shown. Put it where you keep passwords, and give it to your server.',
						'realtime-events'
					) }
				</p>
				<CopyBlock
					label={ __( 'API key', 'realtime-events' ) }
					text={ apiKey }
				/>
				{ command !== '' && (
					<CopyBlock
						label={ __(
							'The command that starts your hub with it',
							'realtime-events'
						) }
						text={ command }
					/>
				) }
				<div className="realtime-events-buttons is-end">
					<Button
						__next40pxDefaultSize
						variant="primary"
						onClick={ onStored }
					>
						{ __( 'I have stored it', 'realtime-events' ) }
					</Button>
				</div>
			</div>
		</Modal>
	);
}
