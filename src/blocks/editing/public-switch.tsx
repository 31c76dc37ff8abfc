import { Button, Notice } from '@wordpress/components';
import { store as coreStore } from '@wordpress/core-data';
import { useDispatch, useSelect } from '@wordpress/data';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { store as noticesStore } from '@wordpress/notices';
import { editorData } from './offered-types';

/** The part of the plugin's option that says what is public. */
interface Settings {
	realtime_events?: {
		types?: Record< string, { enabled?: boolean; public?: boolean } >;
	};
}

/**
 * Says that visitors cannot hear of these types yet, and switches them on for
 * who may.
 *
 * @since 0.1.0
 */
export function PublicSwitch( { types }: { types: readonly string[] } ) {
	const { types: offered } = editorData();
	const kept = types.filter(
		( name ) =>
			offered[ name ] &&
			! offered[ name ].isPublic &&
			! offered[ name ].isAlwaysPublic
	);
	return kept.length > 0 ? <Warning kept={ kept } /> : null;
}

function Warning( { kept }: { kept: readonly string[] } ) {
	const { canManage, settingsUrl } = editorData();
	const [ isBusy, setBusy ] = useState( false );
	const settings = useSelect(
		( select ) =>
			canManage
				? ( select( coreStore ).getEntityRecord( 'root', 'site' ) as
						Settings | undefined )
				: undefined,
		[ canManage ]
	);
	const { saveEntityRecord } = useDispatch( coreStore );
	const { createErrorNotice } = useDispatch( noticesStore );
	const types = settings?.realtime_events?.types ?? {};
	const still = kept.filter( ( name ) => ! types[ name ]?.public );
	if ( still.length === 0 ) {
		return null;
	}
	const makePublic = async () => {
		setBusy( true );
		const saved = await saveEntityRecord( 'root', 'site', {
			realtime_events: {
				...settings?.realtime_events,
				types: {
					...types,
					...Object.fromEntries(
						still.map( ( name ) => [
							name,
							{ ...types[ name ], public: true },
						] )
					),
				},
			},
		} );
		setBusy( false );
		if ( ! saved ) {
			void createErrorNotice(
				__( 'That could not be saved.', 'realtime-events' ),
				{ type: 'snackbar' }
			);
		}
	};
	return (
		<Notice
			status="warning"
			isDismissible={ false }
			className="realtime-events-public-switch"
		>
			<p>
				{ sprintf(
					/* translators: %s: names of event types, for example "Post published, Comment written". */
					__(
						'Visitors are not told yet of: %s. It is kept to your team.',
						'realtime-events'
					),
					still
						.map( ( name ) => editorData().types[ name ]?.label )
						.join( ', ' )
				) }
			</p>
			{ canManage ? (
				<Button
					variant="secondary"
					size="compact"
					isBusy={ isBusy }
					disabled={ isBusy || ! settings }
					accessibleWhenDisabled
					onClick={ () => void makePublic() }
				>
					{ __( 'Make it public', 'realtime-events' ) }
				</Button>
			) : (
				<p>
					{ settingsUrl &&
						__(
							'An administrator can make it public.',
							'realtime-events'
						) }
				</p>
			) }
		</Notice>
	);
}
