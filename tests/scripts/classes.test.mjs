import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { buildClasses, findClasses } from '../../scripts/build-classes.mjs';
import { ROOT } from '../../scripts/lib/paths.mjs';
import { run } from '../../scripts/lib/processes.mjs';
import {
	removeTempFolder,
	tempFolder,
} from '../../scripts/lib/temp-folder.mjs';

const INCLUDES = resolve( ROOT, 'includes' );

let folder;
before( async () => {
	folder = await tempFolder( 'classes' );
	mkdirSync( join( folder, 'build' ) );
	mkdirSync( join( folder, 'includes' ) );
} );
after( () => removeTempFolder( folder ) );

/**
 * Asks the plugin's autoloader, in a process that has nothing else, for classes.
 *
 * @param {string[]} names Their names.
 * @return {Promise<string>} What the process printed.
 */
async function ask( names ) {
	await run( 'cp', [
		join( INCLUDES, 'autoload.php' ),
		join( folder, 'includes/autoload.php' ),
	] );
	const { stdout } = await run( 'php', [
		'-d',
		'display_errors=1',
		'-r',
		`define( 'ABSPATH', '/' ); require $argv[1]; foreach ( array_slice( $argv, 2 ) as $name ) { echo $name, class_exists( $name ) || interface_exists( $name ) ? ' yes' : ' no', "\\n"; }`,
		join( folder, 'includes/autoload.php' ),
		...names,
	] );
	return stdout;
}

/**
 * Puts a class into the copy of the plugin.
 *
 * @param {string} file Below includes/.
 * @param {string} code What it declares.
 */
function put( file, code ) {
	const path = join( folder, 'includes', file );
	mkdirSync( dirname( path ), { recursive: true } );
	writeFileSync(
		path,
		`<?php\nnamespace Realtime_Events\\Events;\n${ code }`
	);
}

test( 'finds every class where its name says that it is, so that it is found without the list as well', async () => {
	const classes = await findClasses( INCLUDES );
	assert.ok( classes.size > 200 );
	for ( const [ name, file ] of classes ) {
		const path = name
			.replace( /^Realtime_Events/, '' )
			.replaceAll( '\\', '/' )
			.replaceAll( '_', '-' )
			.toLowerCase();
		assert.match(
			file,
			new RegExp(
				`^${ dirname( path ).replace( /\/$/, '' ) }/(class|interface)-${ path
					.split( '/' )
					.pop() }\\.php$`
			)
		);
	}
} );

test( 'loads what is on the list, and what came later, and asks nothing of other names', async () => {
	// Not where its name says: only the list knows.
	put( 'elsewhere/class-listed.php', 'final class Listed {}' );
	put( 'events/interface-early.php', 'interface Early {}' );
	await writeList();
	put( 'events/class-later.php', 'final class Later {}' );
	put( 'events/interface-late.php', 'interface Late {}' );
	assert.equal(
		await ask( [
			'Realtime_Events\\Events\\Listed',
			'Realtime_Events\\Events\\Early',
			'Realtime_Events\\Events\\Later',
			'Realtime_Events\\Events\\Late',
			'Realtime_Events\\Events\\Never',
			'Somebody\\Else',
		] ),
		[
			'Realtime_Events\\Events\\Listed yes',
			'Realtime_Events\\Events\\Early yes',
			'Realtime_Events\\Events\\Later yes',
			'Realtime_Events\\Events\\Late yes',
			'Realtime_Events\\Events\\Never no',
			'Somebody\\Else no',
			'',
		].join( '\n' )
	);
} );

test( 'takes a file without a class for a mistake', async () => {
	put( 'events/class-empty.php', '// Nothing.' );
	await assert.rejects( writeList(), /class-empty\.php declares no class/ );
} );

/** Writes the list of the copy's classes. */
async function writeList() {
	await buildClasses( {
		includes: join( folder, 'includes' ),
		outfile: join( folder, 'build/classes.php' ),
	} );
}
