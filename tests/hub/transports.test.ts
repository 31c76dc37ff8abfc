import { once } from 'node:events';
import { io } from 'socket.io-client';
import { WebSocket } from 'ws';
import { verifyToken } from '../../src/hub/auth/token-verifier';
import {
	WEBSOCKET_SUBPROTOCOL,
	type CloudEvent,
	type SiteStats,
} from '../../src/protocol';
import { connect, join, until } from './support/client';
import {
	API_KEY,
	ORIGIN,
	OTHER_KEY,
	OTHER_URL,
	SITE,
	hubConfig,
	startHub,
	type RunningHub,
} from './support/hub-fixture';
import { metricIs } from './support/metrics';
import { event, publish, signed, token } from './support/publishing';

type Message = Record< string, unknown >;

class Plain {
	readonly messages: Message[] = [];
	readonly socket: WebSocket;
	closed: { code: number; reason: string } | null = null;

	constructor(
		url: string,
		protocols: string[] = [ WEBSOCKET_SUBPROTOCOL ],
		origin = ORIGIN
	) {
		this.socket = new WebSocket( url.replace( 'http', 'ws' ), protocols, {
			origin,
		} );
		this.socket.on( 'message', ( data ) =>
			this.messages.push( JSON.parse( String( data ) ) )
		);
		this.socket.on(
			'close',
			( code, reason ) =>
				( this.closed = { code, reason: String( reason ) } )
		);
		this.socket.on( 'error', () => {} );
	}

	say( message: object ): void {
		this.socket.send( JSON.stringify( message ) );
	}

	async answer( id: number ): Promise< Message > {
		await until( () =>
			this.messages.some( ( message ) => message.id === id )
		);
		return this.messages.find( ( message ) => message.id === id )!;
	}

	async of( type: string, count = 1 ): Promise< Message[] > {
		const found = () =>
			this.messages.filter( ( message ) => message.type === type );
		await until( () => found().length >= count );
		return found();
	}
}

describe( 'other ways in', () => {
	let hub: RunningHub;

	beforeEach( async () => {
		hub = await startHub( { connectTimeoutMs: 300 } );
	} );

	afterEach( () => hub.stop() );

	describe( 'plain WebSocket', () => {
		it( 'says the same as Socket.IO does', async () => {
			const plain = new Plain( `${ hub.url }/ws?site=${ SITE }` );
			await once( plain.socket, 'open' );
			plain.say( { type: 'connect', id: 1, token: await token() } );
			expect( await plain.answer( 1 ) ).toEqual( {
				type: 'answer',
				id: 1,
				ok: true,
				connection: expect.any( String ),
			} );
			const before = event();
			await publish( hub.url, [ before ] );
			plain.say( {
				type: 'subscribe',
				id: 2,
				channels: [
					{ channel: 'editors', sequence: '0' },
					{ channel: 'user:9' },
				],
			} );
			const { channels } = await plain.answer( 2 );
			expect( channels ).toMatchObject( [
				{
					channel: 'editors',
					ok: true,
					offset: 1,
					recovered: false,
					presence: { count: 1 },
				},
				{ channel: 'user:9', ok: false, code: 'channel_forbidden' },
			] );
			const [ { epoch } ] = channels as [ { epoch: string } ];
			const sent = [ event(), event() ];
			await publish( hub.url, sent );
			const events = ( await plain.of( 'events' ) ).flatMap(
				( message ) => message.events
			);
			expect( events ).toEqual( sent );
			plain.say( {
				type: 'subscribe',
				id: 3,
				channels: [ { channel: 'editors', epoch, offset: 0 } ],
			} );
			expect( await plain.answer( 3 ) ).toMatchObject( {
				channels: [
					{ recovered: true, offset: 3, events: [ before, ...sent ] },
				],
			} );
			plain.say( { type: 'nonsense', id: 4 } );
			expect( await plain.answer( 4 ) ).toMatchObject( {
				ok: false,
				code: 'message_invalid',
			} );
			plain.socket.close();
		} );

		it( 'passes signals on with their type, whichever way their members came', async () => {
			const CHANNEL = 'postType/post:7';
			const tokenOf = ( sub: string ) =>
				token( { channels: [ CHANNEL ], claims: { sub } } );
			const plain = new Plain( `${ hub.url }/ws?site=${ SITE }` );
			await once( plain.socket, 'open' );
			plain.say( {
				type: 'connect',
				id: 1,
				token: await tokenOf( '1' ),
			} );
			await plain.answer( 1 );
			const channels = [ { channel: CHANNEL } ];
			plain.say( { type: 'subscribe', id: 2, channels } );
			await plain.answer( 2 );
			const other = await connect( hub.url, {
				auth: { site: SITE, token: await tokenOf( '2' ) },
			} );
			await join( other, { channel: CHANNEL } );
			const heard = new Promise( ( resolve ) =>
				other.once( 'signal', resolve )
			);
			const signal = { channel: CHANNEL, data: { field: 'title' } };
			plain.say( { type: 'signal', id: 3, signal: 'typing', ...signal } );
			expect( await plain.answer( 3 ) ).toMatchObject( { ok: true } );
			expect( await heard ).toMatchObject( {
				type: 'typing',
				...signal,
			} );
			other.emit( 'signal', { type: 'seen', ...signal }, () => {} );
			expect( await plain.of( 'signal' ) ).toEqual( [
				{
					type: 'signal',
					signal: 'seen',
					...signal,
					from: { id: '2', name: 'Ada' },
					time: expect.any( String ),
				},
			] );
			other.disconnect();
			plain.socket.close();
		} );

		it( 'closes with a number that tells what to do', async () => {
			const closeOf = async ( first: object | null, query = '' ) => {
				const plain = new Plain( `${ hub.url }/ws${ query }` );
				await once( plain.socket, 'open' );
				if ( first ) {
					plain.say( first );
				}
				await until( () => plain.closed !== null );
				return plain.closed;
			};
			expect( await closeOf( { type: 'connect', site: 'x' } ) ).toEqual( {
				code: 4303,
				reason: 'site_unknown',
			} );
			expect(
				await closeOf(
					{ type: 'connect', token: 'x' },
					`?site=${ SITE }`
				)
			).toEqual( { code: 4202, reason: 'token_invalid' } );
			expect(
				await closeOf( { type: 'subscribe', channels: [] } )
			).toEqual( { code: 4305, reason: 'message_invalid' } );
			expect( await closeOf( null ) ).toEqual( {
				code: 4005,
				reason: 'connect_timeout',
			} );
		} );

		it( 'refuses foreign pages before the upgrade', async () => {
			const socket = new WebSocket(
				`ws://127.0.0.1:${ hub.port }/ws`,
				WEBSOCKET_SUBPROTOCOL,
				{ origin: 'https://evil.test' }
			);
			const [ error ] = await once( socket, 'error' );
			expect( error.message ).toContain( '403' );
		} );
	} );

	describe( 'Server-Sent Events', () => {
		const open = async (
			query: string,
			headers: Record< string, string > = {}
		) => {
			const abort = new AbortController();
			const response = await fetch( `${ hub.url }/sse?${ query }`, {
				headers: { origin: ORIGIN, ...headers },
				signal: abort.signal,
			} );
			let text = '';
			const reading = ( async () => {
				for await ( const chunk of response.body as unknown as AsyncIterable< Uint8Array > ) {
					text += new TextDecoder().decode( chunk );
				}
			} )().catch( () => {} );
			return {
				response,
				text: () => text,
				close: async () => {
					abort.abort();
					await reading;
				},
			};
		};

		const idsIn = ( text: string ) =>
			[ ...text.matchAll( /^id: (.+)\ndata: (.+)$/gm ) ].map(
				( [ , position, data ] ) => ( {
					position,
					id: ( JSON.parse( data! ) as CloudEvent ).id,
				} )
			);

		it( 'streams public events and goes on where it was cut', async () => {
			const first = await open( `site=${ SITE }&channels=public` );
			await until( () => first.text().includes( 'event: subscribed' ) );
			const sent = Array.from( { length: 3 }, () =>
				event( { channel: 'public' } )
			);
			await publish( hub.url, [ sent[ 0 ] ] );
			await until( () => idsIn( first.text() ).length === 1 );
			const [ seen ] = idsIn( first.text() );
			await first.close();
			await publish( hub.url, sent.slice( 1 ) );
			const second = await open( `site=${ SITE }&channels=public`, {
				'last-event-id': seen!.position!,
			} );
			await until( () => second.text().includes( 'event: subscribed' ) );
			expect( [
				seen!.id,
				...idsIn( second.text() ).map( ( { id } ) => id ),
			] ).toEqual( sent.map( ( { id } ) => id ) );
			expect( second.text() ).toContain( '"recovered":true' );
			expect(
				second.response.headers.get( 'access-control-allow-origin' )
			).toBe( ORIGIN );
			await second.close();
		} );

		it( 'holds nothing for who is gone before being let in', async () => {
			await hub.stop();
			const door: { open?: () => void } = {};
			hub = await startHub(
				{},
				{
					verify: async ( ...args ) => {
						await new Promise< void >(
							( resolve ) => ( door.open = resolve )
						);
						return verifyToken( ...args );
					},
				}
			);
			const abort = new AbortController();
			const asking = fetch( `${ hub.url }/sse?site=${ SITE }`, {
				headers: {
					origin: ORIGIN,
					authorization: `Bearer ${ await token() }`,
				},
				signal: abort.signal,
			} );
			const ended = asking.then(
				() => 'answered',
				() => 'gone'
			);
			await until( () => door.open !== undefined );
			abort.abort();
			expect( await ended ).toBe( 'gone' );
			// The hub has heard of it, too: what it answers later comes after it.
			await metricIs( hub, 'connections', 0 );
			door.open?.();
			const connectionsOfSite = async () =>
				(
					( await (
						await fetch( `${ hub.url }/api/v1/stats`, {
							headers: signed( '' ),
						} )
					).json() ) as SiteStats
				 ).connections;
			await metricIs( hub, 'connections', 0 );
			expect( await connectionsOfSite() ).toBe( 0 );
		} );

		it( 'tells who comes to a site that is full to come back', async () => {
			await hub.stop();
			const sites = hubConfig().sites.map( ( site ) => ( {
				...site,
				maxConnections: 1,
			} ) );
			hub = await startHub( { sites } );
			const first = await open( `site=${ SITE }` );
			await until( () => first.text().includes( 'event: subscribed' ) );
			const { response } = await open( `site=${ SITE }` );
			expect( response.status ).toBe( 503 );
			expect( response.headers.get( 'retry-after' ) ).not.toBeNull();
			await first.close();
		} );

		it( 'asks for a token in a header, and refuses the rest', async () => {
			const jwt = await token();
			const good = await open( `site=${ SITE }&channels=editors`, {
				authorization: `Bearer ${ jwt }`,
			} );
			await until( () => good.text().includes( 'event: subscribed' ) );
			await good.close();
			const without = await open( `site=${ SITE }&channels=editors` );
			await until( () => without.text().includes( 'token_required' ) );
			await without.close();
			const inUrl = await open(
				`site=${ SITE }&channels=editors&token=${ jwt }`
			);
			await until( () => inUrl.text().includes( 'token_required' ) );
			await inUrl.close();
			expect( ( await open( 'site=x' ) ).response.status ).toBe( 401 );
			expect(
				(
					await open( `site=${ SITE }`, {
						origin: 'https://evil.test',
					} )
				).response.status
			).toBe( 403 );
			expect(
				( await open( `site=${ SITE }`, { origin: OTHER_URL } ) )
					.response.status
			).toBe( 403 );
		} );
	} );

	describe( 'the addresses of plain relays', () => {
		const send = async (
			path: string,
			body: object,
			headers: Record< string, string > = {}
		) => {
			const response = await fetch( hub.url + path, {
				method: 'POST',
				body: JSON.stringify( body ),
				headers: { 'content-type': 'application/json', ...headers },
			} );
			return {
				status: response.status,
				body: ( await response.json() ) as Message,
			};
		};
		const bearer = { authorization: `Bearer ${ API_KEY }` };

		it.each( [
			[
				'/event',
				{ type: 'post_published', timestamp: 1, title: 'Hello' },
				bearer,
			],
			[
				'/event-from-wp',
				{
					type: 'post_published',
					data: { title: 'Hello' },
					timestamp: 1,
				},
				bearer,
			],
			[
				'/dispatch',
				{
					event: 'post_published',
					data: { title: 'Hello' },
					timestamp: 1,
				},
				bearer,
			],
			[
				'/api/send-event',
				{
					type: 'post_published',
					apiKey: API_KEY,
					data: { title: 'Hello' },
					timestamp: 1,
				},
				{},
			],
		] )(
			'takes at %s what its recipe sends, and gives its clients what they expect',
			async ( path, body, headers ) => {
				const plain = new Plain( `${ hub.url }/`, [] );
				await plain.of( 'welcome' );
				const relay = io( hub.url, {
					transports: [ 'websocket' ],
					extraHeaders: { origin: ORIGIN },
					forceNew: true,
				} );
				await new Promise( ( resolve ) =>
					relay.once( 'welcome', resolve )
				);
				const member = await connect( hub.url );
				const received: CloudEvent[] = [];
				member.on( 'events', ( { events } ) =>
					received.push( ...events )
				);
				await join( member, { channel: 'public' } );
				const custom = new Promise( ( resolve ) =>
					relay.once( 'custom_event', resolve )
				);
				expect(
					await send(
						path,
						body,
						headers as Record< string, string >
					)
				).toMatchObject( {
					status: 200,
					body: { success: true, id: expect.any( String ) },
				} );
				expect( await plain.of( 'post_published' ) ).toMatchObject( [
					{
						type: 'post_published',
						event: 'post_published',
						title: 'Hello',
						data: { title: 'Hello' },
						timestamp: 1,
					},
				] );
				expect( await custom ).toMatchObject( {
					type: 'post_published',
					data: { title: 'Hello' },
					timestamp: 1,
				} );
				await until( () => received.length === 1 );
				expect( received[ 0 ] ).toMatchObject( {
					type: 'post_published',
					channel: 'public',
					data: { title: 'Hello' },
				} );
				expect( JSON.stringify( received ) ).not.toContain( API_KEY );
				relay.disconnect();
				member.disconnect();
				plain.socket.close();
			}
		);

		it( 'gives clients of relays public events and nothing else, under the names they know', async () => {
			const plain = new Plain( `${ hub.url }/ws`, [] );
			await plain.of( 'welcome' );
			plain.say( { type: 'authenticate', token: await token() } );
			expect( await plain.of( 'authenticated' ) ).toEqual( [
				{ type: 'authenticated', success: true },
			] );
			plain.say( {
				type: 'subscribe',
				channels: [ { channel: 'editors' } ],
			} );
			plain.say( { type: 'authenticate', token: API_KEY } );
			await plain.of( 'auth_error' );
			await publish( hub.url, [
				event( { channel: 'editors', type: 'secret.thing' } ),
				event( { channel: 'user:1', type: 'secret.thing' } ),
				event( { channel: 'public', type: 'order.completed' } ),
			] );
			await plain.of( 'order_completed' );
			expect( JSON.stringify( plain.messages ) ).not.toContain(
				'secret'
			);
			plain.socket.close();
		} );

		it( 'refuses a wrong key, no key, another body', async () => {
			for ( const [ body, headers ] of [
				[ {}, {} ],
				[ { apiKey: 'x' }, {} ],
				[ {}, { authorization: 'Bearer x' } ],
				[ { apiKey: [ API_KEY ] }, {} ],
			] as const ) {
				expect( await send( '/event', body, headers ) ).toMatchObject( {
					status: 401,
					body: { code: 'key_invalid' },
				} );
			}
			expect( await send( '/event', [], bearer ) ).toMatchObject( {
				status: 400,
			} );
			// Another site's key speaks for that site alone.
			expect(
				await send(
					'/event',
					{},
					{ authorization: `Bearer ${ OTHER_KEY }` }
				)
			).toMatchObject( { status: 200 } );
		} );
	} );
} );
