import { Button, Notice } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { ConfirmModal } from '../../components/confirm-modal';
import { fieldId } from '../layout/use-setting';
import { store } from '../store';
import type { KeyResult } from '../store/types';
import { KeyModal } from './key-modal';
import { KeyStatus } from './key-status';
import { OwnKeyForm } from './own-key-form';
import { RotateModal } from './rotate-modal';

type Dialog = 'own' | 'rotate' | 'remove' | null;

/**
 * The API key: made here or brought along, shown once, and from then on only replaced or removed.
 *
 * @since 0.1.0
 */
export function KeyField() {
	const { status, isBusy } = useSelect( ( select ) => {
		const selectors = select( store );
		return {
			status: selectors.getKeyStatus(),
			isBusy: selectors.isKeyBusy(),
		};
	}, [] );
	const { generateKey, setKey, rotateKey, removeKey } = useDispatch( store );
	const [ dialog, setDialog ] = useState< Dialog >( null );
	const [ failure, setFailure ] = useState( '' );
	// Kept here and not in the store, where every tool that looks at stores would see it.
	const [ newKey, setNewKey ] = useState< string | null >( null );

	const finish = async ( change: Promise< KeyResult > ) => {
		setFailure( '' );
		const result = await change;
		if ( ! result.ok ) {
			setFailure( result.message );
			return false;
		}
		setNewKey( result.key ?? null );
		setDialog( null );
		return true;
	};
	const isFixed = status.source === 'constant';

	return (
		<div className="realtime-events-fields" id={ fieldId( 'key' ) }>
			<KeyStatus status={ status } />
			{ failure !== '' && ( dialog === null || dialog === 'remove' ) && (
				<Notice status="error" onRemove={ () => setFailure( '' ) }>
					{ failure }
				</Notice>
			) }
			{ ! isFixed && dialog !== 'own' && (
				<div className="realtime-events-buttons">
					<Button
						__next40pxDefaultSize
						variant="secondary"
						isBusy={ isBusy }
						disabled={ isBusy }
						accessibleWhenDisabled
						onClick={ () =>
							status.isSet
								? setDialog( 'rotate' )
								: void finish( generateKey() )
						}
					>
						{ status.isSet
							? __( 'Replace the key…', 'realtime-events' )
							: __( 'Generate a key', 'realtime-events' ) }
					</Button>
					<Button
						__next40pxDefaultSize
						variant="tertiary"
						disabled={ isBusy }
						accessibleWhenDisabled
						onClick={ () => setDialog( 'own' ) }
					>
						{ __( 'Use a key I have', 'realtime-events' ) }
					</Button>
					{ status.isSet && (
						<Button
							__next40pxDefaultSize
							variant="tertiary"
							isDestructive
							disabled={ isBusy }
							accessibleWhenDisabled
							onClick={ () => setDialog( 'remove' ) }
						>
							{ __( 'Remove', 'realtime-events' ) }
						</Button>
					) }
				</div>
			) }
			{ dialog === 'own' && (
				<OwnKeyForm
					isBusy={ isBusy }
					error={ failure }
					onSubmit={ ( key ) => void finish( setKey( key ) ) }
					onCancel={ () => {
						setFailure( '' );
						setDialog( null );
					} }
				/>
			) }
			{ dialog === 'rotate' && (
				<RotateModal
					isBusy={ isBusy }
					error={ failure }
					onRotate={ ( overlap ) =>
						void finish( rotateKey( overlap ) )
					}
					onClose={ () => {
						setFailure( '' );
						setDialog( null );
					} }
				/>
			) }
			{ dialog === 'remove' && (
				<ConfirmModal
					isDestructive
					title={ __( 'Remove the key?', 'realtime-events' ) }
					message={ __(
						'Without a key nothing is sent to the server, and open screens look for news every few seconds instead. Events are still recorded.',
						'realtime-events'
					) }
					confirmLabel={ __( 'Remove the key', 'realtime-events' ) }
					onConfirm={ () => void finish( removeKey() ) }
					onCancel={ () => setDialog( null ) }
				/>
			) }
			{ newKey !== null && (
				<KeyModal
					apiKey={ newKey }
					onStored={ () => setNewKey( null ) }
				/>
			) }
		</div>
	);
}
