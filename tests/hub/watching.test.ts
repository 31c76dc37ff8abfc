import { once } from 'node:events';
import { WebSocket } from 'ws';
import {
	MAX_WATCHED_CHANNELS_PER_SOCKET,
	WEBSOCKET_SUBPROTOCOL,
	type PresenceMessage,
	type PresenceSnapshot,
} from '../../src/protocol';
import { connect, join, until, type HubSocket } from './support/client';
import {
	ORIGIN,
	OTHER_KEY,
	OTHER_SITE,
	OTHER_URL,
	SITE,
	startHub,
	type RunningHub,
} from './support/hub-fixture';
import { event, publish, token } from './support/publishing';
import { RedisServer } from './support/redis';

const postChannel = ( id: number ) => `postType/post:${ id }`;
const CHANNEL = postChannel( 7 );

interface Watched {
	readonly channel: string;
	readonly ok: boolean;
	readonly code?: string;
	readonly message?: string;
	readonly presence?: PresenceSnapshot;
}

/** A client that watches, whatever it is connected by. */
interface Viewer {
	readonly ask: (
		name: string,
		payload: object
	) => Promise< { readonly channels: readonly Watched[] } >;
	readonly told: PresenceMessage[];
	readonly close: () => void;
}

const tokenOf = ( sub: string, channels: readonly string[] ) =>
	token( { channels, claims: { sub, name: `User ${ sub }` } } );

async function viewerBySocketIo( url: string, jwt: string ): Promise< Viewer > {
	const socket = await connect( url, { auth: { site: SITE, token: jwt } } );
	const told: PresenceMessage[] = [];
	socket.on( 'presence', ( message ) => told.push( message ) );
	return {
		ask: ( name, payload ) =>
			socket
				.timeout( 5000 )
				.emitWithAck( name as 'watch', payload as never ) as never,
		told,
		close: () => socket.disconnect(),
	};
}

async function viewerByWebSocket(
	url: string,
	jwt: string
): Promise< Viewer > {
	const socket = new WebSocket(
		`${ url.replace( 'http', 'ws' ) }/ws?site=${ SITE }`,
		WEBSOCKET_SUBPROTOCOL,
		{ origin: ORIGIN }
	);
	const told: PresenceMessage[] = [];
	const answers = new Map< number, object >();
	socket.on( 'message', ( data ) => {
		const { type, id, ...rest } = JSON.parse( String( data ) );
		if ( type === 'answer' ) {
			answers.set( id, rest );
		} else if ( type === 'presence' ) {
			told.push( rest );
		}
	} );
	await once( socket, 'open' );
	let last = 0;
	const ask = async ( type: string, payload: object ) => {
		const id = ++last;
		socket.send( JSON.stringify( { ...payload, type, id } ) );
		await until( () => answers.has( id ) );
		return answers.get( id ) as never;
	};
	await ask( 'connect', { token: jwt } );
	return { ask, told, close: () => socket.terminate() };
}

const namesIn = ( snapshot: PresenceSnapshot | undefined ) =>
	snapshot?.members?.map( ( { id } ) => id );

describe.each( [
	[ 'Socket.IO', viewerBySocketIo ],
	[ 'plain WebSocket', viewerByWebSocket ],
] )( 'watching by %s', ( _transport, open ) => {
	let hub: RunningHub;
	const sockets: HubSocket[] = [];
	let viewer: Viewer | undefined;

	beforeEach( async () => {
		hub = await startHub();
	} );

	afterEach( async () => {
		viewer?.close();
		sockets.splice( 0 ).forEach( ( socket ) => socket.disconnect() );
		await hub.stop();
	} );

	const member = async ( sub: string, channels = [ CHANNEL ] ) => {
		const socket = await connect( hub.url, {
			auth: { site: SITE, token: await tokenOf( sub, channels ) },
		} );
		sockets.push( socket );
		return socket;
	};

	it( 'shows who is in many posts at once, and who comes and goes', async () => {
		const channels = Array.from( { length: 100 }, ( _, index ) =>
			postChannel( index + 1 )
		);
		const ada = await member( '1', channels );
		await join( ada, { channel: postChannel( 3 ) } );
		viewer = await open( hub.url, await tokenOf( '9', channels ) );
		const { channels: answers } = await viewer.ask( 'watch', { channels } );
		expect( answers.map( ( { channel } ) => channel ) ).toEqual( channels );
		expect(
			answers.filter( ( { presence } ) => presence?.count !== 0 )
		).toEqual( [
			{
				channel: postChannel( 3 ),
				ok: true,
				presence: {
					count: 1,
					members: [
						{
							id: '1',
							name: 'User 1',
							since: expect.any( String ),
						},
					],
				},
			},
		] );
		const { told } = viewer;
		await join( ada, { channel: postChannel( 70 ) } );
		await until( () =>
			told.some( ( { channel } ) => channel === postChannel( 70 ) )
		);
		expect( told.at( -1 ) ).toMatchObject( {
			join: [ { id: '1' } ],
			count: 1,
		} );
		ada.disconnect();
		await until( () =>
			[ 3, 70 ].every( ( id ) =>
				told.some(
					( { channel, leave, count } ) =>
						channel === postChannel( id ) &&
						leave.includes( '1' ) &&
						count === 0
				)
			)
		);
	} );

	it( 'tells nobody of the viewer, and tells the viewer nothing but presence', async () => {
		const ada = await member( '1' );
		viewer = await open( hub.url, await tokenOf( '9', [ CHANNEL ] ) );
		await viewer.ask( 'watch', { channels: [ CHANNEL ] } );
		const messages: PresenceMessage[] = [];
		ada.on( 'presence', ( message ) => messages.push( message ) );
		expect(
			namesIn( ( await join( ada, { channel: CHANNEL } ) ).presence )
		).toEqual( [ '1' ] );
		expect(
			await viewer.ask( 'state', { channel: CHANNEL, state: {} } )
		).toMatchObject( { ok: false, code: 'not_subscribed' } );
		expect(
			await viewer.ask( 'signal', {
				channel: CHANNEL,
				// By its name on either transport.
				type: 'x',
				signal: 'x',
			} )
		).toMatchObject( { ok: false, code: 'not_subscribed' } );
		const bob = await member( '2' );
		await join( bob, { channel: CHANNEL } );
		await publish( hub.url, [ event( { channel: CHANNEL } ) ] );
		ada.emit( 'state', { channel: CHANNEL, state: { a: 1 } }, () => {} );
		const { told } = viewer;
		// What comes last: the state of a member is told after all the rest.
		await until( () =>
			[ messages, told ].every( ( list ) =>
				list.some( ( one ) => one.join.some( ( { state } ) => state ) )
			)
		);
		expect(
			messages.flatMap( ( one ) => one.join.map( ( { id } ) => id ) )
		).not.toContain( '9' );
		expect( messages.at( -1 )?.count ).toBe( 2 );
		expect( told.every( ( { channel } ) => channel === CHANNEL ) ).toBe(
			true
		);
	} );

	it( 'asks of each channel the right to join it', async () => {
		viewer = await open(
			hub.url,
			await tokenOf( '9', [ CHANNEL, 'order:3' ] )
		);
		const { channels } = await viewer.ask( 'watch', {
			channels: [
				CHANNEL,
				postChannel( 8 ),
				'editors',
				'user:9',
				'order:3',
				'page:1',
				'nowhere',
			],
		} );
		expect(
			channels.map( ( { ok, code } ) => ( ok ? 'watched' : code ) )
		).toEqual( [
			'watched',
			'channel_forbidden',
			'channel_forbidden',
			'channel_forbidden',
			'channel_forbidden',
			'watched',
			'channel_unknown',
		] );
		// A count does not name anyone, and who looks is not of the number.
		expect( channels[ 5 ]?.presence ).toEqual( { count: 0 } );
		expect( channels[ 4 ]?.message ).toContain( 'tells nobody' );
	} );

	it( 'ends when it is asked to, and with a token that no longer names the channel', async () => {
		const [ kept, left, lost ] = [ 1, 2, 3 ].map( postChannel ) as [
			string,
			string,
			string,
		];
		const all = [ kept, left, lost ];
		viewer = await open( hub.url, await tokenOf( '9', all ) );
		await viewer.ask( 'watch', { channels: all } );
		expect( await viewer.ask( 'unwatch', { channels: [ left ] } ) ).toEqual(
			{ ok: true }
		);
		expect(
			await viewer.ask( 'token', {
				token: await tokenOf( '9', [ kept ] ),
			} )
		).toMatchObject( { ok: true } );
		const ada = await member( '1', all );
		for ( const channel of [ left, lost, kept ] ) {
			await join( ada, { channel } );
		}
		const { told } = viewer;
		await until( () => told.length > 0 );
		// Told in the order in which they came in: those before it would have come by now.
		expect( told.map( ( { channel } ) => channel ) ).toEqual( [ kept ] );
	} );

	it( 'is told once what it is in as well', async () => {
		viewer = await open( hub.url, await tokenOf( '9', [ CHANNEL ] ) );
		await viewer.ask( 'subscribe', {
			channels: [ { channel: CHANNEL } ],
		} );
		const { channels } = await viewer.ask( 'watch', {
			channels: [ CHANNEL ],
		} );
		expect( namesIn( channels[ 0 ]?.presence ) ).toEqual( [ '9' ] );
		const { told } = viewer;
		await until( () => told.length > 0 );
		const ada = await member( '1' );
		await join( ada, { channel: CHANNEL } );
		await until( () => told.length > 1 );
		await viewer.ask( 'unsubscribe', { channels: [ CHANNEL ] } );
		await until( () => told.length > 2 );
		expect(
			told.map( ( one ) => [
				one.join.map( ( { id } ) => id ),
				one.leave,
			] )
		).toEqual( [
			[ [ '9' ], [] ],
			[ [ '1' ], [] ],
			[ [], [ '9' ] ],
		] );
	} );

	it( 'has an end: so many channels, and a message that names some', async () => {
		const channels = Array.from(
			{ length: MAX_WATCHED_CHANNELS_PER_SOCKET },
			( _, index ) => `page:${ index }`
		);
		viewer = await open( hub.url, await tokenOf( '9', [] ) );
		await viewer.ask( 'watch', { channels } );
		const more = await viewer.ask( 'watch', {
			channels: [ 'page:more', 'page:0' ],
		} );
		expect(
			more.channels.map( ( { ok, code } ) => ( ok ? 'watched' : code ) )
		).toEqual( [ 'channel_limit', 'watched' ] );
		for ( const payload of [
			{},
			{ channels: [] },
			{ channels: [ 7 ] },
			{ channels: 'public' },
			{ channels: [ ...channels, 'page:more' ] },
		] ) {
			for ( const name of [ 'watch', 'unwatch' ] ) {
				expect( await viewer.ask( name, payload ) ).toMatchObject( {
					ok: false,
					code: 'message_invalid',
				} );
			}
		}
	} );
} );

describe( 'watching', () => {
	it( 'counts among the channels that an address may join', async () => {
		const hub = await startHub( { maxJoinsPerIp: 1 } );
		const viewer = await viewerBySocketIo(
			hub.url,
			await tokenOf( '9', [] )
		);
		const channels = Array.from(
			{ length: 10 },
			( _, i ) => `page:${ i }`
		);
		expect( await viewer.ask( 'watch', { channels } ) ).toHaveProperty(
			'channels'
		);
		expect( await viewer.ask( 'watch', { channels } ) ).toMatchObject( {
			ok: false,
			code: 'rate_limited',
		} );
		viewer.close();
		await hub.stop();
	} );

	it( 'shows nothing of another site', async () => {
		const hub = await startHub();
		const there = await connect( hub.url, {
			origin: OTHER_URL,
			auth: {
				site: OTHER_SITE,
				token: await token( {
					apiKey: OTHER_KEY,
					channels: [ CHANNEL ],
					claims: { iss: OTHER_URL, site: OTHER_SITE },
				} ),
			},
		} );
		await join( there, { channel: CHANNEL } );
		const viewer = await viewerBySocketIo(
			hub.url,
			await tokenOf( '9', [ CHANNEL ] )
		);
		const { channels } = await viewer.ask( 'watch', {
			channels: [ CHANNEL ],
		} );
		expect( channels[ 0 ]?.presence ).toEqual( { members: [], count: 0 } );
		viewer.close();
		there.disconnect();
		await hub.stop();
	} );

	it( 'shows who is on another node, and does not show the viewer there', async () => {
		const redis = await RedisServer.create();
		const nodes = await Promise.all(
			[ 0, 1 ].map( () => startHub( { redisUrl: redis.url } ) )
		);
		const [ here, there ] = nodes as [ RunningHub, RunningHub ];
		const memberOf = async ( sub: string ) =>
			connect( there.url, {
				auth: { site: SITE, token: await tokenOf( sub, [ CHANNEL ] ) },
			} );
		const ada = await memberOf( '1' );
		const first = await join( ada, { channel: CHANNEL } );
		expect( namesIn( first.presence ) ).toEqual( [ '1' ] );
		const viewer = await viewerBySocketIo(
			here.url,
			await tokenOf( '9', [ CHANNEL ] )
		);
		const watched = async () =>
			( await viewer.ask( 'watch', { channels: [ CHANNEL ] } ) )
				.channels[ 0 ]?.presence;
		const { told } = viewer;
		const snapshot = await watched();
		await until(
			() =>
				snapshot?.count === 1 ||
				told.some( ( { count } ) => count === 1 )
		);
		const bob = await memberOf( '2' );
		await join( bob, { channel: CHANNEL } );
		await until( () => told.some( ( { count } ) => count === 2 ) );
		ada.disconnect();
		await until( () =>
			told.some( ( { leave } ) => leave.includes( '1' ) )
		);
		expect( namesIn( await watched() ) ).toEqual( [ '2' ] );
		expect(
			namesIn( ( await join( bob, { channel: CHANNEL } ) ).presence )
		).toEqual( [ '2' ] );
		viewer.close();
		bob.disconnect();
		await Promise.all( nodes.map( ( node ) => node.stop() ) );
		await redis.remove();
	}, 20_000 );
} );
