import { Notice, SelectControl } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { __, sprintf } from '@wordpress/i18n';
import { FieldHelp } from '../layout/field-help';
import { PlainTextField } from '../layout/plain-text-field';
import { useSetting } from '../layout/use-setting';
import { parseServerUrl } from '../server-url';
import { store } from '../store';
import { ProfileFields } from './profile-fields';

/**
 * Which server, and where it is.
 *
 * @since 0.1.0
 */
export function ServerFields() {
	return (
		<div className="realtime-events-fields">
			<ProfileField />
			<ServerUrlField />
			<ProfileFields />
		</div>
	);
}

function ProfileField() {
	const profiles = useSelect(
		( select ) => select( store ).getFacts().profiles,
		[]
	);
	const { id, value, onChange, error, constant } = useSetting( 'profile' );
	if ( profiles.length < 2 ) {
		return null;
	}
	return (
		<SelectControl
			__next40pxDefaultSize
			__nextHasNoMarginBottom
			id={ id }
			className="realtime-events-field-wide"
			label={ __( 'Kind of server', 'realtime-events' ) }
			help={
				<FieldHelp error={ error } constant={ constant }>
					{
						profiles.find( ( profile ) => profile.id === value )
							?.hint
					}
				</FieldHelp>
			}
			value={ value }
			onChange={ onChange }
			disabled={ constant !== undefined }
			options={ profiles.map( ( profile ) => ( {
				value: profile.id,
				label: profile.label,
			} ) ) }
		/>
	);
}

function ServerUrlField() {
	const field = useSetting( 'server_url' );
	const { checkServerUrl } = useDispatch( store );
	const parsed = parseServerUrl( field.value );
	const isRewritten = parsed.ok && parsed.url !== field.value.trim();
	// What a page loaded over https may not open; told here and not as a riddle in the browser's console.
	const isMixedContent =
		window.location.protocol === 'https:' &&
		parsed.ok &&
		parsed.url.startsWith( 'http:' );
	return (
		<>
			<PlainTextField
				field={ field }
				inputMode="url"
				label={ __( 'Server address', 'realtime-events' ) }
				placeholder="https://hub.example.com"
				onBlur={ () => void checkServerUrl() }
			>
				{ isRewritten
					? sprintf(
							/* translators: %s: a web address. */
							__( 'Will be saved as %s.', 'realtime-events' ),
							parsed.url
						)
					: __(
							'Where your site and your visitors’ browsers reach the server. It may start with https://, wss://, http:// or ws://.',
							'realtime-events'
						) }
			</PlainTextField>
			{ isMixedContent && (
				<Notice status="warning" isDismissible={ false }>
					{ __(
						'Your admin pages come over https. Browsers refuse an unencrypted server from there, unless it runs on the same computer as the browser. Use an address that starts with https:// or wss://.',
						'realtime-events'
					) }
				</Notice>
			) }
		</>
	);
}

/**
 * The site's name at the hub, which nobody needs to touch.
 *
 * @since 0.1.0
 */
export function SiteIdField() {
	return (
		<PlainTextField
			field={ useSetting( 'site_id' ) }
			label={ __( 'Name of this site at the hub', 'realtime-events' ) }
		>
			{ __(
				'Leave it empty for the usual one, made of your site’s address. The hub has to be started with the same name.',
				'realtime-events'
			) }
		</PlainTextField>
	);
}
