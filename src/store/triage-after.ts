import type { CloudEvent } from '../protocol';
import { ACTION_OF_TYPE } from './triage';
import type {
	Person,
	Reaction,
	Triage,
	TriageAction,
	TriageStatus,
} from './triage';

const STATUS_AFTER: Readonly<
	Partial< Record< TriageAction, TriageStatus > >
> = {
	claim: 'claimed',
	release: 'open',
	resolve: 'resolved',
	reopen: 'open',
	snooze: 'snoozed',
};

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
	const who = { id: action.actorid ?? '0', name: action.actorname ?? '' };
	const triage = {
		...before,
		latest: action.time > before.latest ? action.time : before.latest,
		notes: notesAfter( before.notes, action, who ),
	};
	const status = STATUS_AFTER[ kind ];
	switch ( kind ) {
		case 'note':
			return triage;
		case 'pin':
		case 'unpin':
			// What is older than what is known may come late; so below.
			return action.time < before.pinned_at
				? triage
				: {
						...triage,
						pinned: kind === 'pin' ? who : null,
						pinned_at: action.time,
					};
		case 'react':
		case 'unreact':
			return {
				...triage,
				reactions: reactionsAfter( before.reactions, action, who ),
			};
	}
	if ( status === undefined || action.time < before.at ) {
		return triage;
	}
	const { until } = action.data;
	return {
		...triage,
		status,
		by: status === 'open' ? null : who,
		at: action.time,
		until: status === 'snoozed' && typeof until === 'string' ? until : null,
	};
}

function notesAfter(
	notes: Triage[ 'notes' ],
	{ data, time }: CloudEvent,
	{ name }: Person
): Triage[ 'notes' ] {
	return typeof data.note !== 'string' ||
		notes.some( ( { at } ) => at === time )
		? notes
		: [ ...notes, { text: data.note, by: name, at: time } ];
}

/** Each says each of the signs once. */
function reactionsAfter(
	reactions: readonly Reaction[],
	{ type, data }: CloudEvent,
	who: Person
): readonly Reaction[] {
	const reaction = String( data.reaction ?? '' );
	const others = reactions.filter(
		( one ) => one.id !== who.id || one.reaction !== reaction
	);
	return ACTION_OF_TYPE[ type ] === 'unreact'
		? others
		: [ ...others, { reaction, ...who } ];
}
