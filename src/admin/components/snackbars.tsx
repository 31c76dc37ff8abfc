import { SnackbarList } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { store as noticesStore } from '@wordpress/notices';

// As many as core shows at once.
const MAX_SHOWN = 3;

/**
 * The short notices that come and go at the foot of a screen.
 *
 * @since 0.1.0
 */
export function Snackbars() {
	const notices = useSelect(
		( select ) => select( noticesStore ).getNotices(),
		[]
	);
	const { removeNotice } = useDispatch( noticesStore );
	const shown = notices
		.filter( ( { type } ) => type === 'snackbar' )
		.slice( -MAX_SHOWN );
	return (
		<SnackbarList
			className="realtime-events-snackbars"
			notices={ shown }
			onRemove={ ( id ) => removeNotice( id ) }
		/>
	);
}
