import type { PresenceMessage } from '../../src/protocol';
import {
	connect,
	eventually,
	type HubSocket,
	join,
	refusedCode,
	until,
} from './support/client';
import {
	SITE,
	hubConfig,
	startHub,
	type RunningHub,
} from './support/hub-fixture';
import { nowSeconds, post, token } from './support/publishing';
import { RedisServer } from './support/redis';

const CHANNEL = 'postType/post:7';

describe( 'what several nodes share besides events', () => {
	let redis: RedisServer;
	let nodes: RunningHub[];
	let sockets: HubSocket[];

	const start = ( overrides = {} ) =>
		startHub( { redisUrl: redis.url, ...overrides } );

	beforeEach( async () => {
		redis = await RedisServer.create();
		nodes = await Promise.all( [ start(), start() ] );
		sockets = [];
	}, 20_000 );

	afterEach( async () => {
		sockets.forEach( ( socket ) => socket.disconnect() );
		await Promise.all( nodes.map( ( node ) => node.stop() ) );
		await redis.remove();
	}, 20_000 );

	const member = async ( node: number, sub: string, claims = {} ) => {
		const socket = await connect( nodes[ node ]!.url, {
			auth: {
				site: SITE,
				token: await token( {
					channels: [ CHANNEL ],
					claims: { sub, name: `User ${ sub }`, ...claims },
				} ),
			},
		} );
		sockets.push( socket );
		return socket;
	};

	/** The presence that a client makes of what it is told. */
	const watch = async ( socket: HubSocket, channel = CHANNEL ) => {
		const members = new Map< string, unknown >();
		const seen = { members, count: 0 };
		socket.on( 'presence', ( message: PresenceMessage ) => {
			if ( message.channel === channel ) {
				message.join.forEach( ( one ) =>
					members.set( one.id, one.state )
				);
				message.leave.forEach( ( id ) => members.delete( id ) );
				seen.count = message.count;
			}
		} );
		const { presence } = await join( socket, { channel } );
		presence?.members?.forEach( ( one ) =>
			members.set( one.id, one.state )
		);
		seen.count = presence?.count ?? 0;
		return seen;
	};

	const revoke = async ( node: number, timestamp = nowSeconds() ) => {
		const response = await post(
			nodes[ node ]!.url,
			'{"type":"revoke","user":"9"}',
			{ path: '/api/v1/control', timestamp }
		);
		expect( response.status ).toBe( 202 );
	};

	it( 'shows on each node who is on the others, what they say, and that they went', async () => {
		const ada = await watch( await member( 0, '1' ) );
		const socket = await member( 1, '2' );
		const bob = await watch( socket );
		await until( () => ada.count === 2 && bob.count === 2 );
		expect( [ ...bob.members.keys() ].sort() ).toEqual( [ '1', '2' ] );
		socket.emit(
			'state',
			{ channel: CHANNEL, state: { editing: true } },
			() => {}
		);
		await until( () => Boolean( ada.members.get( '2' ) ) );
		expect( ada.members.get( '2' ) ).toEqual( { editing: true } );
		socket.disconnect();
		await until( () => ada.count === 1 );
		expect( [ ...ada.members.keys() ] ).toEqual( [ '1' ] );
	} );

	it( 'counts a person once who has a tab on each node', async () => {
		const [ here, there ] = [
			await watch( await member( 0, '1' ) ),
			await watch( await member( 1, '1' ) ),
		];
		const other = await watch( await member( 1, '2' ) );
		await until( () =>
			[ here, there, other ].every( ( { count } ) => count === 2 )
		);
		expect( [ ...other.members.keys() ].sort() ).toEqual( [ '1', '2' ] );
	} );

	it( 'tells a node that comes later who is there, and forgets who was on one that went', async () => {
		const ada = await watch( await member( 0, '1' ) );
		nodes.push( await start() );
		const bob = await watch( await member( 2, '2' ) );
		await until( () => bob.count === 2 && ada.count === 2 );
		await nodes[ 0 ]!.stop();
		await until( () => bob.count === 1 );
		expect( [ ...bob.members.keys() ] ).toEqual( [ '2' ] );
	}, 20_000 );

	it( 'passes a signal on to members on other nodes', async () => {
		const [ ada, bob ] = [ await member( 0, '1' ), await member( 1, '2' ) ];
		await Promise.all( [ watch( ada ), watch( bob ) ] );
		const heard = new Promise( ( resolve ) =>
			bob.once( 'signal', resolve )
		);
		ada.emit(
			'signal',
			{ channel: CHANNEL, type: 'typing', data: { field: 'title' } },
			() => {}
		);
		expect( await heard ).toMatchObject( {
			type: 'typing',
			data: { field: 'title' },
			from: { id: '1', name: 'User 1' },
		} );
	} );

	it( 'goes on telling after Redis was away', async () => {
		const ada = await watch( await member( 0, '1' ) );
		await redis.kill();
		await redis.start();
		// Until the log is back.
		const bob = await eventually( async () =>
			watch( await member( 1, '2' ) )
		);
		await until( () => ada.count === 2 && bob.count === 2 );
		expect( [ ...ada.members.keys() ].sort() ).toEqual( [ '1', '2' ] );
	}, 30_000 );

	it( 'gives one address one share of connections over all nodes', async () => {
		await Promise.all( nodes.map( ( node ) => node.stop() ) );
		nodes = await Promise.all( [
			start( { maxConnectionsPerIp: 4 } ),
			start( { maxConnectionsPerIp: 4 } ),
		] );
		for ( const id of [ '1', '2', '3', '4' ] ) {
			await member( 0, id );
		}
		const refused = () => refusedCode( nodes[ 1 ]!.url );
		const isRefused = ( code: string ) => code !== 'connected';
		expect( await eventually( refused, isRefused ) ).toBe(
			'websocket error'
		);
		sockets[ 0 ]?.disconnect();
		await until( () => sockets[ 0 ]!.disconnected );
		await eventually( refused, ( code ) => ! isRefused( code ) );
	}, 20_000 );

	it( 'gives one site one share of connections over all nodes', async () => {
		await Promise.all( nodes.map( ( node ) => node.stop() ) );
		const sites = hubConfig().sites.map( ( site ) => ( {
			...site,
			...( site.id === SITE && { maxConnections: 2 } ),
		} ) );
		nodes = await Promise.all( [ start( { sites } ), start( { sites } ) ] );
		await member( 0, '1' );
		await member( 0, '2' );
		expect(
			await eventually(
				() => refusedCode( nodes[ 1 ]!.url ),
				( code ) => code !== 'connected'
			)
		).toBe( 'overloaded' );
	}, 20_000 );

	it( 'refuses a revoked token on a node that was started after the revocation', async () => {
		await revoke( 0 );
		nodes.push( await start() );
		const old = await token( {
			claims: { sub: '9', iat: nowSeconds() - 10 },
		} );
		expect(
			await refusedCode( nodes[ 2 ]!.url, {
				auth: { site: SITE, token: old },
			} )
		).toBe( 'token_revoked' );
	} );

	it( 'withdraws a user from all nodes', async () => {
		const socket = await member( 1, '9' );
		const gone = new Promise< string >( ( resolve ) =>
			socket.once( 'closing', ( { code } ) => resolve( code ) )
		);
		await revoke( 0 );
		expect( await gone ).toBe( 'token_revoked' );
	} );

	it( 'takes a revocation that is sent again for the one it was', async () => {
		const then = nowSeconds() - 60;
		await revoke( 0, then );
		const socket = await member( 0, '9' );
		await revoke( 1, then );
		// What follows in the log has been heard after it.
		await revoke( 1, then );
		await join( socket, { channel: CHANNEL } );
		expect( socket.connected ).toBe( true );
	} );
} );
