import { Writable } from 'node:stream';
import { createLogger } from '../../src/hub/operations/logger';
import type { ClosingMessage } from '../../src/protocol';
import {
	connect,
	Inbox,
	join,
	subscribe,
	until,
	type HubSocket,
} from './support/client';
import {
	API_KEY,
	SITE,
	startHub,
	type RunningHub,
} from './support/hub-fixture';
import { metricOf } from './support/metrics';
import { event, post, publish, token } from './support/publishing';

describe( 'watching a hub', () => {
	let hub: RunningHub;

	afterEach( () => hub.stop() );

	const member = async () =>
		connect( hub.url, { auth: { site: SITE, token: await token() } } );

	it( 'counts and measures what happens, by site and by code, and names nobody', async () => {
		hub = await startHub();
		const socket = await member();
		const inbox = new Inbox( socket );
		const { epoch } = await join( socket, { channel: 'editors' } );
		await publish( hub.url, [ event(), event(), { id: 'bad' } ] );
		await inbox.has( 2 );
		await join( socket, { channel: 'editors', epoch, offset: 0 } );
		await post( hub.url, '[]', { apiKey: 'wrong' } );
		await subscribe( socket, { channel: 'user:9' } );
		await socket.emitWithAck( 'watch', { channels: [ 'user:8' ] } );
		await subscribe( socket, { channel: 'nowhere' } );
		const text = await ( await fetch( `${ hub.url }/metrics` ) ).text();
		for ( const line of [
			'connections 1',
			'nodes 1',
			'rooms 1',
			'waiting_bytes 0',
			`ingested_events_total{site="${ SITE }",status="accepted"} 2`,
			`ingested_events_total{site="${ SITE }",status="rejected"} 1`,
			`deliveries_total{site="${ SITE }"} 2`,
			`recoveries_total{site="${ SITE }",result="recovered"} 1`,
			'refused_total{code="signature_invalid"} 1',
			'refused_total{code="channel_forbidden"} 2',
			'refused_total{code="channel_unknown"} 1',
			'ingest_seconds_count 1',
			'batch_events_sum 2',
			'log_to_socket_seconds_bucket{le="+Inf"} ',
			'recovered_events_sum 2',
			'nodejs_eventloop_lag_p99_seconds ',
		] ) {
			expect( text ).toContain( `\nrealtime_events_hub_${ line }` );
		}
		expect( text ).not.toContain( 'Ada' );
		expect( text ).not.toContain( inbox.ids[ 0 ] );
		socket.disconnect();
	} );

	it( 'keeps its numbers to who has the token for them', async () => {
		const metricsToken = 'a-token-for-metrics';
		hub = await startHub( { metricsToken } );
		const status = async ( authorization?: string ) =>
			(
				await fetch( `${ hub.url }/metrics`, {
					headers: authorization ? { authorization } : {},
				} )
			).status;
		expect( await status() ).toBe( 401 );
		expect( await status( 'Bearer wrong' ) ).toBe( 401 );
		expect( await status( `Bearer ${ metricsToken }` ) ).toBe( 200 );
	} );

	it( 'logs JSON with the id of the request, and no payload, key or token', async () => {
		const lines: string[] = [];
		const logger = createLogger(
			'trace',
			new Writable( {
				write( chunk, _encoding, done ) {
					lines.push( String( chunk ) );
					done();
				},
			} )
		);
		hub = await startHub(
			{ logLevel: 'trace' },
			{
				logger,
				verify: async () => {
					throw new Error( 'a fault of our own' );
				},
				log: {
					append: async () => {
						const { LogUnavailable } =
							await import( '../../src/hub/log/event-log' );
						throw new LogUnavailable( 'it is not there' );
					},
					read: async () => ( { epoch: 'e', top: 0, entries: [] } ),
					tail: () => {},
					notify: async () => {},
					onNotice: () => {},
					onRestored: () => {},
					renew: async () => {},
					isReady: () => false,
					close: async () => {},
				},
			}
		);
		const jwt = await token();
		const refused = await post(
			hub.url,
			JSON.stringify( [ event( { data: { title: 'a secret' } } ) ] )
		);
		expect( refused.status ).toBe( 503 );
		const relayed = await fetch( `${ hub.url }/event`, {
			method: 'POST',
			headers: { authorization: `Bearer ${ API_KEY }` },
			body: '{"title":"a secret"}',
		} );
		expect( relayed.status ).toBe( 503 );
		expect(
			await metricOf( hub )( 'refused_total{code="log_unavailable"}' )
		).toBe( 2 );
		await expect(
			connect( hub.url, { auth: { site: SITE, token: jwt } } )
		).rejects.toThrow();
		await until( () =>
			[ 'events refused', 'event refused', 'connect failed' ].every(
				( message ) =>
					lines.some( ( line ) => line.includes( message ) )
			)
		);
		const line = lines
			.map( ( text ) => JSON.parse( text ) )
			.find( ( { msg } ) => msg === 'events refused' );
		expect( line ).toMatchObject( {
			level: 'warn',
			reqId: expect.any( String ),
			err: { message: expect.stringContaining( 'it is not there' ) },
		} );
		const log = lines.join( '' );
		for ( const secret of [ 'a secret', API_KEY, jwt ] ) {
			expect( log ).not.toContain( secret );
		}
	} );
} );

describe( 'a stop', () => {
	it( 'takes no one new, and moves the clients away, each to come back at another moment', async () => {
		const hub = await startHub( { drainSeconds: 2 } );
		const sockets: HubSocket[] = await Promise.all(
			Array.from( { length: 20 }, async () =>
				connect( hub.url, {
					auth: { site: SITE, token: await token() },
				} )
			)
		);
		const told: ClosingMessage[] = [];
		sockets.forEach( ( socket ) =>
			socket.on( 'closing', ( message ) => told.push( message ) )
		);
		const stopping = hub.stop();
		const ready = await fetch( `${ hub.url }/readyz` );
		expect( ready.status ).toBe( 503 );
		expect( await ready.json() ).toMatchObject( {
			checks: { accepting: false },
		} );
		const answer = await post( hub.url, JSON.stringify( [ event() ] ) );
		expect( answer.status ).toBe( 503 );
		expect( answer.headers.get( 'retry-after' ) ).not.toBeNull();
		await expect( connect( hub.url ) ).rejects.toThrow( 'websocket error' );
		await stopping;
		await until( () => sockets.every( ( { connected } ) => ! connected ) );
		expect( told ).toHaveLength( 20 );
		for ( const { code, retry, after } of told ) {
			expect( { code, retry } ).toEqual( {
				code: 'shutting_down',
				retry: true,
			} );
			expect( after ).toBeLessThan( 2000 );
		}
		expect(
			new Set( told.map( ( { after } ) => after ) ).size
		).toBeGreaterThan( 5 );
		sockets.forEach( ( socket ) => socket.disconnect() );
	}, 20_000 );
} );
