/**
 * A table in Markdown.
 *
 * @param {string[]}   head Its columns.
 * @param {string[][]} rows Its rows.
 */
export function markdownTable( head, rows ) {
	const rule = head.map( () => '---' );
	return [ head, rule, ...rows ]
		.map( ( cells ) => `| ${ cells.join( ' | ' ) } |` )
		.join( '\n' );
}
