import { existsSync } from 'node:fs';
import { HUB_BUNDLE } from './paths.mjs';
import { PlainError } from './plain-error.mjs';
import { answers } from './php-server.mjs';
import { LOOPBACK } from './ports.mjs';
import { startService, waitUntilReady } from './processes.mjs';

/**
 * Starts a hub for one site, as the settings screen tells people to.
 *
 * @param {Object}   hub         The hub.
 * @param {number}   hub.port    A free port.
 * @param {string}   hub.siteId  The site's id.
 * @param {string}   hub.siteUrl The site's address.
 * @param {string}   hub.apiKey  The site's API key.
 * @param {string}   hub.log     The file for its output.
 * @param {string[]} hub.args    More arguments.
 * @param {Object}   hub.env     More environment.
 */
export async function startHub( {
	port,
	siteId,
	siteUrl,
	apiKey,
	log,
	args = [],
	env = {},
} ) {
	if ( ! existsSync( HUB_BUNDLE ) ) {
		throw new PlainError(
			'There is no hub in build/. Please run: npm run build'
		);
	}
	const service = startService(
		'The hub',
		process.execPath,
		[
			HUB_BUNDLE,
			'--host',
			LOOPBACK,
			'--port',
			String( port ),
			'--origins',
			new URL( siteUrl ).origin,
			...args,
		],
		{
			log,
			env: {
				...process.env,
				// The environment of a command and not its arguments: those everyone on the machine can read.
				REALTIME_EVENTS_SITE: siteId,
				REALTIME_EVENTS_SITE_URL: siteUrl,
				REALTIME_EVENTS_API_KEY: apiKey,
				...env,
			},
		}
	);
	await waitUntilReady( service, () =>
		answers( `http://${ LOOPBACK }:${ port }/healthz`, ( { ok } ) => ok )
	);
	return service;
}
