import { dateI18n, getDate } from '@wordpress/date';
import { __ } from '@wordpress/i18n';

const HOUR_MS = 60 * 60_000;

/** @since 0.1.0 */
export interface Preset {
	readonly id: string;
	readonly label: string;
	readonly lastsMs: number;
}

/** @since 0.1.0 */
export const presets = (): Preset[] => [
	{
		id: 'hour',
		label: __( 'Last hour', 'realtime-events' ),
		lastsMs: HOUR_MS,
	},
	{
		id: 'day',
		label: __( 'Last 24 hours', 'realtime-events' ),
		lastsMs: 24 * HOUR_MS,
	},
	{
		id: 'week',
		label: __( 'Last 7 days', 'realtime-events' ),
		lastsMs: 7 * 24 * HOUR_MS,
	},
	{
		id: 'month',
		label: __( 'Last 30 days', 'realtime-events' ),
		lastsMs: 30 * 24 * HOUR_MS,
	},
];

/**
 * What a field for a date and time shows for a moment: in the site's time zone,
 * as everything else on the screen.
 *
 * @since 0.1.0
 *
 * @param moment RFC 3339; empty for none.
 */
export const toField = ( moment: string ): string =>
	Number.isNaN( Date.parse( moment ) )
		? ''
		: dateI18n( 'Y-m-d\\TH:i', moment, undefined );

/**
 * The moment that such a field says.
 *
 * @since 0.1.0
 *
 * @param field As the browser gives it: without a zone.
 */
export function fromField( field: string ): string {
	return field === '' ? '' : getDate( field ).toISOString();
}
