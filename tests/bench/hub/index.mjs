/**
 * The hub beside a bare ws loop, plain Socket.IO and nchan, in one run: server
 * on one core, load on the other, rounds taken in turns.
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildHub } from '../../../scripts/build-hub.mjs';
import { describeMachine } from '../support/machine.mjs';
import { median } from '../support/statistics.mjs';
import { markdownTable } from '../support/table.mjs';
import { burst, idle, returning, steady, unread } from './scenarios.mjs';
import { contenders } from './servers/index.mjs';

const LOAD_CORE = '1';
const isQuick = process.argv.includes( '--quick' );
const ROUNDS = isQuick ? 1 : 3;
const STEADY_SECONDS = isQuick ? 4 : 10;
const UNREAD_SECONDS = isQuick ? 5 : 8;

const number = ( value, digits = 1 ) =>
	value === undefined
		? '–'
		: value.toLocaleString( 'en', { maximumFractionDigits: digits } );

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

const say = ( text ) => process.stdout.write( `${ text }\n` );

async function main() {
	// The generator must not compete with the servers for their core.
	execFileSync( 'taskset', [ '-cp', LOAD_CORE, String( process.pid ) ], {
		stdio: 'ignore',
	} );
	const folder = await mkdtemp( join( tmpdir(), 'bench-hub-' ) );
	try {
		const all = await contenders(
			await buildHub( { outfile: join( folder, 'hub.mjs' ) } )
		);
		const [ hub ] = all;
		say(
			`${ await describeMachine() }; ${ ROUNDS } rounds, load average at the start ${ number( loadavg()[ 0 ] ) }\n`
		);

		const calm = await rounds( all, ( one ) =>
			steady( one, STEADY_SECONDS )
		);
		say(
			'**Steady**: 1,000 sockets, 20 events/s of about 300 bytes, one event a request\n'
		);
		say(
			markdownTable(
				[
					'server',
					'p50 ms',
					'p99 ms',
					'CPU µs a delivery',
					'missing',
					'doubled',
				],
				calm.map( ( one ) => [
					one.name,
					number( one.p50 ),
					number( one.p99 ),
					number( one.cpuPerDelivery, 2 ),
					number( one.missing ),
					number( one.doubled ),
				] )
			)
		);

		const fast = await rounds( all, burst );
		say(
			'\n**Burst**: 300 events to 1,000 sockets, one event a request, eight at a time\n'
		);
		say(
			markdownTable(
				[
					'server',
					'deliveries/s',
					'deliveries per CPU second',
					'p99 ms',
					'missing',
					'doubled',
				],
				fast.map( ( one ) => [
					one.name,
					number( one.perSecond, 0 ),
					number( one.perCpuSecond, 0 ),
					number( one.p99 ),
					number( one.missing ),
					number( one.doubled ),
				] )
			)
		);

		const still = await rounds( all, idle );
		say( '\n**Idle**: memory of a connection, over 3,000\n' );
		say(
			markdownTable(
				[ 'server', 'KiB a connection' ],
				still.map( ( one ) => [
					one.name,
					number( one.kibPerConnection ),
				] )
			)
		);

		const back = await rounds( all, returning );
		say(
			'\n**Returning**: 300 clients at once, each with 20 events missed\n'
		);
		say(
			markdownTable(
				[ 'server', 'ms until all are in', 'events given' ],
				back.map( ( one ) => [
					one.name,
					number( one.ms, 0 ),
					number( one.events ),
				] )
			)
		);

		const stuck = await rounds(
			all.filter( ( { name } ) => ! name.startsWith( 'nchan' ) ),
			( one ) => unread( one, UNREAD_SECONDS )
		);
		say(
			'\n**A client that never reads**, beside 100 that do, 100 events/s of 16 KB\n'
		);
		say(
			markdownTable(
				[
					'server',
					'memory grown, KiB: without it',
					'with it',
					'p99 ms: without it',
					'with it',
					'missing',
				],
				stuck.map( ( one ) => [
					one.name,
					number( one.growthBefore, 0 ),
					number( one.growth, 0 ),
					number( one.p99Before ),
					number( one.p99 ),
					number( one.missing ),
				] )
			)
		);

		const lost = [ ...calm, ...fast, ...back, ...stuck ].filter(
			( one ) =>
				one.name === hub.name && ( one.missing > 0 || one.doubled > 0 )
		);
		if ( lost.length > 0 ) {
			throw new Error( 'The hub lost or doubled events.' );
		}
	} finally {
		await rm( folder, { recursive: true } );
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
