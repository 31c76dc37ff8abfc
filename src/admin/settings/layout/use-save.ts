import { useDispatch } from '@wordpress/data';
import { __ } from '@wordpress/i18n';
import { store as noticesStore } from '@wordpress/notices';
import { retry } from '@realtime-events/client';
import { store } from '../store';

/** Saves what was edited; true when it is stored. */
export type SaveForm = () => Promise< boolean >;

// One id each, so that a second save replaces what the first one said.
const SAVED_NOTICE = 'realtime-events-saved';
const FAILED_NOTICE = 'realtime-events-not-saved';

/**
 * Saves the form and says how it went.
 *
 * @param onRefused - Takes the person to the first field that was refused.
 *
 * @since 0.1.0
 */
export function useSave( onRefused: ( field: string ) => void ): SaveForm {
	const { save } = useDispatch( store );
	const { createNotice, removeNotice } = useDispatch( noticesStore );
	return async () => {
		const result = await save();
		if ( result.ok ) {
			void removeNotice( FAILED_NOTICE );
			// The page's own connection goes where the new settings point.
			retry();
			void createNotice(
				'success',
				__( 'Settings saved.', 'realtime-events' ),
				{ type: 'snackbar', id: SAVED_NOTICE }
			);
			return true;
		}
		const [ field ] = result.fields;
		void createNotice(
			'error',
			field === undefined
				? result.message
				: __(
						'Not saved: something in the form needs your attention.',
						'realtime-events'
					),
			{ type: 'snackbar', id: FAILED_NOTICE, explicitDismiss: true }
		);
		if ( field !== undefined ) {
			onRefused( field );
		}
		return false;
	};
}
