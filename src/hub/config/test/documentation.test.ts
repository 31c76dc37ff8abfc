import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OPTIONS } from '../options';

const HUB_MD = join( __dirname, '../../../../docs/hub.md' );

/** Key → default, as docs/hub.md has them. */
function documented(): Map< string, string > {
	const rows = readFileSync( HUB_MD, 'utf8' )
		.split( '\n' )
		.filter( ( line ) => line.startsWith( '| `--' ) )
		.map( ( line ) => line.split( '|' ).map( ( cell ) => cell.trim() ) );
	return new Map(
		rows.flatMap( ( [ , flags = '', keys = '', value = '' ] ) => {
			const flagNames = [ ...flags.matchAll( /`--([a-z-]+)/g ) ];
			const keyNames = [ ...keys.matchAll( /`([^`]+)`/g ) ];
			return flagNames.map( ( [ , flag ], index ) => [
				`${ flag } ${ keyNames[ index ]?.[ 1 ] }`,
				value.replaceAll( /[`,]/g, '' ),
			] ) as [ string, string ][];
		} )
	);
}

describe( 'docs/hub.md', () => {
	it( 'has every option with its flag, its key and its default', () => {
		const found = documented();
		const wanted = OPTIONS.map( ( option ): [ string, string ] => [
			`${ option.flag } ${ option.key }`,
			String( option.default ?? '–' ),
		] );
		expect( wanted.length ).toBeGreaterThan( 20 );
		expect(
			wanted.map( ( [ name ] ) => [ name, found.get( name ) ] )
		).toEqual( wanted );
	} );
} );
