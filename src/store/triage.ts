import type { CloudEvent } from '../protocol';

/**
 * In what state a team leaves an event. PHP's Event_Query has the same list.
 *
 * @since 0.1.0
 */
export const TRIAGE_STATUSES = [
	'open',
	'claimed',
	'resolved',
	'snoozed',
] as const;

/** @since 0.1.0 */
export type TriageStatus = ( typeof TRIAGE_STATUSES )[ number ];

/**
 * What can be said in one sign. PHP's Triage has the same list.
 *
 * @since 0.1.0
 */
export const REACTIONS = [ '👍', '🙏', '🎉', '👀' ] as const;

/** @since 0.1.0 */
export type TriageAction =
	| 'claim'
	| 'release'
	| 'resolve'
	| 'reopen'
	| 'snooze'
	| 'note'
	| 'pin'
	| 'unpin'
	| 'react'
	| 'unreact';

/** @since 0.1.0 */
export interface Person {
	readonly id: string;
	readonly name: string;
}

/** @since 0.1.0 */
export interface Reaction extends Person {
	readonly reaction: string;
}

/**
 * How an event stands with the team.
 *
 * @since 0.1.0
 */
export interface Triage {
	readonly status: TriageStatus;
	readonly by: Person | null;
	/** When the status changed last. */
	readonly at: string;
	/** Until when it is snoozed. */
	readonly until: string | null;
	/** When anything was done last. */
	readonly latest: string;
	/** Who pinned it. */
	readonly pinned: Person | null;
	/** When it was pinned, or the pin taken off. */
	readonly pinned_at: string;
	readonly reactions: readonly Reaction[];
	readonly notes: ReadonlyArray< {
		readonly text: string;
		/** A name. */
		readonly by: string;
		/** RFC 3339. */
		readonly at: string;
	} >;
}

/**
 * What is done about an event is an event itself, of these types.
 *
 * @since 0.1.0
 */
export const ACTION_OF_TYPE: Readonly< Record< string, TriageAction > > = {
	'event.claimed': 'claim',
	'event.released': 'release',
	'event.resolved': 'resolve',
	'event.reopened': 'reopen',
	'event.snoozed': 'snooze',
	'event.noted': 'note',
	'event.pinned': 'pin',
	'event.unpinned': 'unpin',
	'event.reacted': 'react',
	'event.unreacted': 'unreact',
};

/** @since 0.1.0 */
export const UNTOUCHED: Triage = {
	status: 'open',
	by: null,
	at: '',
	until: null,
	latest: '',
	pinned: null,
	pinned_at: '',
	reactions: [],
	notes: [],
};

/**
 * Whether something can be done about an event: not about what was done.
 *
 * @since 0.1.0
 */
export const isTriageable = ( { type }: CloudEvent ): boolean =>
	ACTION_OF_TYPE[ type ] === undefined;

/**
 * The event that an action is about.
 *
 * @since 0.1.0
 *
 * @param action
 * @return Its id; null where this is no action.
 */
export const eventOfAction = ( action: CloudEvent ): string | null =>
	! isTriageable( action ) &&
	action.subject === `event/${ action.data.event }`
		? String( action.data.event )
		: null;

/**
 * What is snoozed comes back by itself.
 *
 * @since 0.1.0
 *
 * @param triage
 * @param triage.status
 * @param triage.until
 * @param now           In ms since 1970.
 */
export const statusAt = (
	{ status, until }: Triage,
	now: number
): TriageStatus =>
	status === 'snoozed' && until !== null && Date.parse( until ) <= now
		? 'open'
		: status;
