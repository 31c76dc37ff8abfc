import { resolve } from 'node:path';
import { SCRIPTS } from './paths.mjs';
import { LOOPBACK } from './ports.mjs';
import { startService, waitUntilReady } from './processes.mjs';

/** A page's scripts, its REST calls and the site's calls to itself run side by side. */
const WORKERS = 6;
const PROBE_TIMEOUT_MS = 5_000;

/**
 * Whether something answers at an address, whatever it answers.
 *
 * @param {string}                   url  What to ask for.
 * @param {(r: Response) => boolean} isOk What counts as an answer.
 */
export async function answers( url, isOk = () => true ) {
	try {
		const response = await fetch( url, {
			redirect: 'manual',
			signal: AbortSignal.timeout( PROBE_TIMEOUT_MS ),
		} );
		await response.arrayBuffer();
		return isOk( response );
	} catch {
		return false;
	}
}

/**
 * Serves a WordPress folder with PHP's built-in server.
 *
 * @param {string} folder The WordPress folder.
 * @param {number} port   A free port.
 * @param {string} log    The file for its output.
 */
export async function startPhpServer( folder, port, log ) {
	const service = startService(
		'The web server',
		'php',
		[
			'-dupload_max_filesize=64M',
			'-dpost_max_size=64M',
			'-dmemory_limit=256M',
			'-ddisplay_errors=0',
			// An edited file counts with the next request.
			'-dopcache.revalidate_freq=0',
			'-S',
			`${ LOOPBACK }:${ port }`,
			'-t',
			folder,
			resolve( SCRIPTS, 'php/router.php' ),
		],
		{
			log,
			env: { ...process.env, PHP_CLI_SERVER_WORKERS: String( WORKERS ) },
		}
	);
	const probe = `http://${ LOOPBACK }:${ port }/wp-includes/images/blank.gif`;
	await waitUntilReady( service, () => answers( probe, ( { ok } ) => ok ) );
	return service;
}
