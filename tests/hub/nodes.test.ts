import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { APPEND } from '../../src/hub/log/redis-scripts';
import {
	IDEMPOTENCY_WINDOW_HOURS,
	type ChannelJoined,
	type ChannelRequest,
	type CloudEvent,
	type ResyncMessage,
} from '../../src/protocol';
import {
	connect,
	eventually,
	Inbox,
	join,
	until,
	type HubSocket,
} from './support/client';
import { SITE, startHub, type RunningHub } from './support/hub-fixture';
import { event, post, publish, token } from './support/publishing';
import { Proxy } from './support/proxy';
import { REDIS_PROGRAMS, RedisServer } from './support/redis';

/** Asks again as long as the log is away, as clients do. */
const joinUntilOpen = (
	socket: HubSocket,
	request: ChannelRequest
): Promise< ChannelJoined > => eventually( () => join( socket, request ) );

describe.each( REDIS_PROGRAMS )( 'several nodes on one %s', ( program ) => {
	let redis: RedisServer;
	let nodes: RunningHub[];
	let sockets: HubSocket[];

	beforeEach( async () => {
		redis = await RedisServer.create( program );
		nodes = await Promise.all(
			[ 0, 1 ].map( () => startHub( { redisUrl: redis.url } ) )
		);
		sockets = [];
	}, 20_000 );

	afterEach( async () => {
		sockets.forEach( ( socket ) => socket.disconnect() );
		await Promise.all( nodes.map( ( node ) => node.stop() ) );
		await redis.remove();
	}, 20_000 );

	const member = async ( node: number, claims = {} ) => {
		const socket = await connect( nodes[ node ]!.url, {
			auth: { site: SITE, token: await token( { claims } ) },
		} );
		sockets.push( socket );
		return socket;
	};

	const urlOf = ( node: number ) => nodes[ node ]!.url;

	/** Offers an event until it is taken, as an outbox does. */
	const offerUntilTaken = async ( node: number, one: CloudEvent ) => {
		await eventually(
			async () =>
				( await post( urlOf( node ), JSON.stringify( [ one ] ) ) )
					.status,
			( status ) => status === 202
		);
	};

	it( 'appends a batch by one script, and knows its ids for 76 hours', async () => {
		const sha = createHash( 'sha1' ).update( APPEND ).digest( 'hex' );
		// The first time the script has to be brought along.
		await publish( urlOf( 0 ), [ event() ] );
		const monitor = spawn( 'redis-cli', [
			...[ '-p', String( redis.port ) ],
			'monitor',
		] );
		const lines: string[] = [];
		createInterface( { input: monitor.stdout } ).on( 'line', ( line ) =>
			lines.push( line )
		);
		await until( () => lines[ 0 ] === 'OK' );
		await publish( urlOf( 0 ), [ event(), event(), event() ] );
		const isAdded = ( line: string ) => /"xadd"/i.test( line );
		await until( () => lines.filter( isAdded ).length >= 6 );
		expect( lines.filter( ( line ) => line.includes( sha ) ) ).toHaveLength(
			1
		);
		// Into the channel and into the tail, all from within the script.
		expect( lines.filter( isAdded ) ).toHaveLength( 6 );
		expect(
			lines
				.filter( isAdded )
				.every( ( line ) => line.includes( ' lua]' ) )
		).toBe( true );
		const seconds = lines
			.map(
				( line ) => / lua\] "SET" .* "EX" "(\d+)"$/.exec( line )?.[ 1 ]
			)
			.filter( ( found ) => found !== undefined )
			.map( Number );
		expect( seconds ).toEqual(
			Array( 3 ).fill( IDEMPOTENCY_WINDOW_HOURS * 3600 )
		);
		monitor.kill();
		await once( monitor, 'close' );
	} );

	it( 'delivers in the same order on every node, whichever took the event', async () => {
		const members = await Promise.all( [ member( 0 ), member( 1 ) ] );
		const inboxes = members.map( ( socket ) => new Inbox( socket ) );
		await Promise.all(
			members.map( ( socket ) => join( socket, { channel: 'editors' } ) )
		);
		const rounds = Array.from( { length: 50 }, () => [
			event(),
			event(),
			event(),
		] );
		await Promise.all(
			rounds.map( ( batch, i ) => publish( urlOf( i % 2 ), batch ) )
		);
		await Promise.all( inboxes.map( ( inbox ) => inbox.has( 150 ) ) );
		expect( inboxes[ 0 ]!.ids ).toEqual( inboxes[ 1 ]!.ids );
		expect( new Set( inboxes[ 0 ]!.ids ) ).toEqual(
			new Set( rounds.flat().map( ( { id } ) => id ) )
		);
		const ends = inboxes.map(
			( inbox ) => inbox.messages.at( -1 )!.offset
		);
		expect( ends ).toEqual( [ 150, 150 ] );
	}, 20_000 );

	it( 'knows on one node what another has accepted', async () => {
		const one = event();
		const [ first, second ] = [
			await publish( urlOf( 0 ), [ one ] ),
			await publish( urlOf( 1 ), [ one, one ] ),
		];
		expect( first.results[ 0 ]?.status ).toBe( 'accepted' );
		expect( second.results.map( ( { status } ) => status ) ).toEqual( [
			'duplicate',
			'duplicate',
		] );
	} );

	it( 'catches a client up on another node than the one it left', async () => {
		const socket = await member( 0 );
		const { epoch, offset } = await join( socket, { channel: 'editors' } );
		socket.disconnect();
		const sent = [ event(), event() ];
		await publish( urlOf( 0 ), sent );
		const joined = await join( await member( 1 ), {
			channel: 'editors',
			epoch,
			offset,
		} );
		expect( joined ).toMatchObject( {
			recovered: true,
			events: sent,
			offset: 2,
		} );
	} );

	it( 'loses nothing acknowledged when Redis is killed, keeps the sockets, and goes on', async () => {
		const members = await Promise.all( [ member( 0 ), member( 1 ) ] );
		const inboxes = members.map( ( socket ) => new Inbox( socket ) );
		await Promise.all(
			members.map( ( socket ) => join( socket, { channel: 'editors' } ) )
		);
		const acknowledged: CloudEvent[] = [];
		let refusals = 0;
		const offer = async ( one: CloudEvent, node: number ) => {
			const response = await post(
				urlOf( node ),
				JSON.stringify( [ one ] )
			);
			await response.body?.cancel();
			if ( response.status === 202 ) {
				acknowledged.push( one );
				return true;
			}
			expect( response.status ).toBe( 503 );
			expect(
				Number( response.headers.get( 'retry-after' ) )
			).toBeGreaterThan( 0 );
			refusals++;
			return false;
		};
		for ( let i = 0; i < 20; i++ ) {
			await offer( event(), i % 2 );
		}
		await redis.kill();
		const kept = [ event(), event(), event() ];
		for ( const one of kept ) {
			expect( await offer( one, 0 ) ).toBe( false );
		}
		const ready = await fetch( `${ urlOf( 1 ) }/readyz` );
		expect( ready.status ).toBe( 503 );
		expect( await ready.json() ).toMatchObject( {
			checks: { log: false },
		} );
		await redis.start();
		// The outbox of the site offers again what was not acknowledged.
		for ( const one of kept ) {
			await eventually( () => offer( one, 0 ), Boolean );
		}
		await Promise.all(
			inboxes.map( ( inbox ) => inbox.has( acknowledged.length ) )
		);
		for ( const inbox of inboxes ) {
			expect( inbox.ids ).toEqual( acknowledged.map( ( { id } ) => id ) );
		}
		expect( refusals ).toBeGreaterThanOrEqual( 3 );
		expect( members.every( ( socket ) => socket.connected ) ).toBe( true );
	}, 40_000 );

	it( 'answers in time when Redis stands still, and doubles nothing afterwards', async () => {
		const inbox = new Inbox(
			await member( 0 ).then( async ( socket ) => {
				await join( socket, { channel: 'editors' } );
				return socket;
			} )
		);
		redis.pause();
		const one = event();
		const response = await post( urlOf( 0 ), JSON.stringify( [ one ] ) );
		expect( response.status ).toBe( 503 );
		redis.resume();
		await offerUntilTaken( 0, one );
		const last = event();
		await publish( urlOf( 1 ), [ last ] );
		await inbox.has( 2 );
		expect( inbox.ids ).toEqual( [ one.id, last.id ] );
	}, 30_000 );

	/** Comes back as a client does: whenever it is told to, with what it knows. */
	const follow = async ( socket: HubSocket ) => {
		const told: ResyncMessage[] = [];
		const inbox = new Inbox( socket );
		const first = await join( socket, { channel: 'editors' } );
		const { epoch } = first;
		const answers: Promise< ChannelJoined >[] = [];
		socket.on( 'resync', ( message ) => {
			told.push( message );
			const offset = inbox.messages.at( -1 )?.offset ?? first.offset;
			answers.push(
				joinUntilOpen( socket, { channel: 'editors', epoch, offset } )
			);
		} );
		return {
			told,
			inbox,
			/** The first answer in another epoch. */
			inNewEpoch: () =>
				eventually(
					async () =>
						( await Promise.all( answers ) ).find(
							( answer ) => answer.epoch !== epoch
						),
					Boolean
				),
		};
	};

	it( 'tells its clients to resynchronise when Redis came back empty', async () => {
		const { inbox, told, inNewEpoch } = await follow( await member( 0 ) );
		await publish( urlOf( 0 ), [ event(), event(), event() ] );
		await inbox.has( 3 );
		await redis.kill();
		await redis.wipe();
		await redis.start();
		expect( await inNewEpoch() ).toMatchObject( {
			recovered: false,
			events: [],
		} );
		expect( told[ 0 ] ).toMatchObject( { channels: [ 'editors' ] } );
		const next = event();
		await offerUntilTaken( 1, next );
		await inbox.has( 4 );
		expect( inbox.ids.at( -1 ) ).toBe( next.id );
	}, 60_000 );

	it( 'tells its clients when what it asks is back, though the tail never went away', async () => {
		const { inbox, inNewEpoch } = await follow( await member( 0 ) );
		await publish( urlOf( 0 ), [ event() ] );
		await inbox.has( 1 );
		const command = async ( ...args: string[] ) =>
			(
				await promisify( execFile )( 'redis-cli', [
					...[ '-p', String( redis.port ), ...args ],
				] )
			).stdout;
		await command( 'flushall' );
		const asking = ( await command( 'client', 'list' ) )
			.split( '\n' )
			.filter( ( line ) =>
				/ cmd=(?!xread|subscribe|client)/.test( line )
			)
			.map( ( line ) => /^id=(\d+) /.exec( line )![ 1 ]! );
		expect( asking.length ).toBeGreaterThan( 0 );
		for ( const id of asking ) {
			await command( 'client', 'kill', 'id', id );
		}
		expect( ( await inNewEpoch() )?.recovered ).toBe( false );
	}, 40_000 );

	it( 'begins a new epoch when Redis came back with an old copy, and doubles no offset', async () => {
		const { inbox, inNewEpoch } = await follow( await member( 0 ) );
		await publish( urlOf( 0 ), [ event() ] );
		await inbox.has( 1 );
		await redis.kill();
		await redis.copy();
		await redis.start();
		await offerUntilTaken( 0, event() );
		await inbox.has( 2 );
		await redis.kill();
		await redis.restore();
		await redis.start();
		await offerUntilTaken( 1, event() );
		expect( ( await inNewEpoch() )?.recovered ).toBe( false );
	}, 60_000 );

	it( 'gives no offset twice where Redis came back with an old copy and nobody listens', async () => {
		/** What somebody is told who comes to a node that knows nothing yet. */
		const ask = async ( position: object ) => {
			const hub = await startHub( { redisUrl: redis.url } );
			const socket = await connect( hub.url, {
				auth: { site: SITE, token: await token() },
			} );
			const joined = await joinUntilOpen( socket, {
				channel: 'editors',
				...position,
			} );
			socket.disconnect();
			await hub.stop();
			return joined;
		};
		await publish( urlOf( 0 ), [ event() ] );
		await redis.kill();
		await redis.copy();
		await redis.start();
		await offerUntilTaken( 0, event() );
		const { epoch, offset } = await ask( {} );
		expect( offset ).toBe( 2 );
		await redis.kill();
		await redis.restore();
		await redis.start();
		// The second of the copy, and another one than before.
		await offerUntilTaken( 0, event() );
		const back = await ask( { epoch, offset } );
		expect( back ).toMatchObject( { offset: 2, recovered: false } );
		expect( back.epoch ).not.toBe( epoch );
	}, 60_000 );
} );

describe( 'a Redis that answers garbage', () => {
	let redis: RedisServer;
	let proxy: Proxy;

	beforeEach( async () => {
		redis = await RedisServer.create();
		proxy = await Proxy.create( redis.port );
	}, 20_000 );

	afterEach( async () => {
		await proxy.close();
		await redis.remove();
	}, 20_000 );

	it( 'stops the start with a reason', async () => {
		proxy.mode = 'garbage';
		await expect(
			startHub( { redisUrl: `redis://127.0.0.1:${ proxy.port }` } )
		).rejects.toThrow( 'The event log cannot be used' );
	}, 20_000 );

	it( 'is stepped over where others have written into its streams', async () => {
		const hub = await startHub( { redisUrl: redis.url } );
		const socket = await connect( hub.url, {
			auth: { site: SITE, token: await token() },
		} );
		const inbox = new Inbox( socket );
		await join( socket, { channel: 'editors' } );
		const add = ( stream: string, id: string, fields: object ) =>
			promisify( execFile )( 'redis-cli', [
				...[ '-p', String( redis.port ), 'xadd' ],
				...[ `realtime-events:${ stream }`, id ],
				...Object.entries( fields ).flat(),
			] );
		const entry = { w: SITE, c: 'editors', e: 'x', o: 1, i: 'a', j: '{}' };
		for ( const fields of [
			{ nothing: 'known' },
			{ w: SITE },
			{ ...entry, o: 'many' },
			{ ...entry, o: -1 },
			{ ...entry, o: 1e99 },
			{ ...entry, c: '__proto__' },
			{ w: SITE, n: 'revoke', b: 'nonsense' },
			{ w: SITE, n: 'revoke', b: '{"user":1,"at":"now"}' },
			{ w: '__proto__', n: '__proto__', b: '' },
		] ) {
			await add( 'tail', '*', fields );
		}
		// Where the channel's own log has one that is further than its counter.
		await add( `${ SITE }:log:editors`, '999-0', { nothing: 'known' } );
		const sent = [ event(), event() ];
		await publish( hub.url, sent );
		await inbox.has( 2 );
		expect( inbox.events ).toEqual( sent );
		const { epoch } = inbox.messages[ 0 ]!;
		expect(
			await join( socket, { channel: 'editors', epoch, offset: 0 } )
		).toMatchObject( { recovered: true, events: sent } );
		socket.disconnect();
		await hub.stop();
	}, 20_000 );

	/** Words that Redis knows, but no answers to what was asked. */
	it.each( [
		'+OK\r\n',
		':1\r\n',
		'$-1\r\n',
		'*0\r\n',
		'*1\r\n:1\r\n',
		'*1\r\n*3\r\n$1\r\nx\r\n:0\r\n:1\r\n',
	] )(
		'has stored nothing that it says %j of',
		async ( word ) => {
			const hub = await startHub( {
				redisUrl: `redis://127.0.0.1:${ proxy.port }`,
			} );
			proxy.garbage = word;
			proxy.mode = 'garbage';
			const refused = event();
			const answer = await post( hub.url, JSON.stringify( [ refused ] ) );
			expect( answer.status ).toBe( 503 );
			proxy.mode = 'pass';
			proxy.cut();
			await eventually(
				async () =>
					( await post( hub.url, JSON.stringify( [ refused ] ) ) )
						.status,
				( status ) => status === 202
			);
			await hub.stop();
		},
		20_000
	);

	it( 'costs the events of that time a 503 and nobody a connection', async () => {
		const hub = await startHub( {
			redisUrl: `redis://127.0.0.1:${ proxy.port }`,
		} );
		const socket = await connect( hub.url, {
			auth: { site: SITE, token: await token() },
		} );
		const inbox = new Inbox( socket );
		let resynced: Promise< unknown > = Promise.resolve();
		const { epoch, offset } = await join( socket, { channel: 'editors' } );
		socket.on( 'resync', () => {
			resynced = joinUntilOpen( socket, {
				channel: 'editors',
				epoch,
				offset,
			} );
		} );
		proxy.mode = 'garbage';
		const refused = event();
		const answer = await post( hub.url, JSON.stringify( [ refused ] ) );
		expect( answer.status ).toBe( 503 );
		expect( answer.headers.get( 'retry-after' ) ).toBe( '5' );
		expect( ( await fetch( `${ hub.url }/healthz` ) ).status ).toBe( 200 );
		await eventually(
			async () => ( await fetch( `${ hub.url }/readyz` ) ).status,
			( status ) => status !== 200
		);
		proxy.mode = 'pass';
		proxy.cut();
		await eventually(
			async () =>
				( await post( hub.url, JSON.stringify( [ refused ] ) ) ).status,
			( status ) => status === 202
		);
		await resynced;
		await inbox.has( 1 );
		expect( inbox.ids ).toEqual( [ refused.id ] );
		expect( socket.connected ).toBe( true );
		socket.disconnect();
		await hub.stop();
	}, 40_000 );
} );
