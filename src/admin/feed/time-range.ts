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
 * What a field for a local date and time shows for a moment, and back.
 *
 * @since 0.1.0
 *
 * @param moment RFC 3339; empty for none.
 */
export function toField( moment: string ): string {
	const date = new Date( moment );
	if ( Number.isNaN( date.getTime() ) ) {
		return '';
	}
	const local = new Date(
		date.getTime() - date.getTimezoneOffset() * 60_000
	);
	return local.toISOString().slice( 0, 'yyyy-mm-ddThh:mm'.length );
}

/**
 * @since 0.1.0
 *
 * @param field As the browser gives it: local time, without a zone.
 */
export function fromField( field: string ): string {
	const date = new Date( field );
	return Number.isNaN( date.getTime() ) ? '' : date.toISOString();
}
