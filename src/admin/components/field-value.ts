import { __ } from '@wordpress/i18n';

/**
 * A field of an event's data, for people to read.
 *
 * @since 0.1.0
 *
 * @param value Any JSON.
 * @return Empty for nothing.
 */
export function fieldValue( value: unknown ): string {
	if ( value === null || value === undefined ) {
		return '';
	}
	if ( typeof value === 'boolean' ) {
		return value
			? __( 'yes', 'realtime-events' )
			: __( 'no', 'realtime-events' );
	}
	if ( Array.isArray( value ) ) {
		return value.map( fieldValue ).filter( Boolean ).join( ', ' );
	}
	return typeof value === 'object'
		? JSON.stringify( value )
		: String( value );
}

/** The name of a field, for people to read: `old_status` is “old status”. */
export const fieldName = ( name: string ): string =>
	name.replaceAll( '_', ' ' );
