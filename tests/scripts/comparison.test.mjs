import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../../scripts/lib/paths.mjs';

const PAGE = resolve( ROOT, 'docs/comparison.md' );
const NONE = '○';
const TEN = 10;

const text = readFileSync( PAGE, 'utf8' );

/** What is compared; headings among the rows have nothing in their cells. */
const rows = text
	.split( '\n' )
	.filter( ( line ) => line.startsWith( '|' ) )
	.map( ( line ) =>
		line
			.split( '|' )
			.slice( 1, -1 )
			.map( ( cell ) => cell.trim() )
	)
	.slice( 2 )
	.filter( ( [ , ours ] ) => ours !== '' );

const filesBelow = ( folder ) =>
	readdirSync( resolve( ROOT, folder ), { recursive: true } );

const jestFiles = new Set(
	[ 'src', 'tests/hub' ]
		.flatMap( filesBelow )
		.map( ( file ) => basename( file ) )
);
const phpFiles = new Set(
	filesBelow( 'tests/php' ).map( ( file ) => basename( file ) )
);

/**
 * Whether there is what a row names as its proof, where the page says it is.
 *
 * @param {string} name What the row names.
 */
function exists( name ) {
	if ( name.endsWith( '.spec' ) ) {
		return existsSync( resolve( ROOT, 'tests/e2e', `${ name }.ts` ) );
	}
	if ( name.endsWith( '_Test' ) ) {
		const file = name.toLowerCase().replaceAll( '_', '-' );
		return phpFiles.has( `class-${ file }.php` );
	}
	if ( name.endsWith( '.test' ) ) {
		return (
			jestFiles.has( `${ name }.ts` ) || jestFiles.has( `${ name }.tsx` )
		);
	}
	return false;
}

test( 'each row of the comparison says four things and what proves ours', () => {
	assert.ok( rows.length > TEN );
	for ( const [ title, ours, ...others ] of rows ) {
		assert.equal( others.length, 4, title );
		assert.match( ours, /^●/u, title );
		assert.match( others.at( -1 ), /`[^`]+`/u, title );
	}
} );

test( 'whatever the comparison names as a proof is there', () => {
	const missing = rows.flatMap( ( row ) => {
		const proofs = row.at( -1 );
		const names = [ ...proofs.matchAll( /`([^`]+)`/gu ) ]
			.map( ( [ , name ] ) => name )
			.filter( ( name ) => ! exists( name ) );
		const pages = [ ...proofs.matchAll( /\]\(([^)]+)\)/gu ) ]
			.map( ( [ , page ] ) => page )
			.filter(
				( page ) => ! existsSync( resolve( ROOT, 'docs', page ) )
			);
		return [ ...names, ...pages ].map(
			( what ) => `${ row[ 0 ] }: ${ what }`
		);
	} );
	assert.deepEqual( missing, [] );
} );

test( 'what none of the three has none of the three has in the table either', () => {
	const titles = [ ...text.matchAll( /^\d+\. (.+)$/gmu ) ].map(
		( [ , title ] ) => title
	);
	assert.equal( new Set( titles ).size, TEN );
	for ( const title of titles ) {
		const row = rows.find( ( [ name ] ) => name === title );
		assert.ok( row, `No row is called “${ title }”.` );
		assert.deepEqual( row.slice( 2, 5 ), [ NONE, NONE, NONE ], title );
	}
} );
