import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startService, waitUntilReady } from '../../scripts/lib/processes.mjs';
import { anyFreePort, LOOPBACK } from '../../scripts/lib/ports.mjs';
import {
	removeTempFolder,
	tempFolder,
} from '../../scripts/lib/temp-folder.mjs';
import { listens } from './listens.mjs';

const FOLDER = resolve( import.meta.dirname, 'relays' );

/**
 * Starts a server of one of the kinds that a site may have had before it had
 * this plugin, each written on that kind's own library.
 *
 * @param {Object} options        How.
 * @param {string} options.script A file of relays/: `ws-express.mjs`, `ratchet.php`…
 * @param {string} options.apiKey The key that it lets in.
 * @return {Promise<{ url: string, socketUrl: string, requests: { method: string, url: string, headers: Record<string, string>, body: string }[], look: () => Promise<void>, kill: () => Promise<void>, start: () => Promise<void>, stop: () => Promise<void> }>} Where it is; `requests` are those that `look()` found.
 */
export async function startRelay( { script, apiKey } ) {
	const folder = await tempFolder( 'relay' );
	const log = join( folder, 'log' );
	const port = await anyFreePort();
	const isPhp = script.endsWith( '.php' );
	const socketPort = isPhp ? await anyFreePort() : port;

	const start = async () => {
		const service = startService(
			script,
			isPhp ? 'php' : process.execPath,
			[ resolve( FOLDER, script ) ],
			{
				log,
				env: {
					...process.env,
					PORT: String( port ),
					SOCKET_PORT: String( socketPort ),
					API_KEY: apiKey,
				},
			}
		);
		await waitUntilReady( service, () =>
			listens( { host: LOOPBACK, port: socketPort } )
		);
		return service;
	};
	let service = await start();
	let requests = [];

	return {
		url: `http://${ LOOPBACK }:${ port }`,
		socketUrl: `http://${ LOOPBACK }:${ socketPort }`,
		get requests() {
			return requests;
		},
		/** Brings `requests` up to date. */
		async look() {
			requests = readFileSync( log, 'utf8' )
				.split( '\n' )
				.filter( ( line ) => line.startsWith( '{' ) )
				.map( ( line ) => JSON.parse( line ) );
		},
		kill: () => service.stop( 'SIGKILL' ),
		/** Starts it again, on the same port, after `kill()`. */
		async start() {
			service = await start();
		},
		async stop() {
			await service.stop();
			removeTempFolder( folder );
		},
	};
}
