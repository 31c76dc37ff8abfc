import { connect as connectTcp } from 'node:net';
import { once } from 'node:events';
import fc from 'fast-check';
import { WebSocket } from 'ws';
import { connect, Inbox, join, until, type HubSocket } from './support/client';
import { ORIGIN, SITE, startHub, type RunningHub } from './support/hub-fixture';
import { event, post, publish, token } from './support/publishing';

interface Metric {
	( name: string ): Promise< number >;
}

const metricOf =
	( hub: RunningHub ): Metric =>
	async ( name ) => {
		const text = await ( await fetch( `${ hub.url }/metrics` ) ).text();
		const line = text
			.split( '\n' )
			.find( ( one ) =>
				one.startsWith( `realtime_events_hub_${ name } ` )
			);
		return Number( line?.split( ' ' ).at( -1 ) ?? 0 );
	};

/** An Engine.IO connection without a client library, to say what no library says. */
async function rawEngine( hub: RunningHub ): Promise< WebSocket > {
	const socket = new WebSocket(
		`ws://127.0.0.1:${ hub.port }/socket.io/?EIO=4&transport=websocket`,
		{ origin: ORIGIN }
	);
	socket.on( 'error', () => {} );
	await once( socket, 'open' );
	return socket;
}

const MB = 1024 * 1024;

describe( 'abuse', () => {
	let hub: RunningHub;

	beforeEach( async () => {
		hub = await startHub( {
			connectTimeoutMs: 500,
			requestTimeoutMs: 500,
		} );
	} );

	afterEach( () => hub.stop() );

	const member = async () =>
		connect( hub.url, { auth: { site: SITE, token: await token() } } );

	const stillServes = async () => {
		const socket = await member();
		const inbox = new Inbox( socket );
		await join( socket, { channel: 'editors' } );
		const sent = event();
		await publish( hub.url, [ sent ] );
		await inbox.has( 1 );
		socket.disconnect();
		return inbox.ids.includes( sent.id );
	};

	const stopReading = ( socket: HubSocket ) => {
		const { transport } = socket.io.engine as unknown as {
			transport: { ws: { _socket: { pause: () => void } } };
		};
		transport.ws._socket.pause();
	};

	it( 'cuts a client that never reads, and the others notice nothing', async () => {
		const [ sleeper, reader ] = await Promise.all( [ member(), member() ] );
		const inbox = new Inbox( reader );
		await Promise.all(
			[ sleeper, reader ].map( ( one ) =>
				join( one, { channel: 'editors' } )
			)
		);
		stopReading( sleeper );
		const metric = metricOf( hub );
		const data = { text: 'x'.repeat( 60 * 1024 ) };
		let sent = 0;
		let cut = 0;
		// The kernel takes some megabytes before the hub notices anything.
		while ( cut === 0 && sent < 1000 ) {
			await publish(
				hub.url,
				Array.from( { length: 10 }, () => event( { data } ) )
			);
			sent += 10;
			await inbox.has( sent );
			cut = await metric( 'closed_total{code="slow_consumer"}' );
		}
		expect( cut ).toBe( 1 );
		expect( inbox.ids ).toHaveLength( sent );
		expect( await metric( 'connections' ) ).toBe( 1 );
		sleeper.disconnect();
		reader.disconnect();
	}, 30_000 );

	it( 'keeps less than 5 MB for a client that never reads', async () => {
		const sleeper = await member();
		await join( sleeper, { channel: 'editors' } );
		stopReading( sleeper );
		const metric = metricOf( hub );
		const data = { text: 'x'.repeat( 1000 ) };
		// Both ends live in this process, so only the hub's own queue is looked at.
		let most = 0;
		for (
			let i = 0;
			i < 200 &&
			( await metric( 'closed_total{code="slow_consumer"}' ) ) === 0;
			i++
		) {
			await publish(
				hub.url,
				Array.from( { length: 100 }, () => event( { data } ) )
			);
			most = Math.max( most, await metric( 'waiting_bytes' ) );
		}
		expect( await metric( 'closed_total{code="slow_consumer"}' ) ).toBe(
			1
		);
		expect( most ).toBeGreaterThan( 0 );
		expect( most ).toBeLessThan( 5 * MB );
		expect( await metric( 'waiting_bytes' ) ).toBe( 0 );
		sleeper.disconnect();
	}, 30_000 );

	it( 'answers a flood of messages with a code, then closes for good', async () => {
		const socket = await member();
		const codes = new Set< string | undefined >();
		let closing: string | undefined;
		socket.on( 'closing', ( { code } ) => ( closing = code ) );
		for ( let i = 0; i < 1000; i++ ) {
			socket.emit(
				'unsubscribe',
				{ channels: [ 'editors' ] },
				( answer ) =>
					codes.add( 'code' in answer ? answer.code : undefined )
			);
		}
		await until( () => socket.disconnected );
		expect( codes ).toContain( 'rate_limited' );
		expect( closing ).toBe( 'abuse' );
		expect( await stillServes() ).toBe( true );
	} );

	it.each( [
		[ 'a frame of a megabyte', '4' + 'x'.repeat( MB ) ],
		[ 'a malformed packet', '4garbage' ],
		[ 'an unknown packet type', '9' ],
		[ 'an event before connecting', '42["subscribe",{}]' ],
		[
			'many binary attachments',
			'45999-["subscribe",{"_placeholder":true,"num":0}]',
		],
		[ 'bytes', Buffer.alloc( 1000, 1 ) ],
		[ 'another namespace and then nothing', '40/admin,' ],
	] )(
		'closes a connection that sends %s',
		async ( _what, message ) => {
			const socket = await rawEngine( hub );
			const closed = once( socket, 'close' );
			socket.send( message );
			await closed;
			expect( await stillServes() ).toBe( true );
		},
		15_000
	);

	it( 'refuses upgrades at addresses it does not know', async () => {
		const socket = new WebSocket(
			`ws://127.0.0.1:${ hub.port }/elsewhere`,
			{ origin: ORIGIN }
		);
		const [ error ] = await once( socket, 'error' );
		expect( error.message ).toContain( '404' );
	} );

	it( 'closes half a request after a while', async () => {
		const head = `POST /api/v1/events HTTP/1.1\r\nHost: hub\r\nContent-Length: 100\r\n`;
		for ( const start of [
			head,
			`${ head }Content-Type: application/cloudevents-batch+json\r\n\r\n[`,
		] ) {
			const socket = connectTcp( hub.port, '127.0.0.1' );
			socket.on( 'error', () => {} );
			socket.write( start );
			let answer = '';
			socket.on( 'data', ( chunk ) => ( answer += chunk ) );
			await once( socket, 'close' );
			expect( answer ).toContain( '408' );
		}
	}, 40_000 );

	it( 'lets one address have no more than its share of connections', async () => {
		await hub.stop();
		hub = await startHub( { maxConnectionsPerIp: 3 } );
		const sockets = await Promise.all( [ member(), member(), member() ] );
		await expect( member() ).rejects.toThrow( 'websocket error' );
		sockets[ 0 ]?.disconnect();
		const metric = metricOf( hub );
		let open = 3;
		while ( open === 3 ) {
			open = await metric( 'connections' );
		}
		sockets.push( await member() );
		expect( await metric( 'refused_total{code="rate_limited"}' ) ).toBe(
			1
		);
		sockets.forEach( ( socket ) => socket.disconnect() );
	} );

	it( 'lets no one in when memory runs short, and says so', async () => {
		await hub.stop();
		hub = await startHub( { maxMemoryMb: 64 } );
		await expect( member() ).rejects.toThrow( 'websocket error' );
		const ready = await fetch( `${ hub.url }/readyz` );
		expect( ready.status ).toBe( 503 );
		expect( await ready.json() ).toMatchObject( {
			checks: { memory: false, log: true },
		} );
		expect( ( await fetch( `${ hub.url }/healthz` ) ).status ).toBe( 200 );
	} );

	it( 'slows down who guesses signatures', async () => {
		const statuses = new Set< number >();
		for ( let i = 0; i < 60; i++ ) {
			const response = await post( hub.url, '[]', { apiKey: 'guess' } );
			await response.body?.cancel();
			statuses.add( response.status );
		}
		expect( [ ...statuses ] ).toEqual( [ 401, 429 ] );
		expect( await stillServes() ).toBe( true );
	} );

	it( 'answers whatever a client may say and stays up', async () => {
		const names = fc.constantFrom(
			'subscribe',
			'unsubscribe',
			'token',
			'state',
			'signal',
			'x'
		);
		let socket = await member();
		await fc.assert(
			fc.asyncProperty(
				names,
				fc.jsonValue( { maxDepth: 3 } ),
				async ( name, payload ) => {
					if ( ! socket.connected ) {
						socket = await member();
					}
					const answer: unknown = await socket
						.timeout( 5000 )
						.emitWithAck( name as 'subscribe', payload as never );
					expect( answer ).toMatchObject( {
						code: expect.any( String ),
					} );
				}
			),
			{ numRuns: 90 }
		);
		socket.disconnect();
		expect( await stillServes() ).toBe( true );
	}, 20_000 );
} );
