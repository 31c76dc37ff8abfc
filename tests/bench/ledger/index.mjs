/**
 * A page of the feed over 1,000,000 events on MariaDB, under each filter alone:
 * `npm run bench ledger [-- --quick] [-- --rows=N]`.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { printError } from '../../../scripts/lib/plain-error.mjs';
import {
	onStopRequest,
	stopEverything,
} from '../../../scripts/lib/processes.mjs';
import { step } from '../../../scripts/lib/progress.mjs';
import { evalFile } from '../../../scripts/lib/wp-cli.mjs';
import { startSite } from '../../support/services.mjs';
import { describeMachine } from '../support/machine.mjs';
import { median, percentile } from '../support/statistics.mjs';
import { markdownTable } from '../support/table.mjs';

const ROWS = 1_000_000;
const QUICK_ROWS = 100_000;
const ROUNDS = 40;
const QUICK_ROUNDS = 10;
const BAR_MS = 50;

const ADMINISTRATOR = [ 'public', 'editors', 'shop', 'admins', 'user:1' ];
const VISITOR = [ 'public' ];

/** Where an hour of the middle begins, as fill.php makes times. */
const HOUR_MS = 3_600_000;
const middleOf = ( rows ) => 1_735_689_600_000 + ( rows / 2 ) * 31_000;

/** @param {number} rows How many there are. */
const filtersFor = ( rows ) => ( {
	none: {},
	'page in the middle': { before: rows / 2 },
	'catching up': { after: rows - 500 },
	'type, common': { type: [ 'post.updated' ] },
	'type, rare': { type: [ 'plugin.updated' ] },
	'type, unknown': { type: [ 'nothing.happened' ] },
	'types, common and rare': {
		type: [ 'plugin.updated', 'post.updated', 'comment.created' ],
	},
	'not a type': { exclude_type: [ 'post.updated' ] },
	group: { group: [ 'posts' ] },
	'group custom': { group: [ 'custom' ] },
	'not a group': { exclude_group: [ 'posts', 'users', 'comments' ] },
	'severity, common': { severity: [ 'info' ] },
	'severity, rare': { severity: [ 'error' ] },
	severities: { severity: [ 'warning', 'error' ] },
	actor: { actor: [ 7 ] },
	'actor, rare': { actor: [ 77 ] },
	'not an actor': { exclude_actor: [ 7 ] },
	subject: { subject: [ 'post/42' ] },
	'channel, common': { channel: [ 'editors' ] },
	'channel, empty': { channel: [ 'user:1' ] },
	'origin, common': { origin: [ 'cron' ] },
	'origin, rare': { origin: [ 'app:Till' ] },
	'origin, unknown': { origin: [ 'app:Nobody' ] },
	'left open': { triage: [ 'open' ] },
	'looked after, rare': { triage: [ 'claimed' ] },
	resolved: { triage: [ 'resolved' ] },
	'resolved or looked after': { triage: [ 'resolved', 'claimed' ] },
	'put off': { triage: [ 'snoozed' ] },
	'not resolved': { exclude_triage: [ 'resolved' ] },
	'an hour': { since: middleOf( rows ), until: middleOf( rows ) + HOUR_MS },
	'since long ago': { since: middleOf( rows ) },
	'until long ago': {
		until: middleOf( rows ) - ( middleOf( rows ) % HOUR_MS ),
	},
	'word, common': { search: 'sale' },
	'word, rare': { search: 'zeppelin' },
	'word, unknown': { search: 'xylophone' },
} );

async function main() {
	const { values } = parseArgs( {
		options: {
			quick: { type: 'boolean', default: false },
			rows: { type: 'string' },
		},
	} );
	const rows = Number( values.rows ?? ( values.quick ? QUICK_ROWS : ROWS ) );
	const rounds = values.quick ? QUICK_ROUNDS : ROUNDS;
	process.stdout.write( `${ await describeMachine() }\n` );
	const site = await step( 'Start a site on MariaDB', () => startSite() );
	try {
		const script = ( name ) =>
			fileURLToPath( new URL( name, import.meta.url ) );
		const filled = await step(
			`Fill the ledger with ${ rows } events`,
			() => evalFile( site.wordpress, script( 'fill.php' ), { rows } )
		);
		if ( filled.rows !== rows ) {
			throw new Error(
				`The ledger has ${ filled.rows } events. ${ filled.error }`
			);
		}
		const filters = Object.entries( filtersFor( rows ) ).flatMap(
			( [ name, params ] ) => [
				[ name, { params, channels: ADMINISTRATOR } ],
			]
		);
		filters.push( [
			'none, a visitor',
			{ params: {}, channels: VISITOR },
		] );
		const measured = await step( 'Read pages', () =>
			evalFile( site.wordpress, script( 'measure.php' ), {
				rounds,
				filters: Object.fromEntries( filters ),
			} )
		);
		const table = markdownTable(
			[
				'filter',
				'events on the page',
				'median ms',
				'p95 ms',
				`p95 ≤ ${ BAR_MS } ms`,
				'index',
				'notes of the plan',
			],
			Object.entries( measured ).map(
				( [ name, { ms, found, key, extra } ] ) => [
					name,
					String( found ),
					median( ms ).toFixed( 1 ),
					percentile( ms, 95 ).toFixed( 1 ),
					percentile( ms, 95 ) <= BAR_MS ? 'yes' : '**no**',
					key,
					extra,
				]
			)
		);
		process.stdout.write( `\n${ table }\n` );
	} finally {
		await site.stop();
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
