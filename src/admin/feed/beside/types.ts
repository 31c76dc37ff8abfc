import type { Delivery } from '../../deliveries/types';

/** @since 0.1.0 */
export type TriageStatus = 'open' | 'claimed' | 'resolved' | 'snoozed';

/** @since 0.1.0 */
export type TriageAction =
	'claim' | 'release' | 'resolve' | 'reopen' | 'snooze' | 'note';

/** @since 0.1.0 */
export interface Note {
	readonly text: string;
	/** A name. */
	readonly by: string;
	/** RFC 3339. */
	readonly at: string;
}

/**
 * How an event stands with the team.
 *
 * @since 0.1.0
 */
export interface Triage {
	readonly status: TriageStatus;
	readonly by: { readonly id: string; readonly name: string } | null;
	readonly at: string;
	/** Until when it is snoozed. */
	readonly until: string | null;
	readonly notes: readonly Note[];
}

/**
 * What is known of events beside what they say themselves: how they stand
 * with the team, and how they were delivered. By id of the event.
 *
 * @since 0.1.0
 */
export interface BesideState {
	readonly triage: Readonly< Record< string, Triage > >;
	readonly deliveries: Readonly< Record< string, Delivery > >;
}
