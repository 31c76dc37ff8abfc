import { __ } from '@wordpress/i18n';

const HOUR_MS = 60 * 60_000;
const MORNING_HOUR = 9;

/** @since 0.1.0 */
export interface Snooze {
	readonly label: string;
	/** @return RFC 3339. */
	readonly until: ( now: Date ) => string;
}

/**
 * For how long an event can be put off.
 *
 * @since 0.1.0
 */
export const snoozes = (): Snooze[] => [
	{
		label: __( 'Snooze for an hour', 'realtime-events' ),
		until: ( now ) => new Date( now.getTime() + HOUR_MS ).toISOString(),
	},
	{
		label: __( 'Snooze until tomorrow', 'realtime-events' ),
		until: ( now ) => {
			const morning = new Date( now );
			morning.setDate( morning.getDate() + 1 );
			morning.setHours( MORNING_HOUR, 0, 0, 0 );
			return morning.toISOString();
		},
	},
];
