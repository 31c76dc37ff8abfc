import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
	copyFile,
	mkdir,
	readFile,
	rm,
	symlink,
	writeFile,
} from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { ROOT, SCRIPTS } from './paths.mjs';
import { run } from './processes.mjs';
import { PARTS } from './wordpress-parts.mjs';

const SALTS = [
	'AUTH_KEY',
	'SECURE_AUTH_KEY',
	'LOGGED_IN_KEY',
	'NONCE_KEY',
	'AUTH_SALT',
	'SECURE_AUTH_SALT',
	'LOGGED_IN_SALT',
	'NONCE_SALT',
];
const SALT_BYTES = 48;

/** What of the project a real site would have of the plugin. */
const SHIPPED = [
	'realtime-events.php',
	'uninstall.php',
	'readme.txt',
	'includes',
	'build',
	'languages',
];

/** What another WordPress may bring that is not for this site. */
const NOT_COPIED = [
	'wp-config.php',
	'wp-content/db.php',
	'wp-content/mu-plugins',
	'wp-content/plugins/akismet',
	'wp-content/plugins/hello.php',
];

/**
 * @typedef {{ kind: 'sqlite', folder: string } | { kind: 'mysql', socket: string, name: string, user: string, password: string }} Database
 */

/** @return {Record<string, string>} New secrets for a wp-config.php. */
export function newSalts() {
	return Object.fromEntries(
		SALTS.map( ( name ) => [
			name,
			randomBytes( SALT_BYTES ).toString( 'base64' ),
		] )
	);
}

/**
 * @param {string|number|boolean} value A value.
 * @return {string} The value as PHP source.
 */
function php( value ) {
	return typeof value === 'string'
		? `'${ value.replace( /[\\']/g, '\\$&' ) }'`
		: String( value );
}

/**
 * @param {Database} database Which database.
 * @return {Record<string, string>} Its constants.
 */
function databaseConstants( database ) {
	return database.kind === 'sqlite'
		? {
				DB_NAME: 'wordpress',
				DB_USER: '',
				DB_PASSWORD: '',
				DB_HOST: '',
				// Outside the site's folder, where no web server can hand it out.
				DB_DIR: database.folder,
				DB_FILE: 'wordpress.sqlite',
			}
		: {
				DB_NAME: database.name,
				DB_USER: database.user,
				DB_PASSWORD: database.password,
				DB_HOST: `localhost:${ database.socket }`,
			};
}

/**
 * Writes wp-config.php. Done at each start, because the address may be another.
 *
 * @param {Object}                 site           A site.
 * @param {string}                 site.folder    Its WordPress folder.
 * @param {string}                 site.url       Its address.
 * @param {string}                 site.debugLog  Where PHP's complaints go.
 * @param {Record<string, string>} site.salts     Its secrets.
 * @param {Database}               site.database  Its database.
 * @param {Record<string, any>}    site.constants More constants, or other values for these.
 */
export async function writeConfig( {
	folder,
	url,
	debugLog,
	salts,
	database,
	constants = {},
} ) {
	const all = {
		...databaseConstants( database ),
		DB_CHARSET: 'utf8mb4',
		DB_COLLATE: '',
		...salts,
		WP_HOME: url,
		WP_SITEURL: url,
		// Without it WordPress refuses application passwords over plain http.
		WP_ENVIRONMENT_TYPE: 'local',
		WP_DEBUG: true,
		WP_DEBUG_LOG: debugLog,
		WP_DEBUG_DISPLAY: false,
		// A page must not wait for a network that is not there. The site itself and the hub stay reachable.
		WP_HTTP_BLOCK_EXTERNAL: true,
		WP_ACCESSIBLE_HOSTS: '127.0.0.1,localhost',
		// Who runs the site calls wp-cron.php; a visitor's request starts nothing.
		DISABLE_WP_CRON: true,
		// The plugin in this site is a set of links into a checkout: "Delete" would delete the sources.
		DISALLOW_FILE_MODS: true,
		...constants,
	};
	const lines = Object.entries( all ).map(
		( [ name, value ] ) => `define( ${ php( name ) }, ${ php( value ) } );`
	);
	await writeFile(
		resolve( folder, 'wp-config.php' ),
		[
			'<?php',
			...lines,
			`$table_prefix = 'wp_';`,
			`defined( 'ABSPATH' ) || define( 'ABSPATH', __DIR__ . '/' );`,
			`require_once ABSPATH . 'wp-settings.php';`,
			'',
		].join( '\n' ),
		{ mode: 0o600 }
	);
}

/**
 * Puts the SQLite integration in the place where WordPress looks for another database.
 *
 * @param {string} content A wp-content folder.
 */
export async function installSqliteDropIn( content ) {
	const template = await readFile(
		resolve( PARTS.sqlite, 'db.copy' ),
		'utf8'
	);
	await writeFile(
		resolve( content, 'db.php' ),
		template
			.replaceAll( '{SQLITE_IMPLEMENTATION_FOLDER_PATH}', PARTS.sqlite )
			.replaceAll(
				'{SQLITE_PLUGIN}',
				'sqlite-database-integration/load.php'
			)
	);
}

/**
 * Mounts the checkout as a plugin: a folder of links to what is shipped, so
 * that edits show at once and nothing of the rest can be reached through it.
 *
 * @param {string} content A wp-content folder.
 */
export async function mountPlugin( content ) {
	const mount = resolve( content, 'plugins/realtime-events' );
	await rm( mount, { recursive: true, force: true } );
	await mkdir( mount, { recursive: true } );
	for ( const name of SHIPPED ) {
		await symlink( resolve( ROOT, name ), resolve( mount, name ) );
	}
}

/**
 * Makes a WordPress folder that has all but its configuration and its database's content.
 *
 * @param {string}   folder    Where it goes.
 * @param {string}   wordpress The WordPress to copy.
 * @param {Database} database  Its database.
 */
export async function createSiteFolder( folder, wordpress, database ) {
	const content = resolve( folder, 'wp-content' );
	await mkdir( dirname( folder ), { recursive: true } );
	// The system's own copy is several times as fast as Node's.
	await run( 'cp', [ '-RL', wordpress, folder ] );
	for ( const name of NOT_COPIED ) {
		await rm( resolve( folder, name ), { recursive: true, force: true } );
	}
	await mkdir( resolve( content, 'uploads' ), { recursive: true } );
	if ( database.kind === 'sqlite' ) {
		await mkdir( database.folder, { recursive: true } );
		await installSqliteDropIn( content );
	}
	await equipSite( folder );
}

/**
 * Gives a site the plugin and what keeps it from the internet, as the checkout has them now.
 *
 * @param {string} folder A site's folder.
 */
export async function equipSite( folder ) {
	const content = resolve( folder, 'wp-content' );
	await mkdir( resolve( content, 'mu-plugins' ), { recursive: true } );
	await copyFile(
		resolve( SCRIPTS, 'php/offline.php' ),
		resolve( content, 'mu-plugins/offline.php' )
	);
	await mountPlugin( content );
}

/**
 * @param {string} folder A site's folder.
 * @return {boolean} Whether it holds a whole WordPress.
 */
export function isSiteFolder( folder ) {
	return existsSync( resolve( folder, 'wp-config.php' ) );
}
