/**
 * A piece of a sentence; a link where it has an address.
 *
 * @since 0.1.0
 */
export interface Part {
	readonly key: number;
	readonly text: string;
	readonly href: string | null;
}

/**
 * What the placeholders of a template stand for.
 *
 * @since 0.1.0
 */
export type Values = Readonly< Record< string, unknown > >;

/** A field, or several: the first that says something stands there. */
const PLACEHOLDER = /\{([a-z0-9_.]+(?:\|[a-z0-9_.]+)*)\}/gi;
const LINK = 'link';

/** What stays of a quotation whose word is missing. */
const EMPTY_QUOTES = /“\s*”|„\s*“|«\s*»|"\s*"|\(\s*\)/g;

/**
 * Fills a template. Text stays text: whoever shows the parts sets them as text
 * nodes and never as HTML.
 *
 * `{link}` becomes a link with the title as its words. A template without
 * `{link}` is a link as a whole, where there is an address to lead to.
 * includes/blocks/class-sentence.php does the same on the server; both are held
 * to test/sentences.json.
 *
 * @since 0.1.0
 *
 * @param template
 * @param values
 * @param href     Checked already; null where there is nothing to lead to.
 */
export function sentenceParts(
	template: string,
	values: Values,
	href: string | null
): Part[] {
	const [ before = '', ...after ] = template.split( `{${ LINK }}` );
	if ( after.length === 0 ) {
		return withKeys( [ { text: fill( template, values ), href } ] );
	}
	const words = textOf( values.title ) || href || '';
	return withKeys( [
		{ text: fill( before, values, 'end' ), href: null },
		{ text: words, href },
		// A second link to the same place would only be noise.
		{ text: fill( after.join( '' ), values, 'start' ), href: null },
	] );
}

/**
 * @since 0.1.0
 *
 * @param parts
 */
export const plainText = ( parts: readonly Part[] ): string =>
	parts.map( ( { text } ) => text ).join( '' );

function withKeys( parts: Array< Omit< Part, 'key' > > ): Part[] {
	return parts
		.filter( ( { text } ) => text !== '' )
		.map( ( part, key ) => ( { key, ...part } ) );
}

function fill(
	template: string,
	values: Values,
	open: 'start' | 'end' | null = null
): string {
	const text = template
		.replace(
			PLACEHOLDER,
			( _, names: string ) =>
				names
					.split( '|' )
					.map( ( name ) => textOf( values[ name ] ) )
					.find( Boolean ) ?? ''
		)
		.replace( EMPTY_QUOTES, '' )
		.replace( /\s+/g, ' ' )
		.replace( / (?=[.,;:!?](?:\s|$))/g, '' );
	// The space towards the link belongs to the sentence.
	if ( open === 'start' ) {
		return text.trimEnd();
	}
	return open === 'end' ? text.trimStart() : text.trim();
}

function textOf( value: unknown ): string {
	if ( typeof value === 'string' ) {
		return value;
	}
	return typeof value === 'number' && Number.isFinite( value )
		? String( value )
		: '';
}
