/**
 * Breaks a text into lines, between words where that is possible.
 *
 * @since 0.1.0
 *
 * @param text
 * @param width   How wide a line may be.
 * @param measure Tells how wide a text is.
 */
export function wrap(
	text: string,
	width: number,
	measure: ( text: string ) => number
): string[] {
	const lines: string[] = [];
	let line = '';
	for ( const word of text.split( /\s+/u ).filter( Boolean ) ) {
		const longer = line === '' ? word : `${ line } ${ word }`;
		if ( measure( longer ) <= width ) {
			line = longer;
			continue;
		}
		if ( line !== '' ) {
			lines.push( line );
		}
		line = '';
		for ( const character of word ) {
			if ( line !== '' && measure( line + character ) > width ) {
				lines.push( line );
				line = '';
			}
			line += character;
		}
	}
	return line === '' ? lines : [ ...lines, line ];
}
