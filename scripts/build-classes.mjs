import { readdir, readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath( new URL( '..', import.meta.url ) );
const NAMESPACE = /^namespace ([\w\\]+);/m;
const CLASS =
	/^(?:(?:final|abstract|readonly) )*(?:class|interface|trait|enum) (\w+)/m;

/**
 * The plugin's classes and where each is, below includes/.
 *
 * @param {string} includes The folder.
 * @return {Promise<Map<string, string>>} Path by full name.
 */
export async function findClasses( includes = resolve( ROOT, 'includes' ) ) {
	const files = ( await readdir( includes, { recursive: true } ) )
		.filter( ( file ) =>
			/(^|\/)(class|interface)-[^/]+\.php$/.test( file )
		)
		.sort();
	const classes = new Map();
	for ( const file of files ) {
		const code = await readFile( resolve( includes, file ), 'utf8' );
		const [ , namespace ] = NAMESPACE.exec( code ) ?? [];
		const [ , name ] = CLASS.exec( code ) ?? [];
		if ( ! namespace || ! name ) {
			throw new Error( `includes/${ file } declares no class.` );
		}
		classes.set( `${ namespace }\\${ name }`, `/${ file }` );
	}
	return classes;
}

/**
 * Writes them down for includes/autoload.php, so that a request need not look for them.
 *
 * @param {Object} options
 * @param {string} [options.includes] Where the classes are.
 * @param {string} [options.outfile]  Where the list goes.
 */
export async function buildClasses( {
	includes,
	outfile = resolve( ROOT, 'build/classes.php' ),
} = {} ) {
	const lines = [ ...( await findClasses( includes ) ) ].map(
		( [ name, file ] ) =>
			`\t'${ name.replaceAll( '\\', '\\\\' ) }' => '${ file }',\n`
	);
	await writeFile(
		outfile,
		`<?php\nreturn array(\n${ lines.join( '' ) });\n`
	);
}

if ( process.argv[ 1 ] === fileURLToPath( import.meta.url ) ) {
	await buildClasses();
}
