import type { CloudEvent } from '@realtime-events/client';

/** Days begin on a quarter of an hour in every time zone. */
const QUARTER_MS = 15 * 60_000;

const MINUTE_MS = 60_000;
const OFFSET = /^([+-])(\d{2}):(\d{2})$/;

/**
 * How far a zone of the form `+02:00` is ahead. Browsers of a few years ago
 * know zones by name alone, and refuse such a one with an exception.
 *
 * @return Null for a zone by name.
 */
function offsetOf( timeZone: string ): number | null {
	const [ , sign, hours, minutes ] = OFFSET.exec( timeZone ) ?? [];
	return sign === undefined
		? null
		: Number( `${ sign }1` ) *
				( Number( hours ) * 60 + Number( minutes ) ) *
				MINUTE_MS;
}

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
	private readonly shift: number;
	private lastQuarter = NaN;
	private lastDay = '';

	/**
	 * @param timeZone The site's: `Europe/Berlin` or `+02:00`.
	 */
	public constructor( timeZone: string ) {
		const offset = offsetOf( timeZone );
		this.shift = offset ?? 0;
		// This language writes dates as year-month-day.
		this.format = new Intl.DateTimeFormat( 'en-CA', {
			timeZone: offset === null ? timeZone : 'UTC',
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
			day = Number.isNaN( time )
				? ''
				: this.format.format( time + this.shift );
			this.quarters.set( quarter, day );
		}
		this.lastQuarter = quarter;
		this.lastDay = day;
		return day;
	}
}
