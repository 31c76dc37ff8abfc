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
 * Says that visitors cannot hear of a type yet, and switches it on for who may.
 *
 * @since 0.1.0
 */
export function PublicSwitch( { type }: { type: string } ) {
	const offered = editorData().types[ type ];
	return offered && ! offered.isPublic && ! offered.isAlwaysPublic ? (
		<Warning type={ type } label={ offered.label } />
	) : null;
}

function Warning( { type, label }: { type: string; label: string } ) {
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
	if ( types[ type ]?.public ) {
		return null;
	}
	const makePublic = async () => {
		setBusy( true );
		const saved = await saveEntityRecord( 'root', 'site', {
			realtime_events: {
				...settings?.realtime_events,
				types: {
					...types,
					[ type ]: { ...types[ type ], public: true },
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
					/* translators: %s: name of an event type, for example "Post published". */
					__(
						'Visitors are not told of “%s” yet. It is kept to your team.',
						'realtime-events'
					),
					label
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
