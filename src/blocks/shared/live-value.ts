import type { CloudEvent } from '../../protocol';

const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * A number that a page shows and that goes on changing.
 *
 * - `people`: who is on the channel now; the hub counts.
 * - `events`: how many events of a type there were since midnight.
 * - `comments`: approved comments of a post.
 * - `stock`: what is left of a product.
 *
 * @since 0.1.0
 */
export type LiveValue =
	| { readonly kind: 'people'; readonly channel: string }
	| {
			readonly kind: 'events';
			readonly type: string;
			/** When the site's day began, in ms since 1970. */
			readonly dayStart: number;
	  }
	| { readonly kind: 'comments'; readonly post: number }
	| { readonly kind: 'stock'; readonly subject: string };

/** @since 0.1.0 */
export interface Reading {
	/** Null: not known yet. */
	readonly value: number | null;
	/** For `events`: when the day began that is counted. */
	readonly dayStart: number;
}

/**
 * The reading after an event.
 *
 * @since 0.1.0
 *
 * @param source
 * @param reading
 * @param event
 */
export function readingAfter(
	source: LiveValue,
	reading: Reading,
	event: CloudEvent
): Reading {
	const told = numberIn( source, reading, event );
	return told === null ? reading : { ...reading, value: told };
}

/**
 * The reading at this moment: a new day begins at nought. Days are taken for
 * 24 hours long; on the two that are not, midnight is an hour off.
 *
 * @since 0.1.0
 *
 * @param source
 * @param reading
 * @param now     In ms since 1970.
 */
export function readingAt(
	source: LiveValue,
	reading: Reading,
	now: number
): Reading {
	if ( source.kind !== 'events' || now < reading.dayStart + DAY_MS ) {
		return reading;
	}
	const days = Math.floor( ( now - reading.dayStart ) / DAY_MS );
	return { value: 0, dayStart: reading.dayStart + days * DAY_MS };
}

function numberIn(
	source: LiveValue,
	{ value, dayStart }: Reading,
	event: CloudEvent
): number | null {
	switch ( source.kind ) {
		case 'events':
			return event.type === source.type &&
				Date.parse( event.time ) >= dayStart
				? ( value ?? 0 ) + 1
				: null;
		case 'comments':
			return event.data.post_id === source.post
				? count( event.data.comments )
				: null;
		case 'stock':
			return event.subject === source.subject
				? count( event.data.stock )
				: null;
		case 'people':
			return null;
	}
}

function count( value: unknown ): number | null {
	return typeof value === 'number' && Number.isFinite( value ) ? value : null;
}

const PLACEHOLDER = '{count}';

/**
 * A number within its words: `{count} people are reading this`.
 *
 * @since 0.1.0
 *
 * @param value
 * @param label    For any number.
 * @param labelOne For exactly one; empty: as for any.
 * @param language
 */
export function countText(
	value: number,
	label: string,
	labelOne: string,
	language?: string
): string {
	const number = new Intl.NumberFormat( language ).format( value );
	const isOne = value === 1 && labelOne !== '';
	const template = isOne ? labelOne : label;
	if ( isOne || template.includes( PLACEHOLDER ) ) {
		return template.replaceAll( PLACEHOLDER, number );
	}
	return `${ number } ${ template }`.trim();
}

/**
 * The numbers in between, fast at first and slow at last.
 *
 * @since 0.1.0
 *
 * @param from
 * @param to
 * @param progress From 0 to 1.
 */
export function easedNumber(
	from: number,
	to: number,
	progress: number
): number {
	const rest = 1 - Math.min( 1, Math.max( 0, progress ) );
	return Math.round( to - ( to - from ) * rest ** 3 );
}
