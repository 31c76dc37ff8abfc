import { mkdir, readFile, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { startMariaDb } from '../../../tests/support/mariadb.mjs';
import { ROOT } from '../paths.mjs';
import { run } from '../processes.mjs';
import { installSqliteDropIn, mountPlugin } from '../site.mjs';
import { removeTempFolder, tempFolder } from '../temp-folder.mjs';
import { ensureWordPressParts } from '../wordpress-parts.mjs';
import { countJunit } from './junit.mjs';
import { lastLine, verdictOfCounts } from './verdict.mjs';
import { woocommerceAt } from './woocommerce.mjs';

/**
 * A wp-content folder for PHPUnit. WordPress itself is not copied: tests only read it.
 *
 * @param {string}             wordpress The WordPress.
 * @param {'sqlite' | 'mysql'} database  The kind of database.
 */
async function createFolder( wordpress, database ) {
	const folder = await tempFolder( 'phpunit' );
	const content = join( folder, 'wp-content' );
	await mkdir( join( content, 'uploads' ), { recursive: true } );
	await symlink(
		join( wordpress, 'wp-content/themes' ),
		join( content, 'themes' )
	);
	if ( database === 'sqlite' ) {
		await installSqliteDropIn( content );
	}
	await mountPlugin( content );
	return folder;
}

/**
 * Runs PHPUnit on a real WordPress.
 *
 * @param {'sqlite' | 'mysql'}                 database    The kind of database.
 * @param {Record<string,string>}              environment What else PHPUnit is told.
 * @param {string[]}                           args        More arguments for PHPUnit.
 * @param {(s: string) => void}                update      Takes progress.
 * @param {'site' | 'network' | 'woocommerce'} kind        Which tests: those of a single site, of a network of sites, or of a shop.
 * @param {Record<string,string>}              plugins     Folders of other plugins, by name.
 */
async function runPhpUnit(
	database,
	environment,
	args,
	update,
	kind = 'site',
	plugins = {}
) {
	const { wordpress, wpCli } = await ensureWordPressParts();
	const folder = await createFolder( wordpress, database );
	const report = join( folder, 'junit.xml' );
	for ( const [ name, path ] of Object.entries( plugins ) ) {
		await symlink( path, join( folder, 'wp-content/plugins', name ) );
	}
	try {
		const { code, stdout, stderr } = await run(
			'phpunit',
			[
				'--configuration',
				resolve( ROOT, 'tests/php/phpunit.xml.dist' ),
				'--log-junit',
				report,
				'--testsuite',
				kind,
				...args,
			],
			{
				env: {
					...process.env,
					...environment,
					REALTIME_EVENTS_TEST_DB: database,
					REALTIME_EVENTS_TEST_FOLDER: folder,
					REALTIME_EVENTS_TEST_KIND: kind,
					REALTIME_EVENTS_TEST_NODE: process.execPath,
					REALTIME_EVENTS_TEST_WORDPRESS: wordpress,
					REALTIME_EVENTS_TEST_WP_CLI: wpCli,
				},
				allowFailure: true,
				onOutput: lastLine( update ),
			}
		);
		const xml = await readFile( report, 'utf8' ).catch( () => '' );
		return verdictOfCounts( countJunit( xml ), code, stdout + stderr );
	} finally {
		removeTempFolder( folder );
	}
}

/**
 * PHPUnit on SQLite.
 *
 * @param {import('./index.mjs').Context} context How to run.
 */
export function phpOnSqlite( { args, update } ) {
	return runPhpUnit( 'sqlite', {}, args, update );
}

/**
 * PHPUnit on a MariaDB that is started for it.
 *
 * @param {import('./index.mjs').Context} context How to run.
 */
export async function phpOnMariaDb( { args, update } ) {
	update( 'starting MariaDB' );
	const database = await startMariaDb();
	try {
		return await runPhpUnit(
			'mysql',
			{ REALTIME_EVENTS_TEST_DB_SOCKET: database.socket },
			args,
			update
		);
	} finally {
		await database.stop();
	}
}

/**
 * PHPUnit on a network of sites (multisite), on SQLite.
 *
 * @param {import('./index.mjs').Context} context How to run.
 */
export function phpOnNetwork( { args, update } ) {
	return runPhpUnit( 'sqlite', {}, args, update, 'network' );
}

/**
 * PHPUnit with a real WooCommerce, on MariaDB: once with orders in its own tables, once with orders as posts.
 *
 * @param {import('./index.mjs').Context} context How to run.
 */
export async function phpOnWooCommerce( { args, update, woocommerce } ) {
	const path = woocommerceAt( woocommerce, 'php-woocommerce' );
	const total = { passed: 0, failed: 0, output: '' };
	for ( const storage of [ 'tables', 'posts' ] ) {
		update( `starting MariaDB (orders in ${ storage })` );
		const database = await startMariaDb();
		try {
			const verdict = await runPhpUnit(
				'mysql',
				{
					REALTIME_EVENTS_TEST_DB_SOCKET: database.socket,
					REALTIME_EVENTS_TEST_ORDERS: storage,
				},
				args,
				update,
				'woocommerce',
				{ woocommerce: path }
			);
			total.passed += verdict.passed;
			total.failed += verdict.failed;
			total.output += `Orders in ${ storage }:\n${ verdict.output }\n`;
		} finally {
			await database.stop();
		}
	}
	return total;
}
