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
	/** All of a run is about the same thing; otherwise one was done after the other. */
	readonly isOneStory: boolean;
	readonly isExpanded: boolean;
}

/** @since 0.1.0 */
export type Row = DayRow | EventRow;

/** Events about the same thing that are further apart are two stories. */
const SAME_SUBJECT_WITHIN_MS = 60 * 60_000;
/** What somebody does to one thing after the other: an import, a bulk action. */
const SAME_ACTION_WITHIN_MS = 30_000;
const MIN_ABOUT_THE_SAME = 3;
const MIN_OF_AN_ACTION = 5;

/** Like events in a row, on one day. */
interface Block {
	readonly events: readonly CloudEvent[];
	readonly day: string;
	/** How it is shown while nobody opens it. */
	readonly rows: readonly EventRow[];
}

/**
 * Makes rows of events: a divider where a day begins, and runs of like events
 * as one row that can be opened. What did not change since the last time is
 * not looked at again: a feed grows at its ends, many times a second.
 *
 * @since 0.1.0
 */
export class RowMaker {
	private events: readonly CloudEvent[] = [];
	private blocks: readonly Block[] = [];

	/**
	 * @param days Tells the day of a moment.
	 */
	public constructor( private readonly days: DayFinder ) {}

	/**
	 * @param events   Newest first.
	 * @param expanded Ids of runs that are open.
	 */
	public rowsOf(
		events: readonly CloudEvent[],
		expanded: ReadonlySet< string >
	): Row[] {
		if ( events !== this.events ) {
			this.blocks = this.regrouped( events );
			this.events = events;
		}
		const rows: Row[] = [];
		let today = '';
		for ( const block of this.blocks ) {
			if ( block.day !== today ) {
				today = block.day;
				rows.push( { kind: 'day', key: `day:${ today }`, day: today } );
			}
			const [ head ] = block.rows;
			if ( head?.run && expanded.has( head.run ) ) {
				rows.push( { ...head, isExpanded: true } );
				for ( const event of block.events ) {
					rows.push( {
						...single( event ),
						run: head.run,
						role: 'member',
					} );
				}
			} else {
				rows.push( ...block.rows );
			}
		}
		return rows;
	}

	private regrouped( events: readonly CloudEvent[] ): readonly Block[] {
		const before = this.events;
		const shift = before[ 0 ] ? events.indexOf( before[ 0 ] ) : -1;
		let same = 0;
		while (
			shift >= 0 &&
			same < before.length &&
			events[ shift + same ] === before[ same ]
		) {
			same++;
		}
		// The first block may have grown, and so may the last one that both have.
		const begin = this.blocks[ 0 ]?.events.length ?? 0;
		let end = begin;
		const kept: Block[] = [];
		for ( const block of this.blocks.slice( 1 ) ) {
			if ( end + block.events.length >= same ) {
				break;
			}
			kept.push( block );
			end += block.events.length;
		}
		return kept.length === 0
			? this.grouped( events )
			: [
					...this.grouped( events.slice( 0, shift + begin ) ),
					...kept,
					...this.grouped( events.slice( shift + end ) ),
				];
	}

	private grouped( events: readonly CloudEvent[] ): Block[] {
		const blocks: Block[] = [];
		let start = 0;
		for ( let end = 1; end <= events.length; end++ ) {
			const event = events[ end ];
			if (
				event === undefined ||
				! this.goTogether( events[ end - 1 ] as CloudEvent, event )
			) {
				const members = events.slice( start, end );
				blocks.push( {
					events: members,
					day: this.days.dayOf( members[ 0 ] as CloudEvent ),
					rows: closedRows( members ),
				} );
				start = end;
			}
		}
		return blocks;
	}

	private goTogether( newer: CloudEvent, older: CloudEvent ): boolean {
		const apartMs = this.days.timeOf( newer ) - this.days.timeOf( older );
		return (
			isLike( newer, older ) &&
			apartMs <=
				( newer.subject === older.subject
					? SAME_SUBJECT_WITHIN_MS
					: SAME_ACTION_WITHIN_MS ) &&
			this.days.dayOf( newer ) === this.days.dayOf( older )
		);
	}
}

function closedRows( events: readonly CloudEvent[] ): EventRow[] {
	const event = events[ 0 ] as CloudEvent;
	const isOneStory = events.every(
		( { subject } ) => subject === event.subject
	);
	if (
		events.length < ( isOneStory ? MIN_ABOUT_THE_SAME : MIN_OF_AN_ACTION )
	) {
		return events.map( single );
	}
	// The oldest stays the same while a run grows at its newer end.
	const run = ( events.at( -1 ) as CloudEvent ).id;
	return [
		{
			kind: 'event',
			key: `run:${ run }`,
			event,
			count: events.length,
			run,
			role: 'head',
			isOneStory,
			isExpanded: false,
		},
	];
}

const single = ( event: CloudEvent ): EventRow => ( {
	kind: 'event',
	key: event.id,
	event,
	count: 1,
	run: null,
	role: 'single',
	isOneStory: true,
	isExpanded: false,
} );

const isLike = ( a: CloudEvent, b: CloudEvent ): boolean =>
	a.type === b.type &&
	a.actorid === b.actorid &&
	a.actorname === b.actorname &&
	a.channel === b.channel &&
	a.severity === b.severity &&
	a.origin === b.origin;
