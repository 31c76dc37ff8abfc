import { __, sprintf } from '@wordpress/i18n';
import { parseServerUrl } from './server-url';
import { serverUrlMessage } from './server-url-messages';
import {
	MAX_PURCHASE_DELAY_MINUTES,
	MAX_RETENTION_DAYS,
	MAX_RETENTION_ROWS,
	MIN_RETENTION_DAYS,
} from './store/constants';
import type { FieldErrors, Settings } from './types';

/**
 * Looks through what is about to be saved. The server looks again; this one
 * is here so that an error is told while the eyes are still on the field.
 *
 * @since 0.1.0
 */
export function validate( edits: Partial< Settings > ): FieldErrors {
	const errors = {
		server_url: serverUrlError( edits.server_url ),
		'profile_options.socket_url': serverUrlError(
			edits.profile_options?.socket_url
		),
		'profile_options.publish_path': pathError(
			edits.profile_options?.publish_path
		),
		retention_days: retentionError( edits.retention_days ),
		retention_rows: rowsError( edits.retention_rows ),
		purchase_delay_minutes: purchaseDelayError(
			edits.purchase_delay_minutes
		),
	};
	return Object.fromEntries(
		Object.entries( errors ).filter(
			( entry ): entry is [ string, string ] => entry[ 1 ] !== null
		)
	);
}

/** @since 0.1.0 */
export function serverUrlError( input: string | undefined ): string | null {
	if ( input === undefined ) {
		return null;
	}
	const result = parseServerUrl( input );
	return result.ok ? null : serverUrlMessage( result.code );
}

/** The site looks closer; this is for what everybody gets wrong. */
function pathError( path: string | undefined ): string | null {
	return path === undefined ||
		path.trim() === '' ||
		path.trim().startsWith( '/' )
		? null
		: __(
				'The path has to begin with a slash, as in /api/events. Leave it empty for the usual one.',
				'realtime-events'
			);
}

function retentionError( days: number | '' | undefined ): string | null {
	return isWithin( days, MIN_RETENTION_DAYS, MAX_RETENTION_DAYS )
		? null
		: sprintf(
				/* translators: 1: smallest number of days, 2: largest number of days. */
				__(
					'Enter a whole number of days from %1$d to %2$d.',
					'realtime-events'
				),
				MIN_RETENTION_DAYS,
				MAX_RETENTION_DAYS
			);
}

function rowsError( rows: number | '' | undefined ): string | null {
	return isWithin( rows, 0, MAX_RETENTION_ROWS )
		? null
		: sprintf(
				/* translators: %s: largest number of events. */
				__(
					'Enter a whole number of events up to %s, or 0 for no limit.',
					'realtime-events'
				),
				MAX_RETENTION_ROWS.toLocaleString()
			);
}

/** Whether it is not changed, or a whole number of the range. */
function isWithin(
	value: number | '' | undefined,
	min: number,
	max: number
): boolean {
	return (
		value === undefined ||
		( value !== '' &&
			Number.isInteger( value ) &&
			value >= min &&
			value <= max )
	);
}

function purchaseDelayError( minutes: number | '' | undefined ): string | null {
	return isWithin( minutes, 0, MAX_PURCHASE_DELAY_MINUTES )
		? null
		: sprintf(
				/* translators: %d: largest number of minutes. */
				__(
					'Enter a whole number of minutes from 0 to %d.',
					'realtime-events'
				),
				MAX_PURCHASE_DELAY_MINUTES
			);
}
