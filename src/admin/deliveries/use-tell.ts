import { useDispatch } from '@wordpress/data';
import { store as noticesStore } from '@wordpress/notices';
import type { ActionResult } from './store/types';

// One id: the newest result is the one that counts.
const NOTICE_ID = 'realtime-events-deliveries';

/**
 * Says how an action went.
 *
 * @since 0.1.0
 */
export function useTell(): ( result: ActionResult, done: string ) => void {
	const { createNotice } = useDispatch( noticesStore );
	return ( result, done ) =>
		void createNotice(
			result.ok ? 'success' : 'error',
			result.ok ? done : result.message,
			{
				type: 'snackbar',
				id: NOTICE_ID,
				explicitDismiss: ! result.ok,
			}
		);
}
