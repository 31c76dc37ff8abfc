import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
	run,
	startService,
	waitUntilReady,
} from '../../scripts/lib/processes.mjs';
import {
	removeTempFolder,
	tempFolder,
} from '../../scripts/lib/temp-folder.mjs';
import { listens } from './listens.mjs';

/** Databases that are there from the start: one for a site, one for PHPUnit. */
const DATABASES = [ 'wordpress', 'wordpress_test' ];

/**
 * Starts a MariaDB of its own: data in a temporary folder, reached by a socket alone.
 *
 * @param {Object}   options      How.
 * @param {string[]} options.args More arguments for mariadbd.
 * @return {Promise<{ socket: string, user: string, password: string, pid: number, kill: () => Promise<void>, start: () => Promise<void>, stop: () => Promise<void> }>} Where it is.
 */
export async function startMariaDb( { args = [] } = {} ) {
	const folder = await tempFolder( 'mariadb' );
	const data = join( folder, 'data' );
	const socket = join( folder, 's' );
	// One that starts deletes what another keeps in the same folder for its queries, which that one does not survive.
	const temporary = join( folder, 'tmp' );
	await mkdir( temporary );
	const asUser = process.getuid?.() === 0 ? [ '--user=root' ] : [];

	await run( 'mysql_install_db', [
		'--no-defaults',
		`--datadir=${ data }`,
		`--tmpdir=${ temporary }`,
		'--auth-root-authentication-method=normal',
		'--skip-test-db',
		...asUser,
	] );

	const start = async () => {
		const service = startService(
			'MariaDB',
			'mariadbd',
			[
				'--no-defaults',
				`--datadir=${ data }`,
				`--tmpdir=${ temporary }`,
				`--socket=${ socket }`,
				`--pid-file=${ join( folder, 'pid' ) }`,
				'--skip-networking',
				'--character-set-server=utf8mb4',
				...asUser,
				...args,
			],
			{ log: join( folder, 'log' ) }
		);
		await waitUntilReady( service, () => listens( socket ) );
		return service;
	};

	let service = await start();
	const create = DATABASES.map(
		( name ) => `CREATE DATABASE ${ name } CHARACTER SET utf8mb4;`
	);
	await run( 'mariadb', [
		'--no-defaults',
		`--socket=${ socket }`,
		'--user=root',
		`--execute=${ create.join( ' ' ) }`,
	] );

	return {
		socket,
		user: 'root',
		password: '',
		get pid() {
			return service.pid;
		},
		/** Ends it without a goodbye. */
		kill: () => service.stop( 'SIGKILL' ),
		/** Starts it again after `kill()`, with its data. */
		async start() {
			service = await start();
		},
		async stop() {
			await service.stop();
			removeTempFolder( folder );
		},
	};
}
