import { CheckboxControl, SelectControl } from '@wordpress/components';
import { useSelect } from '@wordpress/data';
import { __ } from '@wordpress/i18n';
import { FieldHelp } from '../layout/field-help';
import { PlainTextField } from '../layout/plain-text-field';
import { useProfileOption } from '../layout/use-profile-option';
import { store } from '../store';
import type { ProfileOptions } from '../types';
import { HeaderFields } from './header-fields';
import { optionsOf } from './profile-options';

/**
 * What the chosen kind of server has to be told besides its address.
 *
 * @since 0.1.0
 */
export function ProfileFields() {
	const { hasOptions, profile } = useSelect( ( select ) => {
		const selectors = select( store );
		return {
			hasOptions: selectors.hasField( 'profile_options' ),
			profile: selectors.getSetting( 'profile' ) as string,
		};
	}, [] );
	const shown = hasOptions ? optionsOf( profile ) : [];
	return (
		<>
			{ shown.includes( 'publish_path' ) && <PathField /> }
			{ shown.includes( 'socket_url' ) && <SocketField /> }
			{ shown.includes( 'auth' ) && <AuthField /> }
			{ shown.includes( 'format' ) && <FormatField /> }
			{ shown.includes( 'headers' ) && <HeaderFields /> }
			{ shown.includes( 'relay_is_private' ) && <PrivateField /> }
		</>
	);
}

function PathField() {
	const usual = useSelect( ( select ) => {
		const { getFacts, getSetting } = select( store );
		const profile = getSetting( 'profile' ) as string;
		return getFacts().profiles.find( ( one ) => one.id === profile )?.path;
	}, [] );
	return (
		<PlainTextField
			field={ useProfileOption( 'publish_path' ) }
			label={ __( 'Path for events', 'realtime-events' ) }
			placeholder={ usual ?? '' }
		>
			{ __(
				'Where the server takes events, below its address. Leave it empty for the usual one.',
				'realtime-events'
			) }
		</PlainTextField>
	);
}

function SocketField() {
	return (
		<PlainTextField
			field={ useProfileOption( 'socket_url' ) }
			inputMode="url"
			label={ __( 'Address for browsers', 'realtime-events' ) }
		>
			{ __(
				'Only where browsers reach the server at another address than your site does. Otherwise leave it empty.',
				'realtime-events'
			) }
		</PlainTextField>
	);
}

function AuthField() {
	return (
		<ChoiceField
			name="auth"
			label={ __( 'Proof of who sends', 'realtime-events' ) }
			choices={ {
				signature: __(
					'Signature (Standard Webhooks)',
					'realtime-events'
				),
				bearer: __( 'The API key as a header', 'realtime-events' ),
				none: __( 'None', 'realtime-events' ),
			} }
		/>
	);
}

function FormatField() {
	return (
		<ChoiceField
			name="format"
			label={ __( 'What is sent', 'realtime-events' ) }
			choices={ {
				cloudevents: __(
					'CloudEvents, several at once',
					'realtime-events'
				),
				plain: __( 'Plain JSON, one by one', 'realtime-events' ),
			} }
		/>
	);
}

interface ChoiceProps< Name extends 'auth' | 'format' > {
	readonly name: Name;
	readonly label: string;
	/** Value → label. */
	readonly choices: Readonly< Record< ProfileOptions[ Name ], string > >;
}

function ChoiceField< Name extends 'auth' | 'format' >( {
	name,
	label,
	choices,
}: ChoiceProps< Name > ) {
	const { id, value, onChange, error, constant } = useProfileOption( name );
	return (
		<SelectControl
			__next40pxDefaultSize
			__nextHasNoMarginBottom
			id={ id }
			className="realtime-events-field-wide"
			label={ label }
			help={ <FieldHelp error={ error } constant={ constant } /> }
			value={ value as string }
			onChange={ ( next ) => onChange( next as ProfileOptions[ Name ] ) }
			disabled={ constant !== undefined }
			options={ Object.entries< string >( choices ).map(
				( [ choice, text ] ) => ( { value: choice, label: text } )
			) }
		/>
	);
}

function PrivateField() {
	const { id, value, onChange, error, constant } =
		useProfileOption( 'relay_is_private' );
	return (
		<CheckboxControl
			__nextHasNoMarginBottom
			id={ id }
			label={ __(
				'Only people I trust can listen to this relay',
				'realtime-events'
			) }
			help={
				<FieldHelp error={ error } constant={ constant }>
					{ __(
						'A relay passes everything on to everyone who listens. Until you tick this, it gets public events only.',
						'realtime-events'
					) }
				</FieldHelp>
			}
			checked={ value }
			onChange={ onChange }
			disabled={ constant !== undefined }
		/>
	);
}
