import { once } from 'node:events';
import type { Socket as NetSocket } from 'node:net';
import { WebSocket } from 'ws';
import type { SiteStats } from '../../src/protocol';
import { connect, eventually, join, until } from './support/client';
import { ORIGIN, SITE, startHub, type RunningHub } from './support/hub-fixture';
import { metricOf } from './support/metrics';
import { event, publish, signed, token } from './support/publishing';

const KIB = 1024;
const MB = 1024 * KIB;
const SLOW_TEST_MS = 30_000;

/** A socket without a client library, to do what none does. */
class Speaker {
	readonly socket: WebSocket;
	heard = '';

	constructor( url: string, protocols: string[] = [] ) {
		this.socket = new WebSocket( url.replace( 'http', 'ws' ), protocols, {
			origin: ORIGIN,
		} );
		this.socket.on( 'error', () => {} );
		this.socket.on(
			'message',
			( bytes ) => ( this.heard += String( bytes ) )
		);
	}

	get net(): NetSocket {
		return ( this.socket as unknown as { _socket: NetSocket } )._socket;
	}

	/** All in one piece, so that the hub hears it in one turn. */
	sayAtOnce( messages: readonly ( string | Buffer )[] ): void {
		this.net.cork();
		messages.forEach( ( message ) => this.socket.send( message ) );
		this.net.uncork();
	}
}

/** The two ways of the hub's own protocol. */
const KINDS = {
	'Socket.IO': {
		open: async ( url: string, auth: object ) => {
			const speaker = new Speaker(
				`${ url }/socket.io/?EIO=4&transport=websocket`
			);
			await once( speaker.socket, 'open' );
			speaker.socket.send( `40${ JSON.stringify( auth ) }` );
			await until( () => speaker.heard.includes( '40{' ) );
			return speaker;
		},
		encode: ( name: string, payload: object ) =>
			`421${ JSON.stringify( [ name, payload ] ) }`,
	},
	'plain WebSocket': {
		open: async ( url: string, auth: object ) => {
			const speaker = new Speaker( `${ url }/ws`, [
				'realtime-events.v1',
			] );
			await once( speaker.socket, 'open' );
			speaker.socket.send(
				JSON.stringify( { type: 'connect', id: 1, ...auth } )
			);
			await until( () => speaker.heard.includes( '"connection"' ) );
			return speaker;
		},
		encode: ( name: string, payload: object ) =>
			JSON.stringify( { type: name, id: 2, ...payload } ),
	},
};
const NAMES = Object.keys( KINDS ) as ( keyof typeof KINDS )[];

describe( 'what a client says', () => {
	let hub: RunningHub;
	let speaker: Speaker | null;

	beforeEach( async () => {
		hub = await startHub();
		speaker = null;
	} );

	afterEach( async () => {
		speaker?.socket.terminate();
		await hub.stop();
	} );

	/** Puts some 230 KiB into each channel, and says how to ask for it. */
	const fill = async ( ...channels: string[] ) => {
		const reader = await connect( hub.url, {
			auth: { site: SITE, token: await token( { channels } ) },
		} );
		const data = { text: 'x'.repeat( 2000 ) };
		const requests = [];
		for ( const channel of channels ) {
			const { epoch } = await join( reader, { channel } );
			requests.push( { channel, epoch, offset: 0 } );
			await publish(
				hub.url,
				Array.from( { length: 100 }, () => event( { channel, data } ) )
			);
		}
		reader.disconnect();
		return requests;
	};

	/** The most that waited for clients until something is so. */
	const mostWaiting = async ( isOver: () => Promise< boolean > ) => {
		let most = 0;
		await eventually(
			async () => {
				const waiting = await metricOf( hub )( 'waiting_bytes' );
				most = Math.max( most, waiting );
				return isOver();
			},
			Boolean,
			1
		);
		return most;
	};

	describe.each( NAMES )( 'by %s', ( name ) => {
		const { open, encode } = KINDS[ name ];

		it(
			'is answered as long as it takes the answers, and then it is cut',
			async () => {
				const channels = await fill( 'public' );
				speaker = await open( hub.url, { site: SITE } );
				speaker.net.pause();
				// Some twenty megabytes of answers, of which the kernel takes a part.
				speaker.sayAtOnce(
					Array( 90 ).fill( encode( 'subscribe', { channels } ) )
				);
				const most = await mostWaiting(
					async () =>
						( await metricOf( hub )(
							'closed_total{code="slow_consumer"}'
						) ) === 1
				);
				expect( most ).toBeLessThan( 2 * MB );
			},
			SLOW_TEST_MS
		);

		it(
			'may have a large answer, which is not held against it, nor what comes behind it',
			async () => {
				const names = Array.from(
					{ length: 40 },
					( _, index ) => `postType/post:${ index + 1 }`
				);
				const channels = await fill( ...names );
				speaker = await open( hub.url, {
					site: SITE,
					token: await token( { channels: names } ),
				} );
				speaker.net.pause();
				// Nine megabytes: more than the kernel takes, and than may wait of events.
				speaker.sayAtOnce( [
					encode( 'subscribe', { channels } ),
					encode( 'unwatch', { channels: names } ),
				] );
				await eventually(
					() => metricOf( hub )( 'recovered_events_count' ),
					( count ) => count === 40,
					10
				);
				expect(
					await metricOf( hub )( 'waiting_bytes' )
				).toBeGreaterThan( MB );
				const last = event( { channel: names[ 0 ]! } );
				await publish( hub.url, [ last ] );
				speaker.net.resume();
				const { socket } = speaker;
				await until( () => speaker!.heard.includes( last.id ) );
				expect( socket.readyState ).toBe( WebSocket.OPEN );
			},
			SLOW_TEST_MS
		);

		it.each( [
			[ 'subscribe', { channel: 'public' } ],
			[ 'watch', 'public' ],
		] )( 'names a channel once in a message: %s', async ( verb, one ) => {
			speaker = await open( hub.url, { site: SITE } );
			const before = speaker.heard.length;
			speaker.socket.send(
				encode( verb, { channels: Array( 128 ).fill( one ) } )
			);
			await until( () => speaker!.heard.length > before );
			expect( speaker.heard.slice( before ) ).toContain(
				'message_invalid'
			);
		} );

		it(
			'is answered where it is a ping, as long as it takes the answers',
			async () => {
				speaker = await open( hub.url, { site: SITE } );
				const { socket, net } = speaker;
				const answered = once( socket, 'pong' );
				socket.ping();
				await answered;
				net.pause();
				const frame = Buffer.concat( [
					// A ping of 125 bytes, masked with zeros.
					Buffer.from( [ 0x89, 0x80 + 125, 0, 0, 0, 0 ] ),
					Buffer.alloc( 125 ),
				] );
				const thousand = Buffer.concat( Array( 1000 ).fill( frame ) );
				// Twenty-six megabytes, more than the kernel takes of the answers.
				for ( let i = 0; i < 200; i++ ) {
					net.write( thousand );
				}
				const most = await mostWaiting(
					async () => net.writableLength === 0
				);
				expect( most ).toBeLessThan( 64 * KIB );
			},
			SLOW_TEST_MS
		);
	} );

	it( 'is one session, however often it connects before it is let in', async () => {
		speaker = new Speaker(
			`${ hub.url }/socket.io/?EIO=4&transport=websocket`
		);
		const { socket } = speaker;
		await once( socket, 'open' );
		const closed = once( socket, 'close' );
		speaker.sayAtOnce( Array( 500 ).fill( `40{"site":"${ SITE }"}` ) );
		await closed;
		const stats = ( await (
			await fetch( `${ hub.url }/api/v1/stats`, {
				headers: signed( '' ),
			} )
		).json() ) as SiteStats;
		expect( stats.connections ).toBe( 0 );
	} );

	it.each( [
		[ 'to another namespace', '40/admin,' ],
		[ 'as an acknowledgement', '431[]' ],
		[ 'as bytes', '451-["subscribe",{"_placeholder":true,"num":0}]' ],
	] )( 'is not said by Socket.IO %s', async ( _how, message ) => {
		speaker = await KINDS[ 'Socket.IO' ].open( hub.url, { site: SITE } );
		const closed = once( speaker.socket, 'close' );
		speaker.socket.send( message );
		await closed;
		expect( await metricOf( hub )( 'connections' ) ).toBe( 0 );
	} );

	it.each( [
		[ 'words', '{"type":"hello"}' ],
		[ 'no JSON', 'hello' ],
		[ 'bytes', Buffer.from( 'hello' ) ],
	] )(
		'is counted where it means nothing, as from the client of a relay: %s',
		async ( _what, message ) => {
			speaker = new Speaker( `${ hub.url }/ws` );
			const { socket } = speaker;
			await until( () => speaker!.heard.includes( 'welcome' ) );
			const closed = once( socket, 'close' );
			speaker.sayAtOnce( Array( 400 ).fill( message ) );
			expect( ( await closed )[ 0 ] ).toBe( 4309 );
		}
	);
} );
