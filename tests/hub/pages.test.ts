import { randomUUID } from 'node:crypto';
import type { Credentials } from '../../src/connection/types';
import { MAX_WANTED_CHANNELS } from '../../src/protocol';
import { startRelay } from '../support/harness';
import { Computer } from './support/computer';
import { connect, join, until } from './support/client';
import {
	API_KEY,
	SITE,
	startHub,
	type RunningHub,
} from './support/hub-fixture';
import { metricIs } from './support/metrics';
import { pretendToBeAPage } from './support/page-web-socket';
import { Proxy } from './support/proxy';
import { publish, token } from './support/publishing';

const HOUR_MS = 3_600_000;

let stopPretending: () => void;

beforeEach( () => {
	stopPretending = pretendToBeAPage();
} );

afterEach( () => stopPretending() );

describe.each( [
	[ 'hub', '/socket.io/' ],
	[ 'hub-websocket', '/ws' ],
] as const )(
	'a page at a real hub, by the transport %s',
	( transport, path ) => {
		let aheadMs: number;
		let hub: RunningHub;
		let proxy: Proxy;
		let computer: Computer;
		/** What each token was asked to name. */
		let asked: string[][];

		beforeEach( async () => {
			aheadMs = 0;
			hub = await startHub( {}, { now: () => Date.now() + aheadMs } );
			proxy = await Proxy.create( hub.port );
			asked = [];
			computer = new Computer(
				async ( wanted ): Promise< Credentials > => {
					asked.push( [ ...wanted ] );
					const iat = Math.floor( ( Date.now() + aheadMs ) / 1000 );
					return {
						site: SITE,
						url: `http://127.0.0.1:${ proxy.port }`,
						path,
						profile: 'hub',
						transport,
						reach: 'all',
						channels: [ 'editors', ...wanted ],
						token: await token( {
							channels: [ 'editors', ...wanted ],
							claims: { iat, nbf: iat, exp: iat + 300 },
						} ),
						lifetimeMs: 300_000,
					};
				}
			);
		} );

		afterEach( async () => {
			computer.close();
			await proxy.close();
			await hub.stop();
		} );

		const happen = async ( count: number ) => {
			const { site } = computer;
			const events = Array.from( { length: count }, () => ( {
				...site.commit( site.insert() ),
				subject: 'post/1',
			} ) );
			await publish( hub.url, events, {
				timestamp: Math.floor( ( Date.now() + aheadMs ) / 1000 ),
			} );
		};

		const ids = ( count: number ) =>
			Array.from(
				{ length: count },
				( _, index ) => `event-${ index + 1 }`
			);

		it( 'has all of it after a night with the lid closed, though token and connection have died, and says no word of it', async () => {
			const { seen, states, isLive } = computer.open();
			await until( isLive );
			await happen( 2 );
			await until( () => seen.length === 2 );
			proxy.mode = 'hang';
			aheadMs = HOUR_MS;
			await metricIs( hub, 'closed_total{code="token_expired"}', 1 );
			await happen( 3 );
			expect( seen ).toEqual( ids( 2 ) );
			const before = states.length;
			proxy.mode = 'pass';
			computer.wakeAfter( HOUR_MS );
			await until( () => seen.length === 5 && isLive() );
			await happen( 1 );
			await until( () => seen.length === 6 );
			expect( seen ).toEqual( ids( 6 ) );
			expect( asked.length ).toBeGreaterThan( 1 );
			expect(
				states.slice( before ).map( ( { phase } ) => phase )
			).not.toContain( 'denied' );
			await metricIs( hub, 'connections', 1 );
		} );

		it( 'renews a token that has run out on the open connection, and nobody notices', async () => {
			const { seen, states, isLive } = computer.open();
			await until( isLive );
			aheadMs = 310_000;
			await until( () => asked.length === 2 );
			await happen( 1 );
			await until( () => seen.length === 1 );
			// Were the new token not taken, the hub would close by now.
			aheadMs = 400_000;
			await happen( 1 );
			await until( () => seen.length === 2 );
			expect( seen ).toEqual( ids( 2 ) );
			expect( states.map( ( { phase } ) => phase ).slice( -1 ) ).toEqual(
				[ 'live' ]
			);
			expect( states.every( ( { attempt } ) => attempt === 0 ) ).toBe(
				true
			);
			await metricIs( hub, 'connections', 1 );
		} );

		it( 'looks at as many posts as one token names, tells of the others that it does not, and looks at them when there is room', async () => {
			const posts = Array.from(
				{ length: MAX_WANTED_CHANNELS + 50 },
				( _, index ) => `postType/post:${ index + 1 }`
			);
			const [ first, last ] = [ posts[ 0 ]!, posts.at( -1 )! ];
			const members = await Promise.all(
				[ first, last ].map( async ( channel, index ) => {
					const socket = await connect( hub.url, {
						auth: {
							site: SITE,
							token: await token( {
								channels: [ channel ],
								claims: { sub: String( index + 2 ) },
							} ),
						},
					} );
					await join( socket, { channel } );
					return socket;
				} )
			);
			const one = computer.open();
			const other = computer.open();
			await until( () => one.isLive() && other.isLive() );
			// The lists of two tabs.
			const half = posts.length / 2;
			one.connection.watch( posts.slice( 0, half ) );
			other.connection.watch( posts.slice( half ) );
			const codes = () =>
				posts.map(
					( post ) => other.connection.presenceIn( post )?.code ?? ''
				);
			await until(
				() =>
					one.connection.presenceIn( first )?.count === 1 &&
					codes().filter( Boolean ).length === 50
			);
			expect( codes() ).toEqual(
				posts.map( ( _, index ) =>
					index < MAX_WANTED_CHANNELS ? '' : 'channel_limit'
				)
			);
			one.connection.unwatch( posts.slice( 0, half ) );
			await until(
				() => other.connection.presenceIn( last )?.count === 1
			);
			expect( codes().filter( Boolean ) ).toEqual( [] );
			expect(
				asked.every( ( { length } ) => length <= MAX_WANTED_CHANNELS )
			).toBe( true );
			expect( asked.length ).toBeLessThan( 8 );
			members.forEach( ( socket ) => socket.disconnect() );
		} );

		it( 'is in as many posts as one token names, tells of the others that it is not, and joins them when one is left', async () => {
			const posts = Array.from(
				{ length: MAX_WANTED_CHANNELS + 2 },
				( _, index ) => `postType/post:${ index + 1 }`
			);
			const one = computer.open();
			const other = computer.open();
			await until( () => one.isLive() && other.isLive() );
			const tabOf = ( post: string ) =>
				( posts.indexOf( post ) % 2 === 0 ? one : other ).connection;
			posts.forEach( ( post ) => tabOf( post ).join( post ) );
			const without = ( gone: readonly string[] ) =>
				posts.filter( ( post ) => ! gone.includes( post ) );
			const leftOut = () =>
				posts.filter(
					( post ) =>
						other.connection.presenceIn( post )?.code ===
						'channel_limit'
				);
			const joined = () =>
				posts.filter(
					( post ) => other.connection.presenceIn( post )?.count === 1
				);
			await until(
				() =>
					joined().length === MAX_WANTED_CHANNELS &&
					leftOut().length === 2
			);
			expect( joined() ).toEqual( without( leftOut() ) );
			const given = joined().slice( 0, 2 );
			given.forEach( ( post ) => tabOf( post ).leave( post ) );
			await until( () => leftOut().length === 0 );
			await until( () => joined().length === MAX_WANTED_CHANNELS );
			expect( joined() ).toEqual( without( given ) );
			expect(
				asked.every( ( { length } ) => length <= MAX_WANTED_CHANNELS )
			).toBe( true );
			await metricIs( hub, 'connections', 1 );
		} );
	}
);

describe.each( [
	[ 'ws-express.mjs', '/event', 'websocket' ],
	[ 'socketio-express.mjs', '/event-from-wp', 'socket.io' ],
	[ 'ratchet.php', '/dispatch', 'websocket' ],
	[ 'key-in-body.mjs', '/api/send-event', 'websocket' ],
] as const )(
	'the tabs of a browser at a real relay, %s',
	( script, path, transport ) => {
		it( 'share one socket, hear of everything, and hand it on', async () => {
			const relay = await startRelay( { script, apiKey: API_KEY } );
			const proxy = await Proxy.create(
				Number( new URL( relay.socketUrl ).port )
			);
			const needsToken = script === 'key-in-body.mjs';
			const computer = new Computer( async () => ( {
				site: SITE,
				url: `http://127.0.0.1:${ proxy.port }`,
				path: transport === 'socket.io' ? '/socket.io/' : '/',
				profile: 'relay',
				transport,
				reach: 'all',
				channels: [ 'public' ],
				...( needsToken && { token: await token() } ),
			} ) );
			const happen = async () => {
				const { type, data } = computer.site.commit(
					computer.site.insert()
				);
				const told = {
					type,
					event: type,
					data: { ...data, id: randomUUID() },
					timestamp: new Date().toISOString(),
					...( needsToken && { apiKey: API_KEY } ),
				};
				const { status } = await fetch( relay.url + path, {
					method: 'POST',
					body: JSON.stringify( told ),
					headers: {
						'content-type': 'application/json',
						authorization: `Bearer ${ API_KEY }`,
					},
				} );
				expect( status ).toBe( 200 );
			};
			const [ first, second, third ] = [
				computer.open(),
				computer.open(),
				computer.open(),
			];
			await until( () =>
				[ first, second, third ].every( ( { isLive } ) => isLive() )
			);
			expect( proxy.connections ).toBe( 1 );
			await happen();
			await until( () =>
				[ first, second, third ].every(
					( { seen } ) => seen.length === 1
				)
			);
			first.connection.stop();
			await until( () => second.connection.leads() && second.isLive() );
			await until( () => proxy.connections === 1 );
			await happen();
			await until( () =>
				[ second, third ].every( ( { seen } ) => seen.length === 2 )
			);
			expect( third.seen ).toEqual( [ 'event-1', 'event-2' ] );
			computer.close();
			await proxy.close();
			await relay.stop();
		} );
	}
);
