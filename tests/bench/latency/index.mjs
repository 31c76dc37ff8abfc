/**
 * From an event that is published to its row on a screen: `npm run bench latency [-- --quick]`.
 *
 * Everything is real and on this machine: WordPress under nginx, php-fpm and
 * MariaDB, the built hub, and the feed in Chromium. One clock for all of it.
 */
import { parseArgs } from 'node:util';
import { printError } from '../../../scripts/lib/plain-error.mjs';
import {
	onStopRequest,
	stopEverything,
} from '../../../scripts/lib/processes.mjs';
import { step } from '../../../scripts/lib/progress.mjs';
import { startHub, startSite } from '../../support/services.mjs';
import { describeMachine } from '../support/machine.mjs';
import { percentile } from '../support/statistics.mjs';
import { markdownTable } from '../support/table.mjs';
import { openFeed } from './screen.mjs';

const EVENTS = 300;
const QUICK_EVENTS = 40;
const WARM_UP = 10;
/** Longer than the feed gathers events of a storm, and never in step with anything. */
const PAUSE_MS = 120;
const PAUSE_SPREAD_MS = 80;
const TIMEOUT_MS = 15_000;

const STAGES = {
	'published → stored': ( { called, stored } ) => stored - called,
	'stored → in the browser': ( { stored, arrived } ) => arrived - stored,
	'in the browser → painted': ( { arrived, painted } ) => painted - arrived,
	'stored → painted': ( { stored, painted } ) => painted - stored,
	'HTTP request to publish → painted': ( { called, painted } ) =>
		painted - called,
};

const now = () => performance.timeOrigin + performance.now();

/**
 * Publishes one event over REST, with the site's key.
 *
 * @param {Object} site   A site.
 * @param {number} number Which one.
 * @return {Promise<{ id: string, called: number, stored: number }>} Its id, and when it was called for and stored.
 */
async function publish( site, number ) {
	const called = now();
	const response = await fetch(
		`${ site.site }/wp-json/realtime-events/v1/publish`,
		{
			method: 'POST',
			headers: {
				Authorization: `Bearer ${ site.apiKey }`,
				'Content-Type': 'application/json',
			},
			body: JSON.stringify( {
				// Repeats of one type would be folded into one row.
				type: `bench.measured_${ Math.abs( number ) }`,
				channel: 'editors',
				data: { title: `Measured ${ number }` },
			} ),
			signal: AbortSignal.timeout( TIMEOUT_MS ),
		}
	);
	const event = await response.json();
	if ( ! response.ok ) {
		throw new Error( `${ response.status } ${ event.message }` );
	}
	return { id: event.id, called, stored: Date.parse( event.time ) };
}

/**
 * @param {Object}                   site   A site.
 * @param {Object}                   feed   Its feed in a browser.
 * @param {number}                   count  How many events are measured.
 * @param {(detail: string) => void} update Shows where it is.
 */
async function measure( site, feed, count, update ) {
	const measured = [];
	for ( let number = -WARM_UP; number < count; number++ ) {
		update( `${ Math.max( 0, number ) } of ${ count }` );
		const { id, ...times } = await publish( site, number );
		const moments = { ...times, ...( await feed.seen( id ) ) };
		if ( number >= 0 ) {
			measured.push( moments );
		}
		await new Promise( ( onEnd ) =>
			setTimeout( onEnd, PAUSE_MS + Math.random() * PAUSE_SPREAD_MS )
		);
	}
	return measured;
}

function tableOf( measured ) {
	const ms = ( value ) => value.toFixed( 1 );
	return markdownTable(
		[ 'stage', 'events', 'p50 ms', 'p95 ms', 'p99 ms', 'longest ms' ],
		Object.entries( STAGES ).map( ( [ name, between ] ) => {
			const values = measured.map( between );
			return [
				name,
				String( values.length ),
				...[ 50, 95, 99, 100 ].map( ( percent ) =>
					ms( percentile( values, percent ) )
				),
			];
		} )
	);
}

async function main() {
	const { values } = parseArgs( {
		options: { quick: { type: 'boolean', default: false } },
	} );
	process.stdout.write( `${ await describeMachine() }\n` );
	const site = await step( 'Start a site', () => startSite() );
	const hub = await step( 'Start its hub', () =>
		startHub( {
			siteId: site.siteId,
			siteUrl: site.site,
			apiKey: site.apiKey,
			port: Number( new URL( site.hub ).port ),
		} )
	);
	const feed = await step( 'Open the feed', () => openFeed( site ) );
	const measured = await step( 'Publish', ( update ) =>
		measure( site, feed, values.quick ? QUICK_EVENTS : EVENTS, update )
	);
	await feed.stop();
	await hub.stop();
	await site.stop();
	process.stdout.write( `\n${ tableOf( measured ) }\n` );
}

onStopRequest( async () => {
	await stopEverything();
	process.exit( 1 );
} );

try {
	await main();
} catch ( error ) {
	printError( error );
	process.exitCode = 1;
}
await stopEverything();
process.exit();
