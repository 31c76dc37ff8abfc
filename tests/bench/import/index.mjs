/**
 * What an import of posts takes because of the plugin: `npm run bench import [-- --quick]`.
 *
 * Two processes, with the plugin and without it, take turns of a few posts on
 * one site: how fast the disk of a shared machine is changes within seconds.
 *
 * Posts come in two kinds, each on a site of its own: bare ones, and as an
 * export file holds them (import.php says what that means).
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { printError } from '../../../scripts/lib/plain-error.mjs';
import { LOOPBACK } from '../../../scripts/lib/ports.mjs';
import {
	onStopRequest,
	run,
	stopEverything,
} from '../../../scripts/lib/processes.mjs';
import { step } from '../../../scripts/lib/progress.mjs';
import { startSite } from '../../support/services.mjs';
import { describeMachine } from '../support/machine.mjs';
import { median } from '../support/statistics.mjs';
import { markdownTable } from '../support/table.mjs';

const TURNS = 125;
const POSTS_A_TURN = 20;
const QUICK_TURNS = 45;

/** What is loaded once belongs to no post, and is it bulk work only after a while: an import of thousands pays for it once. */
const FIRST_POSTS = 40;

const MAX_ROUNDS = 100;

const IMPORT = fileURLToPath( new URL( './import.php', import.meta.url ) );
const COUNT_EVENTS = `echo (int) $GLOBALS['wpdb']->get_var( "SELECT COUNT(*) FROM {$GLOBALS['wpdb']->prefix}realtime_events WHERE type = 'post.published' AND data LIKE '%Imported%'" );`;

/** A server that takes every event in, and remembers how many came at once. */
async function startTaker() {
	const batches = [];
	const server = createServer( async ( request, response ) => {
		let body = '';
		for await ( const part of request ) {
			body += part;
		}
		const events = JSON.parse( body || '[]' );
		batches.push( events.length );
		response.writeHead( 202, { 'Content-Type': 'application/json' } );
		response.end(
			JSON.stringify( {
				results: events.map( ( { id } ) => ( {
					id,
					status: 'accepted',
				} ) ),
			} )
		);
	} );
	await new Promise( ( onStart ) => server.listen( 0, LOOPBACK, onStart ) );
	return {
		batches,
		url: `http://${ LOOPBACK }:${ server.address().port }`,
		stop: () => server.close(),
	};
}

/** Kind of post, as people call it → as import.php does. */
const KINDS = {
	'bare `wp_insert_post()`': 'bare',
	'as an export file holds them, with terms and custom fields': 'export',
};

/**
 * A process that imports so many posts when it is asked to, and says what they took.
 *
 * @param {Object}   site    The site.
 * @param {string}   kind    Kind of post.
 * @param {string[]} options Of WP-CLI.
 */
function startImporter( site, kind, options ) {
	const importer = spawn(
		site.wp,
		[ 'eval-file', IMPORT, kind, ...options ],
		{ stdio: [ 'pipe', 'pipe', 'inherit' ] }
	);
	const lines = createInterface( { input: importer.stdout } )[
		Symbol.asyncIterator
	]();
	return {
		async take( first, posts ) {
			importer.stdin.write( `${ posts } ${ first }\n` );
			const { value } = await lines.next();
			return JSON.parse( value );
		},
		async end() {
			importer.stdin.end();
			if ( importer.exitCode === null ) {
				await once( importer, 'exit' );
			}
		},
	};
}

async function measure( site, kind, turns, update ) {
	const taker = await startTaker();
	try {
		await run( site.wp, [
			'eval',
			`update_option( 'realtime_events', array( 'server_url' => '${ taker.url }' ) + (array) get_option( 'realtime_events' ) );`,
		] );
		await run( site.wp, [ 'realtime-events', 'flush' ] );
		taker.batches.length = 0;
		const importers = {
			off: startImporter( site, kind, [
				'--skip-plugins=realtime-events',
			] ),
			on: startImporter( site, kind, [] ),
		};
		let imported = 0;
		const take = ( who, posts ) => {
			imported += posts;
			return importers[ who ].take( imported - posts + 1, posts );
		};
		const costs = { off: [], on: [] };
		await take( 'off', FIRST_POSTS );
		await take( 'on', FIRST_POSTS );
		for ( let turn = 0; turn < turns; turn++ ) {
			update( `turn ${ turn + 1 } of ${ turns }` );
			// Either goes first as often: the later one meets more posts.
			for ( const who of turn % 2 ? [ 'on', 'off' ] : [ 'off', 'on' ] ) {
				costs[ who ].push( await take( who, POSTS_A_TURN ) );
			}
		}
		await importers.off.end();
		await importers.on.end();
		const posts = FIRST_POSTS + turns * POSTS_A_TURN;
		const { stdout } = await run( site.wp, [ 'eval', COUNT_EVENTS ] );
		if ( Number( stdout ) !== posts ) {
			throw new Error( `${ posts } posts made ${ stdout } events.` );
		}
		const sum = () => taker.batches.reduce( ( a, b ) => a + b, 0 );
		for ( let round = 0; sum() < posts; round++ ) {
			if ( round === MAX_ROUNDS ) {
				throw new Error( `Only ${ sum() } events arrived.` );
			}
			await run( site.wp, [ 'realtime-events', 'flush' ] );
		}
		return { costs, batches: taker.batches, events: sum() };
	} finally {
		taker.stop();
	}
}

async function main() {
	const { values } = parseArgs( {
		options: { quick: { type: 'boolean', default: false } },
	} );
	process.stdout.write( `${ await describeMachine() }\n` );
	const rows = [];
	for ( const [ name, kind ] of Object.entries( KINDS ) ) {
		const site = await step( 'Start a site', () => startSite() );
		try {
			const { costs, batches, events } = await step(
				`Import: ${ name }`,
				( update ) =>
					measure(
						site,
						kind,
						values.quick ? QUICK_TURNS : TURNS,
						update
					)
			);
			// All posts together: what several events pay for once falls into one turn of many.
			const mean = ( who, column ) =>
				costs[ who ].reduce(
					( sum, cost ) => sum + cost[ column ],
					0
				) / costs[ who ].length;
			const compared = ( column ) => [
				mean( 'off', column ).toFixed( 2 ),
				mean( 'on', column ).toFixed( 2 ),
				( mean( 'on', column ) / mean( 'off', column ) ).toFixed( 2 ),
				median(
					costs.on.map(
						( cost, turn ) =>
							cost[ column ] / costs.off[ turn ][ column ]
					)
				).toFixed( 2 ),
			];
			rows.push( [
				name,
				...compared( 'ms' ),
				...compared( 'cpu' ),
				`${ mean( 'off', 'queries' ).toFixed( 1 ) } → ${ mean( 'on', 'queries' ).toFixed( 1 ) }`,
				String( events ),
				String( batches.length ),
				String( Math.max( ...batches ) ),
			] );
		} finally {
			await site.stop();
		}
	}
	process.stdout.write(
		`\n${ markdownTable(
			[
				'posts',
				'ms a post, plugin off',
				'on',
				'on ÷ off',
				'middle turn',
				'PHP’s CPU ms a post, off',
				'on',
				'on ÷ off',
				'middle turn',
				'queries a post',
				'events',
				'requests',
				'most events in one',
			],
			rows
		) }\n`
	);
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
