import { __, _n, sprintf } from '@wordpress/i18n';

/**
 * What `GET /status/hub` passes on. An older hub may tell less.
 *
 * @since 0.1.0
 */
export interface Figures {
	readonly version: string;
	/** How long the answer took. */
	readonly ms: number;
	readonly uptime_seconds?: number;
	readonly memory_mb?: number;
	readonly nodes?: number;
	readonly connections?: number;
	readonly rooms?: number;
	readonly events?: number;
	readonly events_per_second?: number;
}

interface Figure {
	readonly label: string;
	readonly value: string;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The figures in words, in the order in which one asks for them; what the hub does not tell is left out. */
export function figureWords( figures: Figures ): Figure[] {
	const known = (
		value: number | undefined,
		format: ( value: number ) => string = String
	) => ( value === undefined ? '' : format( value ) );
	return [
		{
			label: __( 'Connections', 'realtime-events' ),
			value: known( figures.connections ),
		},
		{
			label: __( 'Events a second', 'realtime-events' ),
			value: known( figures.events_per_second ),
		},
		{
			label: __( 'Channels', 'realtime-events' ),
			value: known( figures.rooms ),
		},
		{
			label: __( 'Nodes', 'realtime-events' ),
			value: known( figures.nodes ),
		},
		{
			label: __( 'Memory', 'realtime-events' ),
			value: known( figures.memory_mb, ( megabytes ) =>
				/* translators: %d: number of megabytes. */
				sprintf( __( '%d MB', 'realtime-events' ), megabytes )
			),
		},
		{
			label: __( 'Running for', 'realtime-events' ),
			value: known( figures.uptime_seconds, duration ),
		},
		{
			label: __( 'Version', 'realtime-events' ),
			value: figures.version,
		},
		{
			label: __( 'Answers in', 'realtime-events' ),
			/* translators: %d: milliseconds. */
			value: sprintf( __( '%d ms', 'realtime-events' ), figures.ms ),
		},
	].filter( ( { value } ) => value !== '' );
}

function duration( seconds: number ): string {
	const days = Math.floor( seconds / DAY );
	if ( days > 0 ) {
		return sprintf(
			/* translators: %d: number of days. */
			_n( '%d day', '%d days', days, 'realtime-events' ),
			days
		);
	}
	const hours = Math.floor( seconds / HOUR );
	return hours > 0
		? sprintf(
				/* translators: %d: number of hours. */
				__( '%d h', 'realtime-events' ),
				hours
			)
		: sprintf(
				/* translators: %d: number of minutes. */
				__( '%d min', 'realtime-events' ),
				Math.floor( seconds / MINUTE )
			);
}
