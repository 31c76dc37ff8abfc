import type { CloudEvent } from '@realtime-events/client';

export const MINUTE_MS = 60_000;
export const MINUTES = 60;

/** Events of one minute by group. */
export interface Bar {
	/** ms since 1970, at which the minute begins. */
	readonly start: number;
	readonly counts: Readonly< Record< string, number > >;
	readonly total: number;
}

/**
 * Counts events by minute and group. Each event counts once.
 *
 * @since 0.1.0
 */
export class Activity {
	private readonly minutes = new Map<
		number,
		Map< string, Set< string > >
	>();

	public constructor(
		private readonly groupOf: ( type: string ) => string
	) {}

	public add( events: readonly CloudEvent[] ): void {
		for ( const { id, time, type } of events ) {
			const minute = Math.floor( Date.parse( time ) / MINUTE_MS );
			const groups = this.minutes.get( minute ) ?? new Map();
			const group = this.groupOf( type );
			const ids: Set< string > = groups.get( group ) ?? new Set();
			this.minutes.set( minute, groups.set( group, ids.add( id ) ) );
		}
	}

	/**
	 * The last hour, oldest first. What is older is forgotten.
	 *
	 * @param now In ms since 1970.
	 */
	public bars( now: number ): Bar[] {
		const last = Math.floor( now / MINUTE_MS );
		for ( const minute of this.minutes.keys() ) {
			if ( minute <= last - MINUTES ) {
				this.minutes.delete( minute );
			}
		}
		return Array.from( { length: MINUTES }, ( _, index ) => {
			const minute = last - MINUTES + 1 + index;
			const counts = Object.fromEntries(
				[ ...( this.minutes.get( minute ) ?? [] ) ].map(
					( [ group, ids ] ) => [ group, ids.size ]
				)
			);
			return {
				start: minute * MINUTE_MS,
				counts,
				total: Object.values( counts ).reduce( ( a, b ) => a + b, 0 ),
			};
		} );
	}
}
