import type { CloudEvent } from '@realtime-events/client';
import type { DayFinder } from './days';

/** @since 0.1.0 */
export interface DayRow {
	readonly kind: 'day';
	readonly key: string;
	/** `2026-01-31`, in the site's time zone. */
	readonly day: string;
}

/** @since 0.1.0 */
export interface EventRow {
	readonly kind: 'event';
	readonly key: string;
	/** The newest of a run. */
	readonly event: CloudEvent;
	/** How many like events in a row it stands for. */
	readonly count: number;
	/** Id of the run; null for an event alone. */
	readonly run: string | null;
	/** `head`: stands for a run, which may be open; `member`: one of an open run. */
	readonly role: 'single' | 'head' | 'member';
	readonly isExpanded: boolean;
}

/** @since 0.1.0 */
export type Row = DayRow | EventRow;

/** Like events that far apart are two stories. */
const RUN_WITHIN_MS = 60 * 60_000;
const MIN_RUN = 3;

/**
 * Rows of the feed: a divider where a day begins, and runs of like events as
 * one row that can be opened.
 *
 * @since 0.1.0
 *
 * @param events   Newest first.
 * @param days     Tells the day of a moment.
 * @param expanded Ids of runs that are open.
 */
export function rowsOf(
	events: readonly CloudEvent[],
	days: DayFinder,
	expanded: ReadonlySet< string >
): Row[] {
	const rows: Row[] = [];
	let day = '';
	let index = 0;
	while ( index < events.length ) {
		const event = events[ index ] as CloudEvent;
		const today = days.dayOf( event );
		if ( today !== day ) {
			day = today;
			rows.push( { kind: 'day', key: `day:${ day }`, day } );
		}
		const end = endOfRun( events, index, days, today );
		const count = end - index;
		if ( count < MIN_RUN ) {
			rows.push( single( event ) );
			index++;
			continue;
		}
		// The oldest stays the same while a run grows at its newer end.
		const run = ( events[ end - 1 ] as CloudEvent ).id;
		const isExpanded = expanded.has( run );
		rows.push( {
			kind: 'event',
			key: `run:${ run }`,
			event,
			count,
			run,
			role: 'head',
			isExpanded,
		} );
		if ( isExpanded ) {
			for ( const member of events.slice( index, end ) ) {
				rows.push( { ...single( member ), run, role: 'member' } );
			}
		}
		index = end;
	}
	return rows;
}

const single = ( event: CloudEvent ): EventRow => ( {
	kind: 'event',
	key: event.id,
	event,
	count: 1,
	run: null,
	role: 'single',
	isExpanded: false,
} );

function endOfRun(
	events: readonly CloudEvent[],
	start: number,
	days: DayFinder,
	day: string
): number {
	const first = events[ start ] as CloudEvent;
	let end = start + 1;
	for ( ; end < events.length; end++ ) {
		const event = events[ end ] as CloudEvent;
		const newer = events[ end - 1 ] as CloudEvent;
		if (
			! isLike( event, first ) ||
			days.timeOf( newer ) - days.timeOf( event ) > RUN_WITHIN_MS ||
			days.dayOf( event ) !== day
		) {
			break;
		}
	}
	return end;
}

const isLike = ( a: CloudEvent, b: CloudEvent ): boolean =>
	a.type === b.type &&
	a.subject === b.subject &&
	a.actorid === b.actorid &&
	a.actorname === b.actorname &&
	a.channel === b.channel &&
	a.severity === b.severity;
