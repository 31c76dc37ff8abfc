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

/** @since 0.1.0 */
export type TriageAction =
	'claim' | 'release' | 'resolve' | 'reopen' | 'snooze' | 'note';

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
	readonly notes: ReadonlyArray< {
		readonly text: string;
		/** A name. */
		readonly by: string;
		/** RFC 3339. */
		readonly at: string;
	} >;
}

/** What is done about an event is an event itself, of these types. */
const ACTION_OF_TYPE: Readonly< Record< string, TriageAction > > = {
	'event.claimed': 'claim',
	'event.released': 'release',
	'event.resolved': 'resolve',
	'event.reopened': 'reopen',
	'event.snoozed': 'snooze',
	'event.noted': 'note',
};

const STATUS_AFTER: Readonly<
	Record< Exclude< TriageAction, 'note' >, TriageStatus >
> = {
	claim: 'claimed',
	release: 'open',
	resolve: 'resolved',
	reopen: 'open',
	snooze: 'snoozed',
};

/** @since 0.1.0 */
export const UNTOUCHED: Triage = {
	status: 'open',
	by: null,
	at: '',
	until: null,
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
 * How an event stands after one more action: the twin of PHP's Triage.
 *
 * @since 0.1.0
 *
 * @param before
 * @param action An event about the event.
 */
export function afterAction( before: Triage, action: CloudEvent ): Triage {
	const kind = ACTION_OF_TYPE[ action.type ];
	if ( kind === undefined ) {
		return before;
	}
	const { note, until } = action.data;
	const by = action.actorname ?? '';
	const isKnown = before.notes.some( ( { at } ) => at === action.time );
	const notes =
		typeof note === 'string' && ! isKnown
			? [ ...before.notes, { text: note, by, at: action.time } ]
			: before.notes;
	// What is older than what is known may come late.
	if ( kind === 'note' || action.time < before.at ) {
		return notes === before.notes ? before : { ...before, notes };
	}
	const status = STATUS_AFTER[ kind ];
	return {
		status,
		by: status === 'open' ? null : { id: action.actorid ?? '0', name: by },
		at: action.time,
		until: status === 'snoozed' && typeof until === 'string' ? until : null,
		notes,
	};
}

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
