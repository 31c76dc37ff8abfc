import { Button } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { __ } from '@wordpress/i18n';
import { store } from '../store';
import type { SaveForm } from './use-save';

/**
 * Save and discard, always in reach at the foot of the form.
 *
 * @since 0.1.0
 */
export function SaveBar( { onSave }: { readonly onSave: SaveForm } ) {
	const { isDirty, isSaving } = useSelect( ( select ) => {
		const selectors = select( store );
		return { isDirty: selectors.isDirty(), isSaving: selectors.isSaving() };
	}, [] );
	const { discard } = useDispatch( store );
	return (
		<div
			className={ `realtime-events-save-bar${ isDirty ? ' is-dirty' : '' }` }
		>
			<Button
				__next40pxDefaultSize
				variant="primary"
				isBusy={ isSaving }
				disabled={ isSaving || ! isDirty }
				accessibleWhenDisabled
				onClick={ () => {
					if ( isDirty && ! isSaving ) {
						void onSave();
					}
				} }
			>
				{ __( 'Save changes', 'realtime-events' ) }
			</Button>
			{ isDirty && (
				<>
					<Button
						__next40pxDefaultSize
						variant="tertiary"
						disabled={ isSaving }
						accessibleWhenDisabled
						onClick={ () => void discard() }
					>
						{ __( 'Discard', 'realtime-events' ) }
					</Button>
					<span className="realtime-events-hint">
						{ __( 'You have unsaved changes.', 'realtime-events' ) }
					</span>
				</>
			) }
		</div>
	);
}
