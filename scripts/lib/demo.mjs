import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { SCRIPTS } from './paths.mjs';
import { PlainError } from './plain-error.mjs';
import { LOOPBACK } from './ports.mjs';
import { step } from './progress.mjs';
import {
	createSiteFolder,
	equipSite,
	isSiteFolder,
	newSalts,
	writeConfig,
} from './site.mjs';
import { evalFile, wp, writeWpCommand } from './wp-cli.mjs';

const ADMIN = 'admin';
const ADMIN_PASSWORD = 'password';
const STATE_FILE = 'demo.json';
/** What may be in a folder that `--reset` empties: a wrong `--home` must not cost anybody their files. */
const OWN_FILE =
	/^(site|database|demo\.(json|lock)|(mail|debug|php|hub)\.(log|ndjson))$/;

/**
 * @typedef {Object} DemoState What is kept of a demo between two starts.
 * @property {Record<string, string>} salts                 Secrets of wp-config.php.
 * @property {Record<string, string>} application_passwords By login.
 * @property {string | null}          hub_url               Where the hub was.
 */

/**
 * The places of a demo.
 *
 * @param {string} home Where it lives.
 */
export function demoPlaces( home ) {
	return {
		home,
		site: resolve( home, 'site' ),
		database: resolve( home, 'database' ),
		state: resolve( home, STATE_FILE ),
		wp: resolve( home, 'wp' ),
		lock: resolve( home, 'demo.lock' ),
		debugLog: resolve( home, 'debug.log' ),
		phpLog: resolve( home, 'php.log' ),
		hubLog: resolve( home, 'hub.log' ),
	};
}

/**
 * Removes a demo, and nothing that is not one.
 *
 * @param {ReturnType<typeof demoPlaces>} places  Its places.
 * @param {string[]}                      entries What lies there.
 */
async function reset( places, entries ) {
	const old = entries.filter( ( name ) => name !== basename( places.lock ) );
	if ( ! old.length ) {
		return;
	}
	const foreign = old.filter( ( name ) => ! OWN_FILE.test( name ) );
	if ( foreign.length ) {
		throw new PlainError(
			`${ places.home } holds files that are not of a demo (${ foreign
				.slice( 0, 3 )
				.join( ', ' ) }). Nothing was removed; choose another --home.`
		);
	}
	await step( 'Remove the old demo', () =>
		Promise.all(
			old.map( ( name ) =>
				rm( resolve( places.home, name ), {
					recursive: true,
					force: true,
				} )
			)
		)
	);
}

/**
 * @param {string} file The state's file.
 * @return {DemoState | null} The state, or null where there is no whole demo.
 */
function readState( file ) {
	return existsSync( file )
		? JSON.parse( readFileSync( file, 'utf8' ) )
		: null;
}

/**
 * @param {string}    file  The state's file.
 * @param {DemoState} state The state; it holds secrets, if only of a demo.
 */
function writeState( file, state ) {
	writeFileSync( file, JSON.stringify( state, null, '\t' ), { mode: 0o600 } );
	chmodSync( file, 0o600 );
}

/**
 * Makes the demo site, or the one that is there fit for this start.
 *
 * @param {Object}                        demo           The demo.
 * @param {ReturnType<typeof demoPlaces>} demo.places    Where it lives.
 * @param {string[]}                      demo.entries   What lay there before.
 * @param {string}                        demo.wordpress The WordPress to copy.
 * @param {string}                        demo.url       The site's address.
 * @param {string}                        demo.hubUrl    The hub's address.
 * @param {boolean}                       demo.isReset   Whether to begin anew.
 * @param {import('./site.mjs').Database} demo.database  Its database; SQLite by default.
 * @return {Promise<{ users: Object, key: string, siteId: string }>} Users and what a hub needs.
 */
export async function prepareDemo( {
	places,
	entries,
	wordpress,
	url,
	hubUrl,
	isReset,
	database = { kind: 'sqlite', folder: places.database },
} ) {
	const state = isReset ? null : readState( places.state );
	const isNew = ! state || ! isSiteFolder( places.site );
	const salts = state?.salts ?? newSalts();

	if ( isNew ) {
		// Without its state a demo is the rest of a start that was cut short.
		await reset( places, entries );
		await mkdir( places.home, { recursive: true } );
		await step( 'Copy WordPress', () =>
			createSiteFolder( places.site, wordpress, database )
		);
	} else {
		await equipSite( places.site );
	}
	await writeConfig( {
		folder: places.site,
		url,
		debugLog: places.debugLog,
		salts,
		database,
	} );

	if ( isNew ) {
		await step( 'Install WordPress', () =>
			wp( places.site, [
				'core',
				'install',
				`--url=${ url }`,
				'--title=The Corner Bakery',
				`--admin_user=${ ADMIN }`,
				`--admin_password=${ ADMIN_PASSWORD }`,
				'--admin_email=admin@example.com',
				'--skip-email',
			] )
		);
		await step( 'Activate Realtime Events', () =>
			wp( places.site, [ 'plugin', 'activate', 'realtime-events' ] )
		);
	}
	const {
		users,
		key,
		site_id: siteId,
	} = await step(
		isNew
			? 'Make the users and posts, configure the plugin'
			: 'Look after the site',
		() =>
			evalFile( places.site, resolve( SCRIPTS, 'php/demo-setup.php' ), {
				is_new: isNew,
				application_passwords: state?.application_passwords ?? {},
				hub_url: hubUrl,
				previous_hub_url: state?.hub_url ?? null,
			} )
	);
	writeState( places.state, {
		salts,
		application_passwords: Object.fromEntries(
			Object.values( users ).map( ( user ) => [
				user.login,
				user.application_password,
			] )
		),
		hub_url: hubUrl,
	} );
	writeWpCommand( places.wp, places.site );
	return { users, key, siteId };
}

/**
 * @param {number} port A port.
 * @return {string} The address of what listens there.
 */
export function addressOf( port ) {
	return `http://${ LOOPBACK }:${ port }`;
}
