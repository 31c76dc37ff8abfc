import type { CloudEvent } from '@realtime-events/client';

/** Days begin on a quarter of an hour in every time zone. */
const QUARTER_MS = 15 * 60_000;

/**
 * Finds the day of an event. Ten thousand rows are sorted into days with every
 * frame that brings one, so times are read once and days looked up rarely.
 *
 * @since 0.1.0
 */
export class DayFinder {
	private readonly times = new WeakMap< CloudEvent, number >();
	private readonly quarters = new Map< number, string >();
	private readonly format: Intl.DateTimeFormat;
	private lastQuarter = NaN;
	private lastDay = '';

	/**
	 * @param timeZone The site's: `Europe/Berlin` or `+02:00`.
	 */
	public constructor( timeZone: string ) {
		// This language writes dates as year-month-day.
		this.format = new Intl.DateTimeFormat( 'en-CA', {
			timeZone,
			year: 'numeric',
			month: '2-digit',
			day: '2-digit',
		} );
	}

	/** In ms since 1970. */
	public timeOf( event: CloudEvent ): number {
		let time = this.times.get( event );
		if ( time === undefined ) {
			time = Date.parse( event.time );
			this.times.set( event, time );
		}
		return time;
	}

	/** `2026-01-31` */
	public dayOf( event: CloudEvent ): string {
		return this.dayAt( this.timeOf( event ) );
	}

	public dayAt( time: number ): string {
		const quarter = Math.floor( time / QUARTER_MS );
		// Neighbours are of the same quarter, nearly always.
		if ( quarter === this.lastQuarter ) {
			return this.lastDay;
		}
		let day = this.quarters.get( quarter );
		if ( day === undefined ) {
			day = Number.isNaN( time ) ? '' : this.format.format( time );
			this.quarters.set( quarter, day );
		}
		this.lastQuarter = quarter;
		this.lastDay = day;
		return day;
	}
}
