import { readdir, readFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { BUILD, ROOT } from './paths.mjs';

/**
 * What of a block.json is translated, and the context WordPress looks it up
 * with. WP-CLI knows as much, but asks the internet for it.
 */
const FIELDS = { title: 'title', description: 'description' };
const LISTS = { keywords: 'keyword' };

/**
 * @param {Object} thing  A block, or a variation of one.
 * @param {string} prefix What its contexts begin with.
 * @return {[string, string][]} Contexts and strings.
 */
function stringsOf( thing, prefix ) {
	const strings = [];
	for ( const [ field, name ] of Object.entries( FIELDS ) ) {
		if ( thing[ field ] ) {
			strings.push( [ `${ prefix } ${ name }`, thing[ field ] ] );
		}
	}
	for ( const [ field, name ] of Object.entries( LISTS ) ) {
		for ( const text of thing[ field ] ?? [] ) {
			strings.push( [ `${ prefix } ${ name }`, text ] );
		}
	}
	return strings;
}

/**
 * The strings of all blocks, as a .pot file.
 *
 * @return {Promise<string>} The file's content.
 */
export async function blockStrings() {
	const entries = new Map();
	const folder = resolve( BUILD, 'blocks' );
	for ( const name of ( await readdir( folder ) ).sort() ) {
		const file = resolve( folder, name, 'block.json' );
		const text = await readFile( file, 'utf8' ).catch( () => null );
		if ( text === null ) {
			continue;
		}
		const block = JSON.parse( text );
		const strings = [
			...stringsOf( block, 'block' ),
			...( block.styles ?? [] ).map( ( { label } ) => [
				'block style label',
				label,
			] ),
			...( Array.isArray( block.variations )
				? block.variations.flatMap( ( variation ) =>
						stringsOf( variation, 'block variation' )
					)
				: [] ),
		];
		for ( const [ context, string ] of strings ) {
			const key = `msgctxt ${ JSON.stringify( context ) }\nmsgid ${ JSON.stringify( string ) }\nmsgstr ""\n`;
			const places = entries.get( key ) ?? [];
			entries.set( key, [ ...places, relative( ROOT, file ) ] );
		}
	}
	const body = [ ...entries ].map(
		( [ key, places ] ) => `#: ${ places.join( ' ' ) }\n${ key }`
	);
	return [
		'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n',
		...body,
	].join( '\n' );
}
