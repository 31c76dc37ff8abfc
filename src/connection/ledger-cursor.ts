import type { CloudEvent } from '../protocol';
import { BACKFILL_OVERLAP_SECONDS } from '../protocol';
import { compareSequences, laterSequence } from './sequence';

interface Mark {
	readonly sequence: string;
	/** It had been seen by then, in ms. */
	readonly seenBy: number;
}

const OVERLAP_MS = BACKFILL_OVERLAP_SECONDS * 1_000;
/** Marks need not be finer than this; a busy site would make one an event. */
const MARK_WIDTH_MS = 1_000;

/**
 * How far this tab has read the ledger.
 *
 * A row's id is handed out when its transaction writes, and the row is seen
 * when that transaction commits: a lower id can appear after a higher one. So
 * an id only counts as settled once a complete read has begun at least the
 * overlap after it was first seen.
 *
 * @since 0.1.0
 */
export class LedgerCursor {
	private newest: string | null = null;
	private settled: string | null = null;
	private marks: Mark[] = [];

	/** The highest sequence seen, or null where nothing is known. */
	public latest(): string | null {
		return this.newest;
	}

	/** From where a read has to begin that must not miss a late row. */
	public overlapStart(): string | null {
		return this.settled;
	}

	/**
	 * Begins with a page of the ledger. Here the events' own times tell their
	 * age: nothing is known yet about when they could first be seen.
	 */
	public seed( events: readonly CloudEvent[], now: number ): void {
		const known = events
			.filter( ( event ) => event.sequence !== undefined )
			.map( ( event ) => ( {
				sequence: event.sequence as string,
				time: Date.parse( event.time ),
			} ) )
			.sort( ( a, b ) => compareSequences( a.sequence, b.sequence ) );
		const newestTime = Math.max( 0, ...known.map( ( { time } ) => time ) );
		this.newest = known.at( -1 )?.sequence ?? '0';
		this.settled = known[ 0 ]?.sequence ?? '0';
		this.marks = [];
		for ( const { sequence, time } of known ) {
			if ( newestTime - time >= OVERLAP_MS ) {
				this.settled = sequence;
			}
		}
		this.marks.push( { sequence: this.newest, seenBy: now } );
	}

	public note( events: readonly CloudEvent[], now: number ): void {
		const known = events
			.map( ( { sequence } ) => sequence )
			.filter( ( sequence ) => sequence !== undefined )
			.sort( compareSequences );
		const highest = known.at( -1 );
		if ( highest === undefined ) {
			return;
		}
		if (
			this.newest !== null &&
			compareSequences( highest, this.newest ) <= 0
		) {
			return;
		}
		// Where nobody has read the ledger, it is of interest from here on.
		this.settled ??= known[ 0 ] ?? highest;
		this.newest = highest;
		const last = this.marks.at( -1 );
		if ( last && now <= last.seenBy ) {
			this.marks[ this.marks.length - 1 ] = {
				sequence: highest,
				seenBy: last.seenBy,
			};
			return;
		}
		this.marks.push( { sequence: highest, seenBy: now + MARK_WIDTH_MS } );
	}

	/**
	 * Everything that could be seen at this moment has been.
	 *
	 * @param at When the read began, or when the hub was last heard, in ms.
	 */
	public confirm( at: number ): void {
		const limit = at - OVERLAP_MS;
		let count = 0;
		for ( const mark of this.marks ) {
			if ( mark.seenBy > limit ) {
				break;
			}
			this.settled =
				this.settled === null
					? mark.sequence
					: laterSequence( this.settled, mark.sequence );
			count++;
		}
		this.marks.splice( 0, count );
	}
}
