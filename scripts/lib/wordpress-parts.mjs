import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { withLock } from './lock.mjs';
import { npm } from './npm.mjs';
import { CACHE } from './paths.mjs';
import { PlainError } from './plain-error.mjs';
import { run } from './processes.mjs';
import { step } from './progress.mjs';

/**
 * A GPL package that carries WordPress, the SQLite integration and WP-CLI in
 * one download. It is taken apart here and never a dependency of ours.
 */
const PACKAGE = 'wp-studio';
const VERSION = '1.22.0';
const INTEGRITY =
	'sha512-boMtahkhgWDKKyNTBA1uTK5ghnAmxXhDY6KeQCO9FmcI3/o+YOSq8JwYW5ZYnxHCxH14Jf/mD6CJTBvTWl2Ytw==';
const INSIDE = 'package/dist/cli/wp-files';
const WANTED = [
	`${ INSIDE }/latest/wordpress`,
	`${ INSIDE }/sqlite-database-integration`,
	`${ INSIDE }/wp-cli/wp-cli.phar`,
];

const FOLDER = resolve( CACHE, `${ PACKAGE }-${ VERSION }` );

/**
 * Where the parts are, once `ensureWordPressParts()` has run.
 */
export const PARTS = {
	wordpress: resolve( FOLDER, INSIDE, 'latest/wordpress' ),
	sqlite: resolve( FOLDER, INSIDE, 'sqlite-database-integration' ),
	wpCli: resolve( FOLDER, INSIDE, 'wp-cli/wp-cli.phar' ),
};

/**
 * @param {string} file A file.
 * @return {Promise<string>} Its integrity, as npm writes it.
 */
async function integrityOf( file ) {
	const hash = createHash( 'sha512' );
	await pipeline( createReadStream( file ), hash );
	return `sha512-${ hash.digest( 'base64' ) }`;
}

/**
 * @param {string} folder Where the tarball goes.
 * @return {Promise<string>} The tarball.
 */
async function download( folder ) {
	await npm( [
		'pack',
		`${ PACKAGE }@${ VERSION }`,
		'--pack-destination',
		folder,
		'--silent',
	] );
	const tarball = resolve( folder, `${ PACKAGE }-${ VERSION }.tgz` );
	const integrity = await integrityOf( tarball );
	if ( integrity !== INTEGRITY ) {
		throw new PlainError(
			`The download of ${ PACKAGE } ${ VERSION } is not the one we know.\n  expected ${ INTEGRITY }\n  received ${ integrity }`
		);
	}
	return tarball;
}

/** The environment variable by which everything that a command starts learns of another WordPress. */
export const WORDPRESS_VARIABLE = 'REALTIME_EVENTS_WORDPRESS';

/**
 * @param {string} path A WordPress that somebody asked for.
 * @return {string} Its folder.
 */
export function wordpressAt( path ) {
	const folder = resolve( path );
	if ( ! existsSync( resolve( folder, 'wp-includes/version.php' ) ) ) {
		throw new PlainError(
			`--wordpress expects a WordPress folder; there is none at ${ folder }.`
		);
	}
	return folder;
}

function chosenParts() {
	const other = process.env[ WORDPRESS_VARIABLE ];
	return other ? { ...PARTS, wordpress: wordpressAt( other ) } : PARTS;
}

/**
 * Sees to it that WordPress, the SQLite integration and WP-CLI are in the cache.
 *
 * @return {Promise<typeof PARTS>} Where they are, or the WordPress that was asked for instead.
 */
export async function ensureWordPressParts() {
	if ( existsSync( FOLDER ) ) {
		return chosenParts();
	}
	await withLock( resolve( CACHE, 'wordpress.lock' ), async () => {
		if ( existsSync( FOLDER ) ) {
			return;
		}
		// The folder appears under its name only when it is whole.
		const unfinished = `${ FOLDER }.unfinished`;
		await rm( unfinished, { recursive: true, force: true } );
		await mkdir( unfinished, { recursive: true } );
		const tarball = await step(
			'Download WordPress, the SQLite integration and WP-CLI (67 MB)',
			() => download( unfinished )
		);
		await step( 'Unpack them', () =>
			run( 'tar', [ '-xzf', tarball, '-C', unfinished, ...WANTED ] )
		);
		await rm( tarball );
		await rename( unfinished, FOLDER );
	} );
	return chosenParts();
}
