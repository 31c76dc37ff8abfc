import { statusAt } from '../../store/triage';
import type { TriageStates } from '../../store/triage-states';

/** @since 0.1.0 */
export interface Waking {
	/** In ms since 1970. */
	readonly at: number;
	/** Of the events that are open again from then on. */
	readonly ids: readonly string[];
}

/**
 * Which of the events that are put off come back first, and when.
 *
 * @since 0.1.0
 *
 * @param states
 * @param now    In ms since 1970.
 * @return Null where none ever does.
 */
export function nextWaking( states: TriageStates, now: number ): Waking | null {
	const asleep = Object.entries( states ).flatMap( ( [ id, triage ] ) =>
		statusAt( triage, now ) === 'snoozed' && triage.until !== null
			? [ { id, at: Date.parse( triage.until ) } ]
			: []
	);
	const at = Math.min( ...asleep.map( ( one ) => one.at ) );
	return asleep.length > 0
		? {
				at,
				ids: asleep
					.filter( ( one ) => one.at === at )
					.map( ( { id } ) => id ),
			}
		: null;
}
