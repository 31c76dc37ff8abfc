/**
 * The hub beside a bare ws loop, plain Socket.IO and nchan, in one run: server
 * on one core, load on the other, rounds taken in turns.
 *
 * `--quick` takes one short round, `--only=steady,burst` some of the tables.
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildHub } from '../../../scripts/build-hub.mjs';
import { describeMachine } from '../support/machine.mjs';
import { median } from '../support/statistics.mjs';
import { markdownTable } from '../support/table.mjs';
import { cuts, outage } from './faults.mjs';
import { burst, idle, returning, steady, unread } from './scenarios.mjs';
import { contenders, recoveringContenders } from './servers/index.mjs';

const LOAD_CORE = '1';
const AUTH_MS = [ 0, 50, 500 ];
const isQuick = process.argv.includes( '--quick' );
const ROUNDS = isQuick ? 1 : 3;
const STEADY_SECONDS = isQuick ? 4 : 10;
const UNREAD_SECONDS = isQuick ? 5 : 8;
const CUTS_SECONDS = isQuick ? 4 : 8;
const OUTAGE_SECONDS = 10;

const number = ( value, digits = 1 ) =>
	value === undefined
		? '–'
		: value.toLocaleString( 'en', { maximumFractionDigits: digits } );

const columns = {
	steady: [
		[ 'p50 ms', 'p50' ],
		[ 'p99 ms', 'p99' ],
		[ 'CPU µs a delivery', 'cpuPerDelivery', 2 ],
		[ 'missing', 'missing' ],
		[ 'doubled', 'doubled' ],
	],
	burst: [
		[ 'deliveries/s', 'perSecond', 0 ],
		[ 'deliveries per CPU second', 'perCpuSecond', 0 ],
		[ 'p99 ms', 'p99' ],
		[ 'missing', 'missing' ],
		[ 'doubled', 'doubled' ],
	],
	idle: [
		[ 'KiB a connection', 'kibPerConnection' ],
		[ 'after a collection', 'kibKept' ],
	],
	returning: [
		[ 'ms until all are in', 'ms', 0 ],
		[ 'CPU ms of the server', 'cpuMs', 0 ],
		[ 'events given', 'events' ],
	],
	unread: [
		[ 'memory grown, KiB: without it', 'growthBefore', 0 ],
		[ 'with it', 'growth', 0 ],
		[ 'p99 ms: without it', 'p99Before' ],
		[ 'with it', 'p99' ],
		[ 'missing', 'missing' ],
	],
	cuts: [
		[ 'cuts', 'cuts' ],
		[ 'deliveries', 'wanted', 0 ],
		[ 'lost', 'lost' ],
		[ 'doubled', 'doubled' ],
	],
	outage: [
		[ 'deliveries', 'wanted', 0 ],
		[ 'lost', 'lost' ],
		[ 'doubled', 'doubled' ],
		[ 'in another order', 'otherOrder' ],
		[ 'requests refused meanwhile', 'refused', 0 ],
		[ 'sockets lost', 'disconnects' ],
		[ 'told to resynchronise', 'gaps' ],
		[ 'ms until all have all', 'caughtUpMs', 0 ],
	],
};

/**
 * Medians over the rounds of each value.
 * @param {Object[]} results One of each round.
 */
const middle = ( results ) =>
	Object.fromEntries(
		Object.keys( results[ 0 ] ?? {} ).map( ( key ) => [
			key,
			median( results.map( ( one ) => one[ key ] ) ),
		] )
	);

async function rounds( all, scenario ) {
	const results = new Map( all.map( ( { name } ) => [ name, [] ] ) );
	for ( let round = 0; round < ROUNDS; round++ ) {
		for ( const contender of all ) {
			results.get( contender.name ).push( await scenario( contender ) );
		}
	}
	return all.map( ( { name } ) => ( {
		name,
		...middle( results.get( name ) ),
	} ) );
}

/**
 * What is measured, each with its title.
 *
 * @param {string} bundle  The hub's file.
 * @param {string} slowHub The same, with a check of tokens that can be slow.
 */
async function scenarios( bundle, slowHub ) {
	const all = await contenders( bundle );
	const readable = all.filter( ( { name } ) => ! name.startsWith( 'nchan' ) );
	const slow = AUTH_MS.flatMap( ( authMs ) =>
		recoveringContenders( slowHub ).map( ( contender ) => ( {
			...contender,
			authMs,
			name: `${ contender.name }, ${ authMs } ms`,
		} ) )
	);
	return {
		steady: [
			'**Steady**: 1,000 sockets, 20 events/s of about 300 bytes, one event a request',
			() => rounds( all, ( one ) => steady( one, STEADY_SECONDS ) ),
		],
		burst: [
			'**Burst**: 300 events to 1,000 sockets, one event a request, eight at a time',
			() => rounds( all, burst ),
		],
		idle: [
			'**Idle**: memory of a connection, over 3,000',
			() => rounds( all, idle ),
		],
		returning: [
			'**Returning**: 300 clients at once, each with 20 events missed',
			() => rounds( all, returning ),
		],
		unread: [
			'**A client that never reads**, beside 100 that do, 100 events/s of 16 KB',
			() => rounds( readable, ( one ) => unread( one, UNREAD_SECONDS ) ),
		],
		cuts: [
			'**Cuts**: 20 clients, each cut 400 ms after it is in, while some 150 events/s go on, and the check of who connects takes so long',
			() =>
				rounds( slow, ( one ) =>
					cuts( one, one.authMs, CUTS_SECONDS )
				),
		],
		outage: [
			'**Redis away for 10 s** under two nodes with 50 clients each, 50 events/s offered until they are acknowledged',
			async () => [
				{
					name: 'Realtime Events hub, two nodes',
					...( await outage( bundle, OUTAGE_SECONDS ) ),
				},
			],
		],
	};
}

const say = ( text ) => process.stdout.write( `${ text }\n` );

async function main() {
	// The generator must not compete with the servers for their core.
	execFileSync( 'taskset', [ '-cp', LOAD_CORE, String( process.pid ) ], {
		stdio: 'ignore',
	} );
	const folder = await mkdtemp( join( tmpdir(), 'bench-hub-' ) );
	const only = process.argv
		.find( ( arg ) => arg.startsWith( '--only=' ) )
		?.slice( '--only='.length )
		.split( ',' );
	const failed = [];
	try {
		const all = await scenarios(
			await buildHub( { outfile: join( folder, 'hub.mjs' ) } ),
			await buildHub( {
				outfile: join( folder, 'slow-auth.mjs' ),
				entry: 'tests/bench/hub/servers/slow-auth.ts',
			} )
		);
		say(
			`${ await describeMachine() }; ${ ROUNDS } rounds, load average at the start ${ number( loadavg()[ 0 ] ) }`
		);
		for ( const [ id, [ title, measure ] ] of Object.entries( all ) ) {
			if ( only && ! only.includes( id ) ) {
				continue;
			}
			const results = await measure();
			say( `\n${ title }\n` );
			say(
				markdownTable(
					[ 'server', ...columns[ id ].map( ( [ head ] ) => head ) ],
					results.map( ( one ) => [
						one.name,
						...columns[ id ].map( ( [ , key, digits ] ) =>
							number( one[ key ], digits )
						),
					] )
				)
			);
			const hubs = results.filter( ( { name } ) =>
				name.startsWith( 'Realtime' )
			);
			if (
				hubs.some(
					( { missing = 0, lost = 0, doubled = 0 } ) =>
						missing + lost + doubled > 0
				)
			) {
				failed.push( id );
			}
		}
	} finally {
		await rm( folder, { recursive: true } );
	}
	if ( failed.length > 0 ) {
		throw new Error(
			`The hub lost or doubled events: ${ failed.join( ', ' ) }.`
		);
	}
}

process.on( 'disconnect', () => process.exit( 1 ) );
try {
	await main();
} catch ( error ) {
	process.stderr.write( `${ error.stack }\n` );
	process.exitCode = 1;
} finally {
	process.disconnect?.();
}
