import { Button, TextControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { FieldHelp } from '../layout/field-help';

interface Props {
	readonly isBusy: boolean;
	/** Why the key was refused, or ''. */
	readonly error: string;
	readonly onSubmit: ( key: string ) => void;
	readonly onCancel: () => void;
}

/**
 * Takes a key that was made elsewhere. What was typed stays when it is refused.
 *
 * @since 0.1.0
 */
export function OwnKeyForm( { isBusy, error, onSubmit, onCancel }: Props ) {
	const [ key, setKey ] = useState( '' );
	const [ isShown, setShown ] = useState( false );
	return (
		<form
			className="realtime-events-fields"
			onSubmit={ ( event ) => {
				event.preventDefault();
				if ( ! isBusy ) {
					onSubmit( key );
				}
			} }
		>
			<TextControl
				__next40pxDefaultSize
				__nextHasNoMarginBottom
				className="realtime-events-field-wide"
				dir="ltr"
				// Not "new-password": a browser would offer to make one up and to keep it.
				autoComplete="off"
				data-1p-ignore
				spellCheck={ false }
				type={ isShown ? 'text' : 'password' }
				label={ __( 'Your key', 'realtime-events' ) }
				help={
					<FieldHelp
						error={ error || undefined }
						constant={ undefined }
					>
						{ __(
							'At least 16 characters that nobody can guess. It is stored and never shown again.',
							'realtime-events'
						) }
					</FieldHelp>
				}
				value={ key }
				onChange={ setKey }
				aria-invalid={ error !== '' }
			/>
			<div className="realtime-events-buttons">
				<Button
					__next40pxDefaultSize
					variant="primary"
					type="submit"
					isBusy={ isBusy }
					disabled={ isBusy || key === '' }
					accessibleWhenDisabled
				>
					{ __( 'Store this key', 'realtime-events' ) }
				</Button>
				<Button
					__next40pxDefaultSize
					variant="tertiary"
					aria-pressed={ isShown }
					onClick={ () => setShown( ! isShown ) }
				>
					{ __( 'Show what I type', 'realtime-events' ) }
				</Button>
				<Button
					__next40pxDefaultSize
					variant="tertiary"
					onClick={ onCancel }
				>
					{ __( 'Cancel', 'realtime-events' ) }
				</Button>
			</div>
		</form>
	);
}
