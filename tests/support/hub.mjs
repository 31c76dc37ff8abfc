import { join } from 'node:path';
import { startHub as startHubProcess } from '../../scripts/lib/hub.mjs';
import { anyFreePort, LOOPBACK } from '../../scripts/lib/ports.mjs';
import {
	removeTempFolder,
	tempFolder,
} from '../../scripts/lib/temp-folder.mjs';

/**
 * Starts the built hub for one site.
 *
 * @param {Object}                 options         How.
 * @param {string}                 options.siteId  The site's id.
 * @param {string}                 options.siteUrl The site's address; browsers may come from there.
 * @param {string}                 options.apiKey  The site's API key.
 * @param {number}                 options.port    Its port; a free one by default.
 * @param {string[]}               options.args    More arguments for the hub.
 * @param {Record<string, string>} options.env     More environment for the hub.
 * @return {Promise<{ url: string, port: number, pid: number, log: string, kill: () => Promise<void>, start: () => Promise<void>, stop: () => Promise<void> }>} Where it is.
 */
export async function startHub( { port, ...options } ) {
	const folder = await tempFolder( 'hub' );
	const log = join( folder, 'log' );
	const ownPort = port ?? ( await anyFreePort() );
	const start = () => startHubProcess( { ...options, port: ownPort, log } );

	let service = await start();
	return {
		url: `http://${ LOOPBACK }:${ ownPort }`,
		port: ownPort,
		log,
		get pid() {
			return service.pid;
		},
		/** Ends it without a goodbye. */
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
