import { demoPlaces, prepareDemo } from '../../scripts/lib/demo.mjs';
import { anyFreePort, LOOPBACK } from '../../scripts/lib/ports.mjs';
import {
	removeTempFolder,
	tempFolder,
} from '../../scripts/lib/temp-folder.mjs';
import { ensureWordPressParts } from '../../scripts/lib/wordpress-parts.mjs';
import { startApache } from './apache.mjs';
import { startPhpFpmNginx } from './fpm-nginx.mjs';
import { startMariaDb } from './mariadb.mjs';

/**
 * Starts the demo site as a real host runs it: MariaDB, php-fpm, nginx; or PHP inside Apache. No hub.
 *
 * @param {Object}  options          How.
 * @param {string}  options.hubUrl   Where the site's hub will be.
 * @param {number}  options.children How many requests are served at a time.
 * @param {boolean} options.isHosted Whether PHP looks for changed files as rarely as it does by default.
 * @param {boolean} options.isApache Whether PHP is a part of Apache.
 * @return {Promise<Object>} `site`, `feed`, `hub`, `wordpress`, `wp`, `users` as of the demo; `apiKey`, `siteId`; `kill…()` and `start…()` of `Database` and `Php`; `stop()`.
 */
export async function startSite( {
	hubUrl,
	children,
	isHosted,
	isApache,
} = {} ) {
	const { wordpress } = await ensureWordPressParts();
	const home = await tempFolder( 'site' );
	const places = demoPlaces( home );
	const database = await startMariaDb();
	const port = await anyFreePort();
	const url = `http://${ LOOPBACK }:${ port }`;
	const hub = hubUrl ?? `http://${ LOOPBACK }:${ await anyFreePort() }`;

	const { users, key, siteId } = await prepareDemo( {
		places,
		entries: [],
		wordpress,
		url,
		hubUrl: hub,
		isReset: false,
		database: {
			kind: 'mysql',
			socket: database.socket,
			name: 'wordpress',
			user: database.user,
			password: database.password,
		},
	} );
	const web = isApache
		? await startApache( places.site, { port } )
		: await startPhpFpmNginx( places.site, { port, children, isHosted } );

	return {
		site: url,
		feed: `${ url }/wp-admin/admin.php?page=realtime-events`,
		hub,
		wordpress: places.site,
		wp: places.wp,
		users,
		apiKey: key,
		siteId,
		socket: database.socket,
		killDatabase: database.kill,
		startDatabase: database.start,
		killPhp: web.killPhp,
		startPhp: web.startPhp,
		async stop() {
			await web.stop();
			await database.stop();
			removeTempFolder( home );
		},
	};
}
