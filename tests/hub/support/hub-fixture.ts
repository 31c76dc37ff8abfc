import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deriveKey } from '../../../src/hub/config/sites';
import { loadConfig } from '../../../src/hub/config/load';
import type { HubConfig } from '../../../src/hub/config/types';
import {
	createHub,
	type Hub,
	type HubDependencies,
} from '../../../src/hub/hub';
import { createLogger } from '../../../src/hub/operations/logger';

export const SITE = 'shop.test';
export const SITE_URL = 'https://shop.test';
export const ORIGIN = 'https://shop.test';
export const API_KEY = 'key-of-the-shop-0123456789abcdef';

export const OTHER_SITE = 'other.test';
export const OTHER_URL = 'https://other.test';
export const OTHER_KEY = 'key-of-the-other-0123456789abcdef';

export const publishKey = ( apiKey = API_KEY ) =>
	deriveKey( apiKey, 'publish' );

/** A site that answers the hub's questions with 404: nobody is at home. */
const nobody: typeof fetch = async () => new Response( null, { status: 404 } );

export interface RunningHub {
	readonly hub: Hub;
	readonly url: string;
	readonly port: number;
	stop: () => Promise< void >;
}

export function hubConfig( overrides: Partial< HubConfig > = {} ): HubConfig {
	const sites = [
		{ id: SITE, url: SITE_URL, apiKey: API_KEY },
		{ id: OTHER_SITE, url: OTHER_URL, apiKey: OTHER_KEY },
	];
	const config = loadConfig( {
		args: [ '--config', 'hub.json', '--port', '0', '--drain-seconds', '0' ],
		env: {},
		readFile: () => JSON.stringify( { sites } ),
	} );
	return {
		...config,
		logLevel: 'silent',
		maxConnectionsPerIp: 20_000,
		maxMemoryMb: 65_536,
		...overrides,
	};
}

/** Starts a hub on a free port of this machine. */
export async function startHub(
	overrides: Partial< HubConfig > = {},
	dependencies: Partial< HubDependencies > = {}
): Promise< RunningHub > {
	const config = hubConfig( overrides );
	const hub = createHub( config, {
		logger: createLogger( config.logLevel ),
		version: 'test',
		fetch: nobody,
		...dependencies,
	} );
	const { port } = await hub.start();
	let stopping: Promise< void > | undefined;
	return {
		hub,
		port,
		url: `http://127.0.0.1:${ port }`,
		stop: () => ( stopping ??= hub.stop() ),
	};
}

/** A port that was free a moment ago, for a hub that has to come back at the same place. */
export async function freePort(): Promise< number > {
	const server = createServer().listen( 0, '127.0.0.1' );
	await once( server, 'listening' );
	const { port } = server.address() as AddressInfo;
	server.close();
	await once( server, 'close' );
	return port;
}
