/**
 * A feed with 10,000 rows under 1,000 events a second:
 * `npm run bench feed [-- --quick] [-- --profile=FILE]`.
 * Fails where an event is lost or comes twice, or a script of ours holds the page up.
 */
import { writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { PlainError, printError } from '../../../scripts/lib/plain-error.mjs';
import {
	onStopRequest,
	run,
	stopEverything,
} from '../../../scripts/lib/processes.mjs';
import { step } from '../../../scripts/lib/progress.mjs';
import { startDemo, startHub } from '../../support/services.mjs';
import { describeMachine } from '../support/machine.mjs';
import { markdownTable } from '../support/table.mjs';
import { Flood } from './flood.mjs';
import { brokenLimits, LONG_MS, longScripts, ROWS } from './limits.mjs';
import { hottest, openFeed, usedHeap } from './page.mjs';

const PER_SECOND = 1_000;
const SECONDS = 10;
const QUICK_SECONDS = 3;
const MIB = 2 ** 20;
const ARRIVES_WITHIN_MS = 30_000;
const HOTTEST = 40;

const LAST_SEQUENCE = `echo (int) $GLOBALS['wpdb']->get_var( "SELECT MAX( id ) FROM {$GLOBALS['wpdb']->prefix}realtime_events" );`;

/**
 * Waits until the page shows everything that was sent.
 *
 * @param {Object} page     The feed.
 * @param {number} sequence Of the event that was sent last.
 */
const arrived = ( page, sequence ) =>
	page.waitForFunction(
		( last ) => {
			const feed = window.wp.data.select( 'realtime-events' );
			return (
				feed.getItems()[ 0 ]?.sequence === last &&
				window.bench.lastSequence === last
			);
		},
		String( sequence ),
		{ timeout: ARRIVES_WITHIN_MS }
	);

/** How a reader has the feed while the flood comes. */
const SITUATIONS = [
	{ name: 'at the top', prepare: () => undefined },
	{
		name: 'under a filter that lets in one of fifty',
		prepare: ( page ) =>
			page.evaluate( () =>
				window.wp.data.dispatch( 'realtime-events' ).setQuery( {
					include: { severity: [ 'error' ] },
					exclude: {},
					search: '',
					since: '',
					until: '',
				} )
			),
	},
];

async function measure( { page, devtools }, flood, seconds, profileFile ) {
	const count = seconds * PER_SECOND;
	const heapBefore = await usedHeap( devtools );
	const before = await page.evaluate( () => {
		window.bench.longTasks.length = 0;
		window.bench.frames.length = 0;
		return window.bench.ids.size;
	} );
	if ( profileFile ) {
		await devtools.send( 'Profiler.enable' );
		await devtools.send( 'Profiler.start' );
	}
	await flood.run( count, PER_SECOND );
	await page
		.waitForFunction(
			( all ) => window.bench.ids.size >= all,
			before + count,
			{ timeout: ARRIVES_WITHIN_MS }
		)
		.catch( ( error ) => {
			// What has not come by then is counted as lost.
			if ( error.name !== 'TimeoutError' ) {
				throw error;
			}
		} );
	if ( profileFile ) {
		const { profile } = await devtools.send( 'Profiler.stop' );
		await writeFile( profileFile, JSON.stringify( profile ) );
		for ( const { name, ms } of hottest( profile ).slice( 0, HOTTEST ) ) {
			process.stderr.write(
				`${ ms.toFixed( 0 ).padStart( 7 ) } ms  ${ name }\n`
			);
		}
	}
	const seen = await page.evaluate( () => {
		const { ids, times, longTasks, frames } = window.bench;
		const items = window.wp.data.select( 'realtime-events' ).getItems();
		return {
			ids: ids.size,
			times,
			rows: items.length,
			distinct: new Set( items.map( ( { id } ) => id ) ).size,
			elements: document.querySelectorAll( '[role="feed"] article' )
				.length,
			longTasks: [ ...longTasks ],
			frames: [ ...frames ],
		};
	} );
	return {
		...seen,
		lost: before + count - seen.ids,
		doubled: seen.times - seen.ids + seen.rows - seen.distinct,
		heapBefore,
		heapAfter: await usedHeap( devtools ),
	};
}

async function main() {
	const { values } = parseArgs( {
		options: {
			quick: { type: 'boolean', default: false },
			profile: { type: 'string' },
		},
	} );
	const seconds = values.quick ? QUICK_SECONDS : SECONDS;
	process.stdout.write( `${ await describeMachine() }\n` );
	const demo = await step( 'Start a site', () =>
		startDemo( { args: [ '--no-hub' ] } )
	);
	const hub = await startHub( {
		siteId: demo.siteId,
		siteUrl: demo.site,
		apiKey: demo.apiKey,
		port: Number( new URL( demo.hub ).port ),
	} );
	const feed = await step( 'Open the feed', () => openFeed( demo ) );
	const rows = [];
	const broken = [];
	try {
		const { stdout } = await run( demo.wp, [ 'eval', LAST_SEQUENCE ] );
		const flood = new Flood( demo, Number( stdout ) );
		await step( `Fill it with ${ ROWS } rows`, async () => {
			await flood.run( ROWS + PER_SECOND, PER_SECOND );
			await arrived( feed.page, flood.sequence );
		} );
		for ( const { name, prepare } of SITUATIONS ) {
			await prepare( feed.page );
			const result = await step( `Flood it, ${ name }`, () =>
				measure( feed, flood, seconds, values.profile )
			);
			const longest = Math.max(
				0,
				...result.longTasks.map( ( { duration } ) => duration )
			);
			const scripts = longScripts( result.frames );
			broken.push( ...brokenLimits( name, result ) );
			for ( const { duration, layout, invoker, source } of scripts.slice(
				0,
				HOTTEST
			) ) {
				process.stderr.write(
					`  ${ duration.toFixed( 0 ) } ms (layout ${ layout.toFixed( 0 ) }) ${ invoker } ${ source }\n`
				);
			}
			rows.push( [
				name,
				String( seconds * PER_SECOND ),
				String( result.lost ),
				String( result.doubled ),
				String( result.longTasks.length ),
				longest.toFixed( 0 ),
				String( scripts.length ),
				String( result.rows ),
				String( result.elements ),
				( result.heapBefore / MIB ).toFixed( 1 ),
				( result.heapAfter / MIB ).toFixed( 1 ),
			] );
		}
	} finally {
		await feed.browser.close();
		await hub.stop();
		await demo.stop();
	}
	process.stdout.write(
		`\n${ markdownTable(
			[
				'reader',
				'events',
				'lost',
				'doubled',
				`tasks > ${ LONG_MS } ms`,
				'longest ms',
				`scripts > ${ LONG_MS } ms`,
				'rows kept',
				'rows drawn',
				'heap before MiB',
				'heap after MiB',
			],
			rows
		) }\n`
	);
	if ( broken.length > 0 ) {
		throw new PlainError(
			[
				...broken,
				// A script's time is that of the clock: it has waited for a processor as well.
				`The load of the machine: ${ loadavg()[ 0 ].toFixed( 1 ) } on ${ availableParallelism() } processors.`,
			].join( '\n' )
		);
	}
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
