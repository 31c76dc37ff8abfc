import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { SCRIPTS } from '../../scripts/lib/paths.mjs';
import { anyFreePort } from '../../scripts/lib/ports.mjs';
import { run } from '../../scripts/lib/processes.mjs';
import {
	removeTempFolder,
	tempFolder,
} from '../../scripts/lib/temp-folder.mjs';

const READY_TIMEOUT_MS = 180_000;

/** What a hub has to know of the site. Asked of the site itself, so that there is no second copy of the key. */
const ASK_SITE = `echo wp_json_encode( array(
	'apiKey' => Realtime_Events\\container()->get( Realtime_Events\\Access\\Api_Key::class )->active()[0],
	'siteId' => Realtime_Events\\container()->get( Realtime_Events\\Settings\\Options::class )->site_id(),
) );`;

/**
 * Runs `npm start` for a test: a demo of its own, on ports of its own.
 *
 * @param {Object}   options      How.
 * @param {string[]} options.args More arguments: `--no-hub`, `--wordpress=…`.
 * @return {Promise<Object>} What `--json` prints, besides `apiKey`, `siteId`, `home`, and `stop()`.
 */
export async function startDemo( { args = [] } = {} ) {
	const home = await tempFolder( 'demo' );
	const child = spawn(
		process.execPath,
		[
			resolve( SCRIPTS, 'start.mjs' ),
			'--json',
			'--no-build',
			`--home=${ home }`,
			`--port=${ await anyFreePort() }`,
			`--hub-port=${ await anyFreePort() }`,
			...args,
		],
		// It ends itself when this channel closes, however we end.
		{ stdio: [ 'ignore', 'pipe', 'pipe', 'ipc' ] }
	);
	const ended = new Promise( ( onEnd ) => child.once( 'exit', onEnd ) );
	let progress = '';
	child.stderr.setEncoding( 'utf8' ).on( 'data', ( text ) => {
		progress += text;
	} );

	const stop = async () => {
		child.kill( 'SIGTERM' );
		await ended;
		removeTempFolder( home );
	};
	const line = await Promise.race( [
		new Promise( ( onLine ) =>
			createInterface( { input: child.stdout } ).once( 'line', onLine )
		),
		ended.then( () => null ),
		new Promise( ( onTimeout ) =>
			setTimeout( onTimeout, READY_TIMEOUT_MS, null ).unref()
		),
	] );
	if ( line === null ) {
		await stop();
		throw new Error( `The demo did not start.\n${ progress }` );
	}
	const demo = JSON.parse( line );
	const { stdout } = await run( demo.wp, [ 'eval', ASK_SITE ] );
	return { ...demo, ...JSON.parse( stdout ), home, stop };
}
