/**
 * What saving a post waits for because of the plugin: `npm run bench save [-- --quick | --up | --only=<server>]`.
 *
 * The conditions alternate on one site, in rounds, so that a machine that
 * becomes slower or faster does so for all of them. `--up` has but two, the
 * site without the plugin and with its hub up, and many rounds of them: a
 * single ratio that a few slow saves do not move. `--only=hanging` does the
 * same for one of the other servers, by what its name begins with.
 */
import { parseArgs } from 'node:util';
import { printError } from '../../../scripts/lib/plain-error.mjs';
import {
	onStopRequest,
	run,
	stopEverything,
} from '../../../scripts/lib/processes.mjs';
import { step } from '../../../scripts/lib/progress.mjs';
import { startDemo, startHub, startSite } from '../../support/services.mjs';
import { describeMachine } from '../support/machine.mjs';
import { median, percentile } from '../support/statistics.mjs';
import { markdownTable } from '../support/table.mjs';
import { createSaver } from './saver.mjs';
import { refused, startHanging, startSlow } from './servers.mjs';

/** Odd, so that there is a middle one. */
const ROUNDS = 15;
const QUICK_ROUNDS = 3;
const UP_ROUNDS = 81;

/** Saves in a row under one condition: the failures after which the plugin leaves the server alone, and as many again. */
const BEFORE_PAUSE = 3;
const SERIES = 2 * BEFORE_PAUSE;

const COUNT_EVENTS = `echo (int) $GLOBALS['wpdb']->get_var( "SELECT COUNT(*) FROM {$GLOBALS['wpdb']->prefix}realtime_events WHERE type = 'post.updated'" );`;

const PLACES = [
	{
		name: 'nginx, php-fpm, MariaDB',
		start: () => startSite( { isHosted: true } ),
	},
	{
		name: '`php -S`, SQLite (the response ends by its length)',
		start: () => startDemo( { args: [ '--no-hub' ] } ),
	},
];

/**
 * Everything a series may meet. A failing server has two rows: until the plugin has noticed, and after.
 *
 * @param {Object} site A site.
 */
async function startServers( site ) {
	const hub = await startHub( {
		siteId: site.siteId,
		siteUrl: site.site,
		apiKey: site.apiKey,
	} );
	const [ nobody, hanging, slow ] = await Promise.all( [
		refused(),
		startHanging(),
		startSlow(),
	] );
	return {
		conditions: [
			{ name: 'plugin off', url: null, fails: false },
			{ name: 'hub up', url: hub.url, fails: false },
			{ name: 'connection refused', url: nobody.url, fails: true },
			{ name: 'hanging', url: hanging.url, fails: true },
			{ name: 'slow (10 s)', url: slow.url, fails: true },
		],
		async stop() {
			slow.stop();
			hanging.stop();
			await hub.stop();
		},
	};
}

/**
 * @param {Object}  condition       What the plugin meets.
 * @param {string}  condition.name  What people call it.
 * @param {boolean} condition.fails Whether the server fails.
 * @param {number}  position        Which save of a series.
 * @return {string} The row that a measured time belongs to.
 */
function rowOf( { name, fails }, position ) {
	if ( ! fails ) {
		return name;
	}
	return position < BEFORE_PAUSE
		? `${ name }, first ${ BEFORE_PAUSE } saves`
		: `${ name }, afterwards`;
}

/**
 * @param {Object}                   site   A site.
 * @param {number}                   rounds How often each condition has its turn.
 * @param {string}                   only   What the name of the only server begins with; empty for all.
 * @param {(detail: string) => void} update Shows where it is.
 * @return {Promise<Map<string, { ms: number, cpu: number, queries: number, round: number }[]>>} Row → what each save took.
 */
async function measure( site, rounds, only, update ) {
	const servers = await startServers( site );
	try {
		const save = await createSaver( site );
		const rows = new Map();
		const conditions = servers.conditions.filter(
			( { url, name } ) => url === null || name.startsWith( only )
		);
		let told = 0;
		// Round 0 warms caches and is not counted.
		for ( let round = 0; round <= rounds; round++ ) {
			update( `round ${ round } of ${ rounds }` );
			for ( const condition of conditions ) {
				for ( let position = 0; position < SERIES; position++ ) {
					const cost = await save( condition.url, position === 0 );
					told += condition.url ? 1 : 0;
					if ( round > 0 ) {
						const row = rowOf( condition, position );
						rows.set( row, [
							...( rows.get( row ) ?? [] ),
							{ ...cost, round },
						] );
					}
				}
			}
		}
		// A plugin that tells nothing costs nothing.
		const { stdout } = await run( site.wp, [ 'eval', COUNT_EVENTS ] );
		if ( Number( stdout ) !== told ) {
			throw new Error( `${ told } saves made ${ stdout } events.` );
		}
		return rows;
	} finally {
		await servers.stop();
	}
}

/** @param {Map<string, { ms: number, cpu: number, queries: number, round: number }[]>} rows Row → what each save took. */
function tableOf( rows ) {
	const column = ( row, name ) =>
		rows.get( row ).map( ( cost ) => cost[ name ] );
	const ofRound = ( row, name, round ) =>
		median(
			rows
				.get( row )
				.filter( ( cost ) => cost.round === round )
				.map( ( cost ) => cost[ name ] )
		);
	// Within a round: a machine does not stay equally fast for minutes.
	const ratio = ( row, name ) =>
		median(
			[ ...new Set( column( row, 'round' ) ) ].map(
				( round ) =>
					ofRound( row, name, round ) /
					ofRound( 'plugin off', name, round )
			)
		).toFixed( 2 );
	const ms = ( value ) => value.toFixed( 1 );
	return markdownTable(
		[
			'server',
			'saves',
			'median ms',
			'p95 ms',
			'longest ms',
			'median ÷ off',
			'PHP’s CPU ms',
			'CPU ÷ off',
			'queries',
		],
		[ ...rows.keys() ].map( ( row ) => [
			row,
			String( rows.get( row ).length ),
			ms( median( column( row, 'ms' ) ) ),
			ms( percentile( column( row, 'ms' ), 95 ) ),
			ms( Math.max( ...column( row, 'ms' ) ) ),
			ratio( row, 'ms' ),
			ms( median( column( row, 'cpu' ) ) ),
			ratio( row, 'cpu' ),
			String( median( column( row, 'queries' ) ) ),
		] )
	);
}

async function main() {
	const { values } = parseArgs( {
		options: {
			quick: { type: 'boolean', default: false },
			up: { type: 'boolean', default: false },
			only: { type: 'string', default: '' },
		},
	} );
	const only = values.up ? 'hub up' : values.only;
	const usualRounds = only ? UP_ROUNDS : ROUNDS;
	const rounds = values.quick ? QUICK_ROUNDS : usualRounds;
	process.stdout.write( `${ await describeMachine() }\n` );
	for ( const { name, start } of PLACES ) {
		const site = await step( `Start a site: ${ name }`, start );
		try {
			const rows = await step( 'Save', ( update ) =>
				measure( site, rounds, only, update )
			);
			process.stdout.write( `\n${ name }\n\n${ tableOf( rows ) }\n` );
		} finally {
			await site.stop();
		}
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
