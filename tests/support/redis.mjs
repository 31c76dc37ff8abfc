import { startService, waitUntilReady } from '../../scripts/lib/processes.mjs';
import { anyFreePort, LOOPBACK } from '../../scripts/lib/ports.mjs';
import {
	removeTempFolder,
	tempFolder,
} from '../../scripts/lib/temp-folder.mjs';
import { join } from 'node:path';
import { listens } from './listens.mjs';

/**
 * Starts a Redis that keeps nothing on disk.
 *
 * @param {Object}   options      How.
 * @param {number}   options.port Its port; a free one by default.
 * @param {string[]} options.args More arguments for redis-server.
 * @return {Promise<{ url: string, port: number, pid: number, kill: () => Promise<void>, start: () => Promise<void>, stop: () => Promise<void> }>} Where it is.
 */
export async function startRedis( { port, args = [] } = {} ) {
	const folder = await tempFolder( 'redis' );
	const ownPort = port ?? ( await anyFreePort() );

	const start = async () => {
		const redis = startService(
			'Redis',
			'redis-server',
			[
				'--bind',
				LOOPBACK,
				'--port',
				String( ownPort ),
				'--dir',
				folder,
				'--save',
				'',
				'--appendonly',
				'no',
				...args,
			],
			{ log: join( folder, 'log' ) }
		);
		await waitUntilReady( redis, () =>
			listens( { host: LOOPBACK, port: ownPort } )
		);
		return redis;
	};

	let service = await start();
	return {
		url: `redis://${ LOOPBACK }:${ ownPort }`,
		port: ownPort,
		get pid() {
			return service.pid;
		},
		/** Ends it without a goodbye. */
		kill: () => service.stop( 'SIGKILL' ),
		/** Starts it again after `kill()`, empty. */
		async start() {
			service = await start();
		},
		async stop() {
			await service.stop();
			removeTempFolder( folder );
		},
	};
}
