/**
 * What a text frame says, where it is a JSON object; null for everything else.
 *
 * @since 0.1.0
 */
export function readObject( data: unknown ): Record< string, unknown > | null {
	if ( typeof data !== 'string' ) {
		return null;
	}
	try {
		return asObject( JSON.parse( data ) );
	} catch {
		return null;
	}
}

/** @since 0.1.0 */
export const asObject = ( value: unknown ): Record< string, unknown > | null =>
	typeof value === 'object' && value !== null && ! Array.isArray( value )
		? ( value as Record< string, unknown > )
		: null;
