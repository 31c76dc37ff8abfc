import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuild } from './lib/build.mjs';
import { startCron } from './lib/cron.mjs';
import { addressOf, demoPlaces, prepareDemo } from './lib/demo.mjs';
import { startHub } from './lib/hub.mjs';
import { holderOf, tryLock } from './lib/lock.mjs';
import { requireNode } from './lib/node-version.mjs';
import { ensureNodeModules } from './lib/npm.mjs';
import { CACHE } from './lib/paths.mjs';
import { ensurePhp } from './lib/php.mjs';
import { startPhpServer } from './lib/php-server.mjs';
import { PlainError, printError } from './lib/plain-error.mjs';
import { freePortFrom } from './lib/ports.mjs';
import { onStopRequest, stopEverything } from './lib/processes.mjs';
import { say, step } from './lib/progress.mjs';
import { ensureWordPressParts, wordpressAt } from './lib/wordpress-parts.mjs';

const DEFAULT_PORT = 8888;
const DEFAULT_HUB_PORT = 8090;
const MAX_PORT = 65_535;

const HELP = `npm start -- [options]

  --port=8888        port of the site; the next free one where it is in use
  --hub-port=8090    port of the hub, likewise
  --reset            forget the demo's data and begin anew
  --no-build         serve what lies in build/
  --no-hub           configure the site for the hub, but do not start it
  --wordpress=PATH   use this WordPress (its folder is copied, not changed)
  --home=DIR         where the demo lives (.cache/demo)
  --json             print one line of JSON on standard output once ready`;

/**
 * @param {string} text What was typed.
 * @param {string} flag Where.
 */
function portOf( text, flag ) {
	const port = Number( text );
	if ( ! Number.isInteger( port ) || port < 1 || port > MAX_PORT ) {
		throw new PlainError(
			`--${ flag } expects a number from 1 to ${ MAX_PORT }, not “${ text }”.`
		);
	}
	return port;
}

function readOptions() {
	const options = {
		port: { type: 'string', default: String( DEFAULT_PORT ) },
		'hub-port': { type: 'string', default: String( DEFAULT_HUB_PORT ) },
		reset: { type: 'boolean', default: false },
		'no-build': { type: 'boolean', default: false },
		'no-hub': { type: 'boolean', default: false },
		wordpress: { type: 'string' },
		home: { type: 'string', default: resolve( CACHE, 'demo' ) },
		json: { type: 'boolean', default: false },
		help: { type: 'boolean', short: 'h', default: false },
	};
	try {
		const { values } = parseArgs( { options } );
		return {
			...values,
			port: portOf( values.port, 'port' ),
			hubPort: portOf( values[ 'hub-port' ], 'hub-port' ),
			home: resolve( values.home ),
		};
	} catch ( error ) {
		throw error instanceof PlainError
			? error
			: new PlainError( `${ error.message }\n\n${ HELP }` );
	}
}

/**
 * @param {string | undefined} path A WordPress that was asked for.
 * @return {Promise<string>} The WordPress to copy.
 */
async function wordpressFolder( path ) {
	const parts = await ensureWordPressParts();
	return path ? wordpressAt( path ) : parts.wordpress;
}

/**
 * Tells people where to look and what to try.
 *
 * @param {Object}  demo       The demo.
 * @param {string}  demo.feed  The live feed's address.
 * @param {string}  demo.site  The site's address.
 * @param {string}  demo.hub   The hub's address.
 * @param {Object}  demo.users Who can log in.
 * @param {string}  demo.wp    The WP-CLI command line.
 * @param {boolean} hasHub     Whether the hub was started.
 */
function welcome( { feed, site, hub, users, wp }, hasHub ) {
	const people = Object.values( users )
		.map( ( { login } ) => login )
		.join( ', ' );
	say( `
  Realtime Events is running.

  Live feed   ${ feed }
              user ${ users.admin.login }, password ${ users.admin.password }
  Site        ${ site }
  Hub         ${ hub }${ hasHub ? '' : ' (not started)' }
  Users       ${ people } (same password)
  WP-CLI      ${ wp }

  Try: log in, leave the feed open, and publish a post as “editor” in another
  browser, or in a private window. It shows up by itself.

  Ctrl-C stops it all. Your data is kept; “npm start -- --reset” begins anew.
` );
}

async function main() {
	requireNode();
	const options = readOptions();
	if ( options.help ) {
		say( HELP );
		return;
	}
	const places = demoPlaces( options.home );
	const entries = existsSync( places.home ) ? readdirSync( places.home ) : [];
	const unlock = tryLock( places.lock );
	if ( ! unlock ) {
		throw new PlainError(
			`This demo is already running (process ${ holderOf(
				places.lock
			) }). Stop it first, or start another one with --home=DIR.`
		);
	}
	process.on( 'exit', unlock );

	say( 'Realtime Events' );
	await ensureNodeModules();
	await ensurePhp();
	const wordpress = await wordpressFolder( options.wordpress );
	if ( ! options[ 'no-build' ] ) {
		await ensureBuild();
	}

	const port = await freePortFrom( options.port, 'the site' );
	const hubPort = await freePortFrom( options.hubPort, 'the hub', [ port ] );
	const url = addressOf( port );
	const hubUrl = addressOf( hubPort );
	const { users, key, siteId } = await prepareDemo( {
		places,
		entries,
		wordpress,
		url,
		hubUrl,
		isReset: options.reset,
	} );

	const server = await step( 'Start the web server', () =>
		startPhpServer( places.site, port, places.phpLog )
	);
	server.ended.then( ( code ) => {
		if ( ! server.stopping ) {
			stop( `The web server ended (${ code }); see ${ places.phpLog }` );
		}
	} );
	if ( ! options[ 'no-hub' ] ) {
		const hub = await step( 'Start the hub', () =>
			startHub( {
				port: hubPort,
				siteId,
				siteUrl: url,
				apiKey: key,
				log: places.hubLog,
			} )
		);
		hub.ended.then( ( code ) => {
			if ( ! hub.stopping ) {
				say(
					`  ! The hub ended (${ code }); screens poll until it is back. See ${ places.hubLog }`
				);
			}
		} );
	}
	startCron( url );

	const demo = {
		site: url,
		feed: `${ url }/wp-admin/admin.php?page=realtime-events`,
		hub: hubUrl,
		wordpress: places.site,
		wp: places.wp,
		users,
	};
	welcome( demo, ! options[ 'no-hub' ] );
	if ( options.json ) {
		process.stdout.write( `${ JSON.stringify( demo ) }\n` );
	}
}

let stopped = false;

/**
 * Ends what was started, and then this command.
 *
 * @param {string} [failure] What went wrong, where something did.
 */
async function stop( failure ) {
	if ( stopped ) {
		return;
	}
	stopped = true;
	if ( failure ) {
		printError( new PlainError( failure ) );
	} else {
		say( '\n  Stopping.' );
	}
	await stopEverything();
	process.exit( failure ? 1 : 0 );
}

onStopRequest( () => stop() );

try {
	await main();
} catch ( error ) {
	if ( ! stopped ) {
		stopped = true;
		printError( error );
		await stopEverything();
		process.exit( 1 );
	}
}
