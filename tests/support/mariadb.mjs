import { connect } from 'node:net';
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

/** Databases that are there from the start: one for a site, one for PHPUnit. */
const DATABASES = [ 'wordpress', 'wordpress_test' ];

/**
 * @param {string} path A socket.
 * @return {Promise<boolean>} Whether anybody listens there.
 */
export function listens( path ) {
	return new Promise( ( resolve ) => {
		const socket = connect( path );
		socket.once( 'connect', () => {
			socket.destroy();
			resolve( true );
		} );
		socket.once( 'error', () => resolve( false ) );
	} );
}

/**
 * Starts a MariaDB of its own: data in a temporary folder, reached by a socket alone.
 *
 * @param {Object}   options      How.
 * @param {string[]} options.args More arguments for mariadbd.
 * @return {Promise<{ socket: string, user: string, password: string, pid: number, restart: () => Promise<void>, stop: () => Promise<void> }>} Where it is.
 */
export async function startMariaDb( { args = [] } = {} ) {
	const folder = await tempFolder( 'mariadb' );
	const data = join( folder, 'data' );
	const socket = join( folder, 's' );
	const asUser = process.getuid?.() === 0 ? [ '--user=root' ] : [];

	await run( 'mysql_install_db', [
		'--no-defaults',
		`--datadir=${ data }`,
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
		async restart() {
			await service.stop();
			service = await start();
		},
		async stop() {
			await service.stop();
			removeTempFolder( folder );
		},
	};
}
