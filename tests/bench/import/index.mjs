/**
 * What an import of posts takes because of the plugin: `npm run bench import [-- --quick]`.
 *
 * Parts with and without the plugin alternate on one site, so that a machine
 * that becomes slower does so for both.
 *
 * Posts come in two kinds, each on a site of its own: bare ones, and as an
 * export file holds them (import.php says what that means).
 */
import { createServer } from 'node:http';
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

/** Many small parts: what else the machine does then meets some of them and not the middle one. Odd, so that there is a middle one. */
const PARTS = 25;
const POSTS_A_PART = 200;
const QUICK_PARTS = 9;
const QUICK_POSTS_A_PART = 100;

/** Number of the first post, far beyond what the parts use, of those that only warm what there is to be warmed. */
const WARM_UP = 1_000_000;
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

async function measure( site, kind, parts, size, update ) {
	const taker = await startTaker();
	try {
		await run( site.wp, [
			'eval',
			`update_option( 'realtime_events', array( 'server_url' => '${ taker.url }' ) + (array) get_option( 'realtime_events' ) );`,
		] );
		await run( site.wp, [ 'realtime-events', 'flush' ] );
		taker.batches.length = 0;
		const importPart = async ( first, number, ...options ) => {
			const { stdout } = await run( site.wp, [
				'eval-file',
				IMPORT,
				kind,
				String( number ),
				String( first ),
				...options,
			] );
			return JSON.parse( stdout );
		};
		// Makes the terms as well.
		await importPart( WARM_UP, 20, '--skip-plugins=realtime-events' );
		const costs = { off: [], on: [] };
		for ( let part = 0; part < parts; part++ ) {
			update( `part ${ part + 1 } of ${ parts }` );
			const off = async ( first ) =>
				costs.off.push(
					await importPart(
						first,
						size,
						'--skip-plugins=realtime-events'
					)
				);
			const on = async ( first ) =>
				costs.on.push( await importPart( first, size ) );
			// Either goes first as often: the later one meets more posts.
			const turns = part % 2 ? [ on, off ] : [ off, on ];
			for ( const [ turn, take ] of turns.entries() ) {
				await take( 1 + ( 2 * part + turn ) * ( size + 1 ) );
			}
		}
		const posts = parts * ( size + 1 );
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
						values.quick ? QUICK_PARTS : PARTS,
						values.quick ? QUICK_POSTS_A_PART : POSTS_A_PART,
						update
					)
			);
			const middle = ( turn, column ) =>
				median( costs[ turn ].map( ( cost ) => cost[ column ] ) );
			// Each part is compared with its neighbour: a machine does not stay equally fast for minutes.
			const compared = ( column ) => [
				middle( 'off', column ).toFixed( 2 ),
				middle( 'on', column ).toFixed( 2 ),
				median(
					costs.on.map(
						( cost, part ) =>
							cost[ column ] / costs.off[ part ][ column ]
					)
				).toFixed( 2 ),
			];
			rows.push( [
				name,
				...compared( 'ms' ),
				...compared( 'cpu' ),
				`${ middle( 'off', 'queries' ).toFixed( 1 ) } → ${ middle( 'on', 'queries' ).toFixed( 1 ) }`,
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
				'PHP’s CPU ms a post, off',
				'on',
				'on ÷ off',
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
