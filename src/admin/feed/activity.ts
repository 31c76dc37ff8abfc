import type { CloudEvent } from '@realtime-events/client';
import { compareSequences } from '../../connection/sequence';
import { LENGTH_MS } from './chart-range';
import type { Range } from './chart-range';

/** Events of one span of time by group. */
export interface Bar {
	/** ms since 1970, at which it begins. */
	readonly start: number;
	readonly end: number;
	readonly counts: Readonly< Record< string, number > >;
	readonly total: number;
}

/** What the site has counted: the answer of `GET /events/chart`. */
export interface Counted {
	/** Sequence of the newest event that is in it. */
	readonly newest: string;
	readonly spans: ReadonlyArray< {
		readonly time: string;
		readonly groups: Readonly< Record< string, number > >;
	} >;
}

type Counts = Map< number, Map< string, number > >;

/**
 * Counts events by spans of time and group: what the site has counted, and on
 * from there what comes live. Each event counts once.
 *
 * @since 0.1.0
 */
export class Activity {
	private counts: Counts = new Map();
	private newest = '0';
	/** What came while the site was counting. */
	private waiting: CloudEvent[] | null = [];

	/**
	 * @param lengthMs Of a span.
	 * @param groupOf  Group of a type of event.
	 */
	public constructor(
		private readonly lengthMs: number,
		private readonly groupOf: ( type: string ) => string
	) {}

	public add( events: readonly CloudEvent[] ): void {
		if ( this.waiting ) {
			this.waiting.push( ...events );
			return;
		}
		for ( const { sequence, time, type } of events ) {
			if (
				sequence === undefined ||
				compareSequences( sequence, this.newest ) > 0
			) {
				this.count( Date.parse( time ), this.groupOf( type ), 1 );
			}
		}
	}

	/**
	 * Begins with what the site has counted; null where it could not say.
	 *
	 * @param counted
	 */
	public begin( counted: Counted | null ): void {
		const { waiting } = this;
		this.waiting = null;
		if ( counted ) {
			this.newest = counted.newest;
			for ( const { time, groups } of counted.spans ) {
				for ( const [ group, count ] of Object.entries( groups ) ) {
					this.count( Date.parse( time ), group, count );
				}
			}
		}
		this.add( waiting ?? [] );
	}

	/**
	 * Bars of a range, oldest first. What is older is forgotten.
	 *
	 * @param range
	 */
	public bars( range: Range ): Bar[] {
		const { since, bars } = range;
		const first = Math.floor( since / this.lengthMs );
		for ( const span of this.counts.keys() ) {
			if ( span < first ) {
				this.counts.delete( span );
			}
		}
		return Array.from( { length: bars }, ( _, index ) => {
			const counts = Object.fromEntries(
				this.counts.get( first + index ) ?? []
			);
			return {
				start: ( first + index ) * this.lengthMs,
				end: ( first + index + 1 ) * this.lengthMs,
				counts,
				total: Object.values( counts ).reduce( ( a, b ) => a + b, 0 ),
			};
		} );
	}

	private count( time: number, group: string, number: number ): void {
		const span = Math.floor( time / this.lengthMs );
		const groups = this.counts.get( span ) ?? new Map< string, number >();
		this.counts.set(
			span,
			groups.set( group, ( groups.get( group ) ?? 0 ) + number )
		);
	}
}

/** @since 0.1.0 */
export const activityFor = (
	{ interval }: Range,
	groupOf: ( type: string ) => string
): Activity => new Activity( LENGTH_MS[ interval ], groupOf );
