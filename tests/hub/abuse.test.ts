import { connect as connectTcp, type Socket } from 'node:net';
import { once } from 'node:events';
import fc from 'fast-check';
import { WebSocket } from 'ws';
import {
	connect,
	eventually,
	type HubSocket,
	Inbox,
	join,
	openSocket,
	until,
} from './support/client';
import {
	API_KEY,
	ORIGIN,
	OTHER_SITE,
	OTHER_URL,
	SITE,
	startHub,
	type RunningHub,
} from './support/hub-fixture';
import { metricIs, metricOf } from './support/metrics';
import { event, post, publish, token } from './support/publishing';

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
		[ 'another namespace', '40/admin,' ],
		[ 'nothing', null ],
	] )(
		'closes a connection that sends %s',
		async ( _what, message ) => {
			const socket = await rawEngine( hub );
			const closed = once( socket, 'close' );
			if ( message !== null ) {
				socket.send( message );
			}
			await closed;
			expect( await stillServes() ).toBe( true );
		},
		15_000
	);

	it.each( [
		[ 'a frame of a megabyte', 'x'.repeat( MB ), 1009 ],
		[ 'bytes', Buffer.alloc( 1000, 1 ), 4305 ],
		[ 'no JSON', '{', 4305 ],
		[ 'an answer before a question', '{"type":"subscribe"}', 4305 ],
	] )(
		'closes a plain WebSocket that sends %s with a number that says why',
		async ( _what, message, number ) => {
			const socket = new WebSocket(
				`ws://127.0.0.1:${ hub.port }/ws?site=${ SITE }`,
				[ 'realtime-events.v1' ],
				{ origin: ORIGIN }
			);
			socket.on( 'error', () => {} );
			await once( socket, 'open' );
			const closed = once( socket, 'close' );
			socket.send( message );
			expect( ( await closed )[ 0 ] ).toBe( number );
			expect( await stillServes() ).toBe( true );
		},
		15_000
	);

	it( 'compresses no frame, though a client offers it', async () => {
		for ( const path of [
			'/socket.io/?EIO=4&transport=websocket',
			'/ws',
		] ) {
			const socket = new WebSocket(
				`ws://127.0.0.1:${ hub.port }${ path }`,
				{ origin: ORIGIN, perMessageDeflate: true }
			);
			socket.on( 'error', () => {} );
			await once( socket, 'open' );
			expect( socket.extensions ).toBe( '' );
			socket.terminate();
		}
	} );

	it( 'refuses a body by the length that it announces, before it is there and before any key is looked at', async () => {
		const socket = connectTcp( hub.port, '127.0.0.1' );
		socket.on( 'error', () => {} );
		socket.write(
			`POST /api/v1/events HTTP/1.1\r\nHost: hub\r\nContent-Length: ${ 2 * MB }\r\nContent-Type: application/cloudevents-batch+json\r\n\r\n[`
		);
		const [ answer ] = await once( socket, 'data' );
		expect( String( answer ) ).toMatch( /^HTTP\/1\.1 413 / );
		expect( String( answer ) ).toContain( 'body_too_large' );
		socket.destroy();
		expect( await stillServes() ).toBe( true );
	} );

	it( 'refuses upgrades at addresses it does not know', async () => {
		const socket = new WebSocket(
			`ws://127.0.0.1:${ hub.port }/elsewhere`,
			{ origin: ORIGIN }
		);
		const [ error ] = await once( socket, 'error' );
		expect( error.message ).toContain( '404' );
		expect( await stillServes() ).toBe( true );
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
		expect( await stillServes() ).toBe( true );
	}, 40_000 );

	it( 'lets one address have no more than its share of connections', async () => {
		await hub.stop();
		hub = await startHub( { maxConnectionsPerIp: 3 } );
		const sockets = await Promise.all( [ member(), member(), member() ] );
		await expect( member() ).rejects.toThrow( 'websocket error' );
		sockets[ 0 ]?.disconnect();
		const metric = metricOf( hub );
		await eventually(
			() => metric( 'connections' ),
			( open ) => open !== 3
		);
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

	it( 'closes a connection that says nothing, or says its handshake a letter at a time', async () => {
		const head = `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: hub\r\nX: `;
		for ( const dribbles of [ false, true ] ) {
			const socket = connectTcp( hub.port, '127.0.0.1' );
			socket.on( 'error', () => {} );
			const dribble = setInterval(
				() => dribbles && socket.write( 'x' ),
				50
			);
			if ( dribbles ) {
				socket.write( head );
			}
			socket.resume();
			await once( socket, 'close' );
			clearInterval( dribble );
		}
		expect( await stillServes() ).toBe( true );
	}, 20_000 );

	it( 'drops clients that are no longer there, though nobody closed their connection', async () => {
		await hub.stop();
		hub = await startHub( { pingIntervalMs: 200, pingTimeoutMs: 200 } );
		const upgrade = ( address: string, protocol = '' ) => {
			const socket = connectTcp( hub.port, '127.0.0.1' );
			socket.on( 'error', () => {} );
			socket.resume();
			socket.write(
				`GET ${ address } HTTP/1.1\r\nHost: hub\r\nOrigin: ${ ORIGIN }\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
					`Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${ Buffer.alloc( 16 ).toString( 'base64' ) }\r\n${ protocol }\r\n`
			);
			return once( socket, 'close' );
		};
		await Promise.all( [
			upgrade( '/socket.io/?EIO=4&transport=websocket' ),
			upgrade( `/ws?site=${ SITE }` ),
			upgrade(
				`/ws?site=${ SITE }`,
				'Sec-WebSocket-Protocol: realtime-events.v1\r\n'
			),
		] );
		expect( await metricOf( hub )( 'connections' ) ).toBe( 0 );
		expect( await stillServes() ).toBe( true );
	}, 20_000 );

	it( 'lets one address open 5,000 connections in vain, and serves the others meanwhile', async () => {
		await hub.stop();
		hub = await startHub( { maxConnectionsPerIp: 200, trustProxy: 1 } );
		const open: Socket[] = [];
		const refused = { count: 0 };
		const attempt = () =>
			new Promise< void >( ( resolve ) => {
				const socket = connectTcp( hub.port, '127.0.0.1' );
				socket.on( 'error', () => resolve() );
				socket.once( 'data', ( chunk ) => {
					if ( String( chunk ).startsWith( 'HTTP/1.1 101' ) ) {
						open.push( socket );
					} else {
						refused.count++;
						socket.destroy();
					}
					resolve();
				} );
				socket.write(
					`GET /ws?site=${ SITE } HTTP/1.1\r\nHost: hub\r\nOrigin: ${ ORIGIN }\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
						`X-Forwarded-For: 203.0.113.7\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${ Buffer.alloc( 16 ).toString( 'base64' ) }\r\n\r\n`
				);
			} );
		let served = 0;
		for ( let i = 0; i < 10; i++ ) {
			await Promise.all( Array.from( { length: 500 }, attempt ) );
			served += ( await stillServes() ) ? 1 : 0;
		}
		expect( served ).toBe( 10 );
		expect( open ).toHaveLength( 200 );
		expect( refused.count ).toBe( 4800 );
		expect(
			await metricOf( hub )( 'refused_total{code="rate_limited"}' )
		).toBe( 4800 );
		open.forEach( ( socket ) => socket.destroy() );
	}, 60_000 );

	it( 'limits what the clients of one address say together, not only each', async () => {
		await hub.stop();
		hub = await startHub( { maxMessagesPerIp: 1 } );
		const sockets = await Promise.all( [ member(), member(), member() ] );
		const codes = await Promise.all(
			Array.from( { length: 15 }, ( _, index ) =>
				sockets[ index % 3 ]!.timeout( 5000 ).emitWithAck(
					'unsubscribe',
					{ channels: [ 'editors' ] }
				)
			)
		);
		const limited = codes.filter( ( answer ) => ! answer.ok );
		expect( limited.length ).toBeGreaterThan( 0 );
		expect( limited[ 0 ] ).toMatchObject( { code: 'rate_limited' } );
		expect( sockets.every( ( socket ) => socket.connected ) ).toBe( true );
		sockets.forEach( ( socket ) => socket.disconnect() );
	} );

	it( 'limits what the clients of one site say together, and of no other', async () => {
		await hub.stop();
		hub = await startHub( { maxMessagesPerSite: 1 } );
		const sockets = await Promise.all( [ member(), member() ] );
		const stranger = await connect( hub.url, {
			origin: OTHER_URL,
			auth: { site: OTHER_SITE },
		} );
		const say = ( socket: HubSocket ) =>
			socket
				.timeout( 5000 )
				.emitWithAck( 'unsubscribe', { channels: [ 'public' ] } );
		const answers = await Promise.all(
			Array.from( { length: 30 }, ( _, index ) =>
				say( sockets[ index % 2 ]! )
			)
		);
		expect( answers.filter( ( { ok } ) => ok ).length ).toBeLessThan( 30 );
		expect( answers.find( ( { ok } ) => ! ok ) ).toMatchObject( {
			code: 'rate_limited',
		} );
		expect( await say( stranger ) ).toMatchObject( { ok: true } );
		[ ...sockets, stranger ].forEach( ( socket ) => socket.disconnect() );
	} );

	it( 'limits the channels that one address and one site join', async () => {
		for ( const limit of [
			{ maxJoinsPerIp: 1 },
			{ maxJoinsPerSite: 1 },
		] ) {
			await hub.stop();
			hub = await startHub( limit );
			const socket = await member();
			const ask = ( count: number ) =>
				socket.timeout( 5000 ).emitWithAck( 'subscribe', {
					channels: Array.from( { length: count }, ( _, page ) => ( {
						channel: `page:${ page }`,
					} ) ),
				} );
			expect( await ask( 10 ) ).toHaveProperty( 'channels' );
			expect( await ask( 10 ) ).toMatchObject( {
				ok: false,
				code: 'rate_limited',
			} );
			socket.disconnect();
		}
	} );

	it( 'takes keys that mean something to JavaScript as what they are: names', async () => {
		const socket = await member();
		const inbox = new Inbox( socket );
		await join( socket, { channel: 'editors' } );
		const { id } = event();
		const text = JSON.stringify( event( { id } ) ).replace(
			'"data":{',
			'"data":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},'
		);
		await publish( hub.url, [ JSON.parse( text ) ] );
		const answer = await post( hub.url, `[${ text }]` );
		expect( await answer.json() ).toMatchObject( {
			results: [ { status: 'duplicate' } ],
		} );
		const pollutes = `{"__proto__":{"polluted":1},"specversion":"1.0","id":"p","source":"x","type":"a.b","channel":"editors"}`;
		expect(
			await ( await post( hub.url, `[${ pollutes }]` ) ).json()
		).toMatchObject( {
			results: [ { status: 'rejected', code: 'event_invalid' } ],
		} );
		for ( const path of [ '/event', '/dispatch' ] ) {
			const recipe = await fetch( hub.url + path, {
				method: 'POST',
				headers: {
					'content-type': 'application/json',
					authorization: `Bearer ${ API_KEY }`,
				},
				body: `{"type":"x","__proto__":{"polluted":1},"constructor":1,"data":{"__proto__":{"polluted":1}}}`,
			} );
			expect( recipe.status ).toBe( 200 );
		}
		for ( const name of [ '__proto__', 'constructor', 'toString' ] ) {
			expect(
				await socket
					.timeout( 5000 )
					.emitWithAck( name as 'subscribe', {} as never )
			).toMatchObject( { code: 'message_invalid' } );
			expect(
				await socket.timeout( 5000 ).emitWithAck( 'subscribe', {
					channels: [ { channel: name } ],
				} )
			).toMatchObject( { channels: [ { code: 'channel_unknown' } ] } );
		}
		await inbox.has( 1 );
		expect( inbox.ids ).toEqual( [ id ] );
		expect( ( {} as { polluted?: unknown } ).polluted ).toBeUndefined();
		socket.disconnect();
		expect( await stillServes() ).toBe( true );
	} );

	it( 'refuses huge names of channels and more channels than one may have', async () => {
		const socket = await member();
		const ask = ( channels: { channel: string }[] ) =>
			socket.timeout( 5000 ).emitWithAck( 'subscribe', { channels } );
		expect(
			await ask( [ { channel: 'x'.repeat( 20_000 ) } ] )
		).toMatchObject( { code: 'message_invalid' } );
		expect(
			await ask(
				Array.from( { length: 129 }, ( _, index ) => ( {
					channel: `page:${ index }`,
				} ) )
			)
		).toMatchObject( { code: 'message_invalid' } );
		await ask(
			Array.from( { length: 128 }, ( _, index ) => ( {
				channel: `page:${ index }`,
			} ) )
		);
		expect( await ask( [ { channel: 'page:one-more' } ] ) ).toMatchObject( {
			channels: [ { code: 'channel_limit' } ],
		} );
		expect( await metricOf( hub )( 'rooms' ) ).toBe( 0 );
		socket.disconnect();
		expect( await stillServes() ).toBe( true );
	} );

	it( 'tells a client that was cut for not reading why, when it is back', async () => {
		const sleeper = await member();
		const { id } = sleeper;
		await join( sleeper, { channel: 'editors' } );
		stopReading( sleeper );
		const metric = metricOf( hub );
		const data = { text: 'x'.repeat( 60 * 1024 ) };
		await eventually(
			async () => {
				await publish(
					hub.url,
					Array.from( { length: 10 }, () => event( { data } ) )
				);
				return metric( 'closed_total{code="slow_consumer"}' );
			},
			( cut ) => cut > 0,
			0
		);
		sleeper.disconnect();
		const back = openSocket( hub.url, {
			auth: { site: SITE, token: await token(), previous: id },
		} );
		const cut = new Promise( ( resolve ) => back.once( 'cut', resolve ) );
		expect( await cut ).toEqual( {
			code: 'slow_consumer',
			reason: expect.any( String ),
			retry: true,
		} );
		back.disconnect();
		const plain = new WebSocket(
			`ws://127.0.0.1:${ hub.port }/ws?site=${ SITE }`,
			[ 'realtime-events.v1' ],
			{ origin: ORIGIN }
		);
		const said: object[] = [];
		plain.on( 'message', ( text ) =>
			said.push( JSON.parse( String( text ) ) )
		);
		await once( plain, 'open' );
		plain.send(
			JSON.stringify( { type: 'connect', id: 1, previous: id } )
		);
		await until( () => said.length === 2 );
		expect( said ).toEqual( [
			{
				type: 'answer',
				id: 1,
				ok: true,
				connection: expect.any( String ),
			},
			{
				type: 'cut',
				code: 'slow_consumer',
				reason: expect.any( String ),
				retry: true,
			},
		] );
		plain.terminate();
		const other = openSocket( hub.url, {
			auth: { site: SITE, token: await token(), previous: 'someone' },
		} );
		let heard = false;
		other.on( 'cut', () => ( heard = true ) );
		await join( other, { channel: 'editors' } );
		expect( heard ).toBe( false );
		other.disconnect();
	}, 30_000 );

	it( 'closes a plain WebSocket that sends bytes or no JSON, whatever else it says', async () => {
		const frames = fc.oneof(
			fc.string(),
			fc.json( { maxDepth: 2 } ),
			fc
				.record( {
					type: fc.constantFrom(
						'connect',
						'subscribe',
						'token',
						'signal',
						'authenticate'
					),
					id: fc.jsonValue( { maxDepth: 1 } ),
					channels: fc.jsonValue( { maxDepth: 2 } ),
					token: fc.string(),
				} )
				.map( ( value ) => JSON.stringify( value ) ),
			fc.uint8Array()
		);
		await fc.assert(
			fc.asyncProperty(
				fc.boolean(),
				fc.array( frames, { minLength: 1, maxLength: 4 } ),
				async ( speaksProtocol, messages ) => {
					const socket = new WebSocket(
						`ws://127.0.0.1:${ hub.port }/ws?site=${ SITE }`,
						speaksProtocol ? [ 'realtime-events.v1' ] : [],
						{ origin: ORIGIN }
					);
					socket.on( 'error', () => {} );
					await once( socket, 'open' );
					messages.forEach( ( message ) => socket.send( message ) );
					socket.close();
					await once( socket, 'close' );
				}
			),
			{ numRuns: 60 }
		);
		expect( await stillServes() ).toBe( true );
		// The last ones are on their way out.
		await metricIs( hub, 'connections', 0 );
	}, 30_000 );
} );
