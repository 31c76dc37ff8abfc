const HUES = 12;
const FULL_CIRCLE = 360;

/**
 * Two letters at most: the first of the first and of the last word.
 *
 * @since 0.1.0
 */
export function initialsOf( name: string ): string {
	const words = name.trim().split( /\s+/u ).filter( Boolean );
	const first = words[ 0 ];
	const last = words.length > 1 ? words.at( -1 ) : undefined;
	return [ first, last ]
		.map( ( word ) => ( word ? ( [ ...word ][ 0 ] ?? '' ) : '' ) )
		.join( '' )
		.toUpperCase();
}

/**
 * A colour for a person, the same every time, dark enough for white letters.
 *
 * @since 0.1.0
 */
export function tintOf( key: string ): string {
	let sum = 0;
	for ( const letter of key ) {
		sum = ( sum * 31 + ( letter.codePointAt( 0 ) ?? 0 ) ) % 9_973;
	}
	const hue = ( sum % HUES ) * ( FULL_CIRCLE / HUES );
	return `hsl(${ hue } 45% 30%)`;
}
