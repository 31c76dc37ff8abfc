import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { ROOT } from '../../scripts/lib/paths.mjs';
import { run } from '../../scripts/lib/processes.mjs';
import {
	createSiteFolder,
	newSalts,
	writeConfig,
} from '../../scripts/lib/site.mjs';
import {
	removeTempFolder,
	tempFolder,
} from '../../scripts/lib/temp-folder.mjs';
import { wp } from '../../scripts/lib/wp-cli.mjs';
import { ensureWordPressParts } from '../../scripts/lib/wordpress-parts.mjs';

const UNZIP = `$zip = new ZipArchive(); $zip->open( $argv[1] ) === true || exit( 1 ); $zip->extractTo( $argv[2] ) || exit( 1 ); for ( $i = 0; $i < $zip->numFiles; $i++ ) { echo $zip->getNameIndex( $i ), "\\n"; }`;

/** What belongs on a site. The rest of the project is for who works on it. */
const SHIPPED =
	/^realtime-events\/((build|includes|languages)\/.+|(realtime-events|uninstall)\.php|readme\.txt|(CHANGELOG|README)\.md|package\.json)$/;

let folder;
let names;
let plugin;
before( async () => {
	folder = await tempFolder( 'zip' );
	// The packer looks at the folder it runs in, and puts its file there.
	const copy = join( folder, 'project' );
	mkdirSync( copy );
	const { files } = JSON.parse(
		readFileSync( resolve( ROOT, 'package.json' ), 'utf8' )
	);
	for ( const name of [ ...files, 'package.json', 'README.md' ] ) {
		cpSync( resolve( ROOT, name ), join( copy, name ), {
			recursive: true,
		} );
	}
	await run(
		process.execPath,
		[
			resolve(
				ROOT,
				'node_modules/@wordpress/scripts/bin/wp-scripts.js'
			),
			'plugin-zip',
		],
		{ cwd: copy }
	);
	const { stdout } = await run( 'php', [
		'-r',
		UNZIP,
		join( copy, 'realtime-events.zip' ),
		folder,
	] );
	names = stdout.trim().split( '\n' );
	plugin = join( folder, 'realtime-events' );
} );
after( () => removeTempFolder( folder ) );

test( 'the zip holds what a site needs, and nothing else', () => {
	for ( const needed of [
		'build/hub.mjs',
		'build/classes.php',
		'build/blocks-manifest.php',
		'build/admin/feed.js',
		'languages/realtime-events.pot',
	] ) {
		assert.ok( names.includes( `realtime-events/${ needed }` ), needed );
	}
	assert.deepEqual(
		names.filter( ( name ) => ! SHIPPED.test( name ) ),
		[]
	);
} );

test( 'all that names the version names the same one', () => {
	const text = ( name ) => readFileSync( join( plugin, name ), 'utf8' );
	const { version } = JSON.parse( text( 'package.json' ) );
	const main = text( 'realtime-events.php' );
	assert.match( main, new RegExp( `^ \\* Version: +${ version }$`, 'm' ) );
	assert.match( main, new RegExp( `const VERSION += '${ version }';` ) );
	assert.match(
		text( 'readme.txt' ),
		new RegExp( `^Stable tag: ${ version }$`, 'm' )
	);
	const { stdout } = spawnSync( process.execPath, [
		join( plugin, 'build/hub.mjs' ),
		'--version',
	] );
	assert.match( String( stdout ), new RegExp( version ) );
} );

test( 'a site that gets the zip can activate the plugin, use it, and be rid of it', async () => {
	const { wordpress } = await ensureWordPressParts();
	const site = join( folder, 'site' );
	const database = { kind: 'sqlite', folder: join( folder, 'database' ) };
	const debugLog = join( folder, 'debug.log' );
	await createSiteFolder( site, wordpress, database );
	const installed = join( site, 'wp-content/plugins/realtime-events' );
	rmSync( installed, { recursive: true, force: true } );
	cpSync( plugin, installed, { recursive: true } );
	await writeConfig( {
		folder: site,
		url: 'http://127.0.0.1',
		debugLog,
		salts: newSalts(),
		database,
		constants: { DISALLOW_FILE_MODS: false },
	} );
	await wp( site, [
		'core',
		'install',
		'--url=http://127.0.0.1',
		'--title=Zip',
		'--admin_user=admin',
		'--admin_email=admin@example.com',
		'--skip-email',
	] );
	await wp( site, [ 'plugin', 'activate', 'realtime-events' ] );
	await wp( site, [
		'realtime-events',
		'publish',
		'zip.unpacked',
		'--data={"title":"Here"}',
	] );
	const events = await wp( site, [
		'realtime-events',
		'list',
		'--format=ndjson',
	] );
	assert.match( events, /zip\.unpacked/ );

	await wp( site, [
		'eval',
		`update_option( 'realtime_events', array( 'remove_data_on_uninstall' => true ) + (array) get_option( 'realtime_events', array() ) );`,
	] );
	await wp( site, [
		'plugin',
		'uninstall',
		'realtime-events',
		'--deactivate',
	] );
	assert.ok( ! existsSync( installed ) );
	const left = await wp( site, [
		'eval',
		`global $wpdb; echo wp_json_encode( array( $wpdb->get_col( "SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE '%realtime_events%'" ), $wpdb->get_col( "SHOW TABLES LIKE '%realtime_events%'" ) ) );`,
	] );
	assert.deepEqual( JSON.parse( left ), [ [], [] ] );
	assert.equal(
		existsSync( debugLog ) ? readFileSync( debugLog, 'utf8' ) : '',
		''
	);
} );
