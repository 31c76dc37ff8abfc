import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { Follower, issueToken } from '../../src/hub/client';
import { until } from '../hub/support/client';
import { freePort } from '../hub/support/hub-fixture';
import { startHub, startSite, type Hub, type Site } from '../support/harness';
import { HubWitness } from './support/hub-witness';

const EVENTS = 1000;
const BATCH = 100;
const WORKERS = 4;
const CHANNEL = 'editors';
const TIMEOUT_MS = 240_000;

const CONTAINER = 'Realtime_Events\\container()';
const OUTBOX = `${ CONTAINER }->get( Realtime_Events\\Delivery\\Outbox::class )`;
const DISPATCHER = `${ CONTAINER }->get( Realtime_Events\\Delivery\\Dispatcher::class )`;
const TABLE = '{$GLOBALS["wpdb"]->prefix}realtime_events_deliveries';

/** What happens in a request that dies before it has sent anything, as far as the outbox is concerned. */
const PUBLISH = `
	$GLOBALS["wpdb"]->query( "DELETE FROM ${ TABLE }" );
	$ids = array();
	for ( $n = 0; $n < ${ EVENTS }; $n++ ) {
		$ids[] = realtime_events_publish( "work.done", array( "n" => $n ), array( "channel" => "${ CHANNEL }" ) )->id;
	}
	${ OUTBOX }->release_own();
	echo wp_json_encode( $ids );
`;

/** `wp realtime-events flush`, by a worker that can be told from the others. */
const work = ( name: string ) => `
	add_filter( "http_headers_useragent", static fn(): string => "${ name }" );
	echo wp_json_encode( ${ DISPATCHER }->flush()->to_array() );
`;

const COUNT = `echo wp_json_encode( $GLOBALS["wpdb"]->get_results( "SELECT state, COUNT(*) AS number FROM ${ TABLE } GROUP BY state", OBJECT_K ) );`;

/** As if half a minute had gone by. */
const LEASES_RUN_OUT = `$GLOBALS["wpdb"]->query( "UPDATE ${ TABLE } SET lease_until_ms = 1 WHERE state = 'pending'" );`;

const run = promisify( execFile );

describe( 'four workers on one outbox, on MariaDB, with the hub as it is shipped', () => {
	let site: Site;
	let hub: Hub;
	let witness: HubWitness;
	let follower: Follower;
	const given: string[] = [];

	const wp = async ( code: string ) =>
		JSON.parse(
			( await run( site.wp, [ 'eval', code ] ) ).stdout || 'null'
		);

	beforeAll( async () => {
		const port = await freePort();
		site = await startSite( { hubUrl: `http://127.0.0.1:${ port }` } );
		hub = await startHub( {
			siteId: site.siteId,
			siteUrl: site.site,
			apiKey: site.apiKey,
		} );
		witness = await HubWitness.open( port, hub.url );
		await new Promise< void >( ( resolve, reject ) => {
			follower = new Follower( {
				url: hub.url,
				site: site.siteId,
				channels: [ CHANNEL ],
				token: () =>
					issueToken( {
						site: site.siteId,
						siteUrl: site.site,
						apiKey: site.apiKey,
						channels: [ CHANNEL ],
					} ),
				onState: ( state ) => state === 'live' && resolve(),
				onEvent: ( { id, type } ) => {
					if ( type === 'work.done' ) {
						given.push( id );
					}
				},
			} );
			follower.done.catch( reject );
			follower.start();
		} );
	}, TIMEOUT_MS );

	afterAll( async () => {
		follower?.stop();
		await witness?.close();
		await hub?.stop();
		await site?.stop();
	}, TIMEOUT_MS );

	it(
		'lose nothing when one is killed in mid-batch, send only its batch again, and nobody sees an event twice',
		async () => {
			const ids: string[] = await wp( PUBLISH );
			expect( ids ).toHaveLength( EVENTS );

			const silenced = witness.silenceOneAfter( 2 );
			const workers = new Map< string, ChildProcess >(
				Array.from( { length: WORKERS }, ( _, index ) => [
					`worker-${ index }`,
					// The command becomes PHP itself, so that its process is the worker.
					spawn( site.wp, [ 'eval', work( `worker-${ index }` ) ], {
						stdio: 'ignore',
					} ),
				] )
			);
			const ended = [ ...workers.values() ].map( ( worker ) =>
				once( worker, 'exit' )
			);
			// It waits for an answer that the hub has given and it will never get.
			const orphaned = await silenced;
			workers.get( orphaned.from )!.kill( 'SIGKILL' );
			await Promise.all( ended );

			expect( workers.get( orphaned.from )!.signalCode ).toBe(
				'SIGKILL'
			);
			expect( orphaned.ids ).toHaveLength( BATCH );
			expect( await wp( COUNT ) ).toMatchObject( {
				sent: { number: String( EVENTS - BATCH ) },
				pending: { number: String( BATCH ) },
			} );

			await wp( LEASES_RUN_OUT );
			expect( await wp( work( 'the next' ) ) ).toMatchObject( {
				sent: BATCH,
			} );
			expect( await wp( COUNT ) ).toMatchObject( {
				sent: { number: String( EVENTS ) },
			} );

			// At the hub: every event, and twice only what the dead one had in its hands, in one request.
			const sent = witness.requests.flatMap( ( request ) => request.ids );
			expect( new Set( sent ) ).toEqual( new Set( ids ) );
			const again = witness.requests.filter(
				( request ) =>
					request !== orphaned &&
					request.ids.some( ( id ) => orphaned.ids.includes( id ) )
			);
			expect( again ).toEqual( [
				{
					from: 'the next',
					ids: orphaned.ids,
					verdicts: Array( BATCH ).fill( 'duplicate' ),
				},
			] );
			expect( sent ).toHaveLength( EVENTS + BATCH );
			expect(
				witness.requests
					.flatMap( ( { verdicts } ) => verdicts )
					.filter( ( verdict ) => verdict === 'accepted' )
			).toHaveLength( EVENTS );

			// On screens: each once.
			await until( () => given.length >= EVENTS );
			expect( given ).toHaveLength( EVENTS );
			expect( new Set( given ) ).toEqual( new Set( ids ) );
			// And the work was shared: others than the dead one sent the rest.
			expect(
				new Set( witness.requests.map( ( { from } ) => from ) ).size
			).toBeGreaterThan( 2 );
		},
		TIMEOUT_MS
	);
} );
