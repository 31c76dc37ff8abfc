import {
	Button,
	Modal,
	Notice,
	SelectControl,
	TextControl,
} from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { store as noticesStore } from '@wordpress/notices';
import { severityWords } from '../../components';
import { audienceWords } from '../../components/channels';
import { choicesFor, labelFor, typeFor } from './draft';
import { MappingFields } from './mapping-fields';
import { store } from './store';
import type { HookMapping } from './types';

interface Props {
	readonly mapping: HookMapping;
	/** The saved one that is changed; absent for a new one. */
	readonly former?: HookMapping;
	readonly onClose: () => void;
}

/**
 * What an action becomes: what it is called, who is told, and which of its arguments are its data.
 *
 * @since 0.1.0
 */
export function MappingModal( { mapping, former, onClose }: Props ) {
	const [ draft, setDraft ] = useState( mapping );
	const [ failure, setFailure ] = useState( '' );
	const [ isBusy, setBusy ] = useState( false );
	const recorded = useSelect(
		( select ) =>
			select( store )
				.getRecording()
				.hooks.find( ( { hook } ) => hook === draft.hook ),
		[ draft.hook ]
	);
	const { saveMapping } = useDispatch( store );
	const { createNotice } = useDispatch( noticesStore );
	const change = ( values: Partial< HookMapping > ) => {
		setFailure( '' );
		setDraft( ( before ) => ( { ...before, ...values } ) );
	};
	const changeHook = ( hook: string ) =>
		change( {
			hook,
			// They follow the name until somebody writes something else.
			...( draft.type === typeFor( draft.hook ) && {
				type: typeFor( hook ),
			} ),
			...( draft.label === labelFor( draft.hook ) && {
				label: labelFor( hook ),
			} ),
		} );
	const save = async () => {
		setBusy( true );
		const refusal = await saveMapping( draft, former );
		setBusy( false );
		if ( refusal !== null ) {
			setFailure( refusal );
			return;
		}
		void createNotice(
			'success',
			sprintf(
				/* translators: %s: what an event is called. */
				__( 'Saved. From now on “%s” is an event.', 'realtime-events' ),
				draft.label || draft.type
			),
			{ type: 'snackbar' }
		);
		onClose();
	};
	return (
		<Modal
			title={
				former
					? __( 'Edit event', 'realtime-events' )
					: __( 'New event', 'realtime-events' )
			}
			size="large"
			// A click beside it must not throw away what was ticked.
			shouldCloseOnClickOutside={ false }
			onRequestClose={ onClose }
		>
			<form
				className="realtime-events-fields realtime-events-mapping"
				onSubmit={ ( event ) => {
					event.preventDefault();
					if ( ! isBusy ) {
						void save();
					}
				} }
			>
				<div className="realtime-events-mapping__pair">
					<TextControl
						__next40pxDefaultSize
						__nextHasNoMarginBottom
						dir="ltr"
						spellCheck={ false }
						autoCapitalize="none"
						label={ __( 'WordPress action', 'realtime-events' ) }
						value={ draft.hook }
						onChange={ changeHook }
						required
					/>
					<TextControl
						__next40pxDefaultSize
						__nextHasNoMarginBottom
						label={ __( 'Label', 'realtime-events' ) }
						value={ draft.label }
						onChange={ ( label ) => change( { label } ) }
					/>
					<TextControl
						__next40pxDefaultSize
						__nextHasNoMarginBottom
						dir="ltr"
						spellCheck={ false }
						autoCapitalize="none"
						label={ __( 'Type', 'realtime-events' ) }
						help={ __(
							'What programs know it by.',
							'realtime-events'
						) }
						value={ draft.type }
						onChange={ ( type ) => change( { type } ) }
						required
					/>
					<SelectControl
						__next40pxDefaultSize
						__nextHasNoMarginBottom
						label={ __( 'Severity', 'realtime-events' ) }
						value={ draft.severity }
						onChange={ ( severity ) => change( { severity } ) }
						options={ Object.entries( severityWords() ).map(
							( [ value, label ] ) => ( {
								value: value as HookMapping[ 'severity' ],
								label,
							} )
						) }
					/>
					<SelectControl
						__next40pxDefaultSize
						__nextHasNoMarginBottom
						label={ __( 'Who is told', 'realtime-events' ) }
						value={ draft.channel }
						onChange={ ( channel ) => change( { channel } ) }
						options={ Object.entries( audienceWords() ).map(
							( [ value, label ] ) => ( { value, label } )
						) }
					/>
				</div>
				{ draft.channel === 'public' && (
					<Notice status="warning" isDismissible={ false }>
						{ __(
							'Everything that you tick below is sent to every visitor of your site.',
							'realtime-events'
						) }
					</Notice>
				) }
				<MappingFields
					mapping={ draft }
					choices={ choicesFor( draft, recorded ) }
					onChange={ ( { fields } ) => change( { fields } ) }
				/>
				{ failure !== '' && (
					<Notice status="error" isDismissible={ false }>
						{ failure }
					</Notice>
				) }
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
						type="submit"
						isBusy={ isBusy }
						disabled={ isBusy || draft.hook.trim() === '' }
						accessibleWhenDisabled
					>
						{ __( 'Save', 'realtime-events' ) }
					</Button>
				</div>
			</form>
		</Modal>
	);
}
