import { Button, Modal, Notice, SelectControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';

const SECONDS_PER_HOUR = 3600;
const SECONDS_PER_DAY = 86400;
const DEFAULT_OVERLAP_SECONDS = SECONDS_PER_DAY;

interface Props {
	readonly isBusy: boolean;
	readonly error: string;
	readonly onRotate: ( overlapSeconds: number ) => void;
	readonly onClose: () => void;
}

/**
 * Asks how long the old key shall work beside the new one, so that a server can be moved without a gap.
 *
 * @since 0.1.0
 */
export function RotateModal( { isBusy, error, onRotate, onClose }: Props ) {
	const [ overlap, setOverlap ] = useState(
		String( DEFAULT_OVERLAP_SECONDS )
	);
	return (
		<Modal
			title={ __( 'Replace the key', 'realtime-events' ) }
			size="medium"
			onRequestClose={ onClose }
		>
			<div className="realtime-events-fields">
				{ error !== '' && (
					<Notice status="error" isDismissible={ false }>
						{ error }
					</Notice>
				) }
				<p>
					{ __(
						'A new key is made and shown once. Give it to your server before the old one stops working.',
						'realtime-events'
					) }
				</p>
				<SelectControl
					__next40pxDefaultSize
					__nextHasNoMarginBottom
					label={ __( 'The old key', 'realtime-events' ) }
					value={ overlap }
					onChange={ setOverlap }
					options={ [
						{
							value: '0',
							label: __( 'stops at once', 'realtime-events' ),
						},
						{
							value: String( SECONDS_PER_HOUR ),
							label: __(
								'works for another hour',
								'realtime-events'
							),
						},
						{
							value: String( SECONDS_PER_DAY ),
							label: __(
								'works for another day',
								'realtime-events'
							),
						},
						{
							value: String( 7 * SECONDS_PER_DAY ),
							label: __(
								'works for another week',
								'realtime-events'
							),
						},
					] }
				/>
				<div className="realtime-events-buttons is-end">
					<Button
						__next40pxDefaultSize
						variant="tertiary"
						onClick={ onClose }
					>
						{ __( 'Cancel', 'realtime-events' ) }
					</Button>
					<Button
						__next40pxDefaultSize
						variant="primary"
						isBusy={ isBusy }
						disabled={ isBusy }
						accessibleWhenDisabled
						onClick={ () => onRotate( Number( overlap ) ) }
					>
						{ __( 'Make a new key', 'realtime-events' ) }
					</Button>
				</div>
			</div>
		</Modal>
	);
}
