import { useDispatch, useSelect } from '@wordpress/data';
import { __ } from '@wordpress/i18n';
import { store as noticesStore } from '@wordpress/notices';
import { store } from '@realtime-events/client';
import type { Triage, TriageAction } from '../../../store/triage';
import { act } from './requests';

/** One id: the newest result is the one that counts. */
const NOTICE = 'realtime-events-triage';

interface Details {
	readonly note?: string;
	/** RFC 3339. */
	readonly until?: string;
	readonly reaction?: string;
}

/**
 * How an event stands with the team, and a way to change that.
 *
 * @since 0.1.0
 *
 * @param id Of the event.
 * @return The way answers whether it went well; where it did not, it has said so.
 */
export function useTriage(
	id: string
): [
	Triage,
	( action: TriageAction, details?: Details ) => Promise< boolean >,
] {
	const triage = useSelect(
		( select ) => select( store ).getTriage( id ),
		[ id ]
	);
	const { acted } = useDispatch( store );
	const { createErrorNotice } = useDispatch( noticesStore );
	return [
		triage,
		async ( action, details = {} ) => {
			try {
				void acted( [ await act( id, action, details ) ] );
				return true;
			} catch ( error ) {
				void createErrorNotice(
					( error as Error ).message ||
						__(
							'That did not reach your site. Try again.',
							'realtime-events'
						),
					{ type: 'snackbar', id: NOTICE, explicitDismiss: true }
				);
				return false;
			}
		},
	];
}
