import { __ } from '@wordpress/i18n';
import type { FieldErrors } from '../types';
import { OPTION_NAME } from './constants';

/** What a refused request says: by field where it can, and in one sentence. */
export interface ApiError {
	readonly message: string;
	readonly fields: FieldErrors;
}

// How core names a field inside of an object setting: `realtime_events[server_url]`.
const CORE_FIELD = new RegExp( `^${ OPTION_NAME }((?:\\[[^\\]]+\\])+)` );

/**
 * Reads the error of an apiFetch call, whatever it is: our own answer, core's
 * schema check, a proxy's HTML page or a broken line.
 */
export function readApiError( error: unknown ): ApiError {
	const message = property( error, 'message' );
	const params = property( property( error, 'data' ), 'params' );
	const fields: Record< string, string > = {};
	for ( const [ name, text ] of Object.entries( params ?? {} ) ) {
		if ( typeof text === 'string' ) {
			fields[ fieldPath( name, text ) ] = text;
		}
	}
	return {
		message:
			typeof message === 'string' && message !== ''
				? message
				: __(
						'Your site did not answer as expected. Try again in a moment.',
						'realtime-events'
					),
		fields,
	};
}

function fieldPath( name: string, text: string ): string {
	const inside = CORE_FIELD.exec( text )?.[ 1 ];
	return name === OPTION_NAME && inside
		? inside.slice( 1, -1 ).split( '][' ).join( '.' )
		: name;
}

function property( value: unknown, key: string ): unknown {
	return typeof value === 'object' && value !== null
		? ( value as Record< string, unknown > )[ key ]
		: undefined;
}
