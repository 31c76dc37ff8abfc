import { PushLine } from '../../src/connection/push-line';
import type {
	Approach,
	Closed,
	Credentials,
	PushHandlers,
	PushTransport,
} from '../../src/connection/types';
import { openTransport } from '../../src/connection/transports';
import type { CloudEvent, EventsMessage } from '../../src/protocol';
import { eventually, until } from './support/client';
import { SITE, startHub, type RunningHub } from './support/hub-fixture';
import { metricIs, metricOf } from './support/metrics';
import { pretendToBeAPage } from './support/page-web-socket';
import { Proxy } from './support/proxy';
import { event, publish, token } from './support/publishing';

/** What a page hears of its transport. */
class Page {
	transport: PushTransport | null = null;
	isListening = false;
	readonly messages: EventsMessage[] = [];
	readonly hints: CloudEvent[] = [];
	closed: Closed | null = null;
	/** How many are where, as it was told last. */
	readonly counts = new Map< string, number >();
	/** What the hub calls the connection. */
	id = '';
	/** Why the one before was cut. */
	cut: string | null = null;

	readonly handlers: PushHandlers = {
		opened: ( transport, id ) => {
			this.transport = transport;
			this.id = id;
		},
		listening: ( transport ) => {
			this.transport = transport;
			this.isListening = true;
		},
		rang: ( hint ) => this.hints.push( hint ),
		events: ( message ) => this.messages.push( message ),
		presence: ( { channel, count } ) => this.counts.set( channel, count ),
		signal: () => {},
		resync: () => {},
		cut: ( { code } ) => ( this.cut = code ),
		tokenExpired: () => {},
		heard: () => {},
		closed: ( closed ) => ( this.closed = closed ),
	};
}

describe( 'the ways in which a page listens, on a real hub', () => {
	let hub: RunningHub;
	let stopPretending: () => void;

	beforeEach( async () => {
		stopPretending = pretendToBeAPage();
		hub = await startHub();
	} );

	afterEach( async () => {
		stopPretending();
		await hub.stop();
	} );

	const credentials = (
		transport: Credentials[ 'transport' ],
		path: string
	): Credentials => ( {
		site: SITE,
		url: hub.url,
		path,
		profile: 'hub',
		transport,
		reach: 'all',
		channels: [],
	} );

	const open = async (
		transport: Credentials[ 'transport' ],
		path: string,
		more: Partial< Approach > = {}
	): Promise< Page > => {
		const page = new Page();
		await openTransport(
			{ ...credentials( transport, path ), ...more },
			page.handlers
		);
		return page;
	};

	describe.each( [
		[ 'hub', '/socket.io/' ],
		[ 'hub-websocket', '/ws' ],
	] as const )( 'by the transport %s', ( transport, path ) => {
		let proxy: Proxy;

		beforeEach( async () => {
			proxy = await Proxy.create( hub.port );
		} );

		afterEach( () => proxy.close() );

		/** A browser's line to the hub: it opens one connection after the other. */
		const lineOf = async ( sub: string ) => {
			const page = new Page();
			const jwt = await token( { claims: { sub } } );
			const line = new PushLine(
				() =>
					Promise.resolve( {
						...credentials( transport, path ),
						url: `http://127.0.0.1:${ proxy.port }`,
						token: jwt,
					} ),
				() => openTransport,
				{
					...page.handlers,
					opened: ( opened ) => page.handlers.opened( opened, '' ),
					listening: () => {},
					hubless: () => {},
					failed: ( error ) => {
						throw error;
					},
				}
			);
			const reopen = async () => {
				page.transport = null;
				await line.open();
				await until( () => page.transport !== null );
				await new Promise( ( resolve ) =>
					page.transport!.subscribe(
						[ { channel: 'editors' } ],
						resolve
					)
				);
			};
			await reopen();
			return { page, line, reopen };
		};

		it( 'a page that was cut for not reading is told so when it is back', async () => {
			const { page, line, reopen } = await lineOf( '1' );
			proxy.mode = 'deaf';
			const data = { text: 'x'.repeat( 60 * 1024 ) };
			await eventually(
				async () => {
					await publish(
						hub.url,
						Array.from( { length: 10 }, () => event( { data } ) )
					);
					return metricOf( hub )(
						'closed_total{code="slow_consumer"}'
					);
				},
				( cut ) => cut > 0,
				0
			);
			line.close();
			proxy.mode = 'pass';
			await reopen();
			await until( () => page.cut !== null );
			expect( page.cut ).toBe( 'slow_consumer' );
			line.close();
		}, 30_000 );

		it( 'a page that is back is on one connection, though nobody has closed the one that broke', async () => {
			const first = await lineOf( '1' );
			const other = await lineOf( '2' );
			proxy.mode = 'hang';
			first.line.close();
			other.line.close();
			expect( await metricOf( hub )( 'connections' ) ).toBe( 2 );
			proxy.mode = 'pass';
			await first.reopen();
			await metricIs( hub, 'connections', 2 );
			await other.reopen();
			await metricIs( hub, 'connections', 2 );
			expect( first.page.cut ).toBeNull();
			first.line.close();
			other.line.close();
		} );

		it( 'a page looks at channels without being in them', async () => {
			const channel = 'postType/post:7';
			const jwt = await token( { channels: [ channel ] } );
			const [ page, member ] = [
				await open( transport, path, { token: jwt } ),
				await open( transport, path, { token: jwt } ),
			];
			await until( () =>
				[ page, member ].every( ( one ) => one.transport !== null )
			);
			const answer = await new Promise( ( resolve ) =>
				page.transport!.watch( [ channel, 'postType/post:8' ], resolve )
			);
			expect( answer ).toMatchObject( {
				channels: [
					{ channel, ok: true, presence: { count: 0 } },
					{ ok: false, code: 'channel_forbidden' },
				],
			} );
			member.transport!.subscribe( [ { channel } ], () => {} );
			await until( () => page.counts.get( channel ) === 1 );
			page.transport!.unwatch( [ channel ] );
			page.transport!.close();
			member.transport!.close();
		} );

		it( 'nobody ends the connection of somebody else by naming it', async () => {
			const page = await open( transport, path, {
				token: await token(),
			} );
			await until( () => page.transport !== null );
			for ( const [ auth, previous ] of [
				[ { claims: { sub: '2' } }, page.id ],
				[ {}, 'somebody' ],
			] as const ) {
				const other = await open( transport, path, {
					token: await token( auth ),
					previous,
				} );
				await until( () => other.transport !== null );
				other.transport!.close();
			}
			await metricIs( hub, 'connections', 1 );
			expect( page.closed ).toBeNull();
			page.transport!.close();
		} );
	} );

	it( 'a plain WebSocket joins, is told, renews its token and says why it ended', async () => {
		const page = await open( 'hub-websocket', '/ws', {
			token: await token(),
		} );
		await until( () => page.transport !== null );
		const answer = await new Promise( ( resolve ) =>
			page.transport!.subscribe( [ { channel: 'editors' } ], resolve )
		);
		expect( answer ).toMatchObject( {
			channels: [ { channel: 'editors', ok: true } ],
		} );
		const sent = event();
		await publish( hub.url, [ sent ] );
		await until( () => page.messages.length === 1 );
		expect( page.messages[ 0 ] ).toMatchObject( {
			channel: 'editors',
			events: [ sent ],
		} );
		const renewed = await new Promise( ( resolve ) =>
			token().then( ( next ) => page.transport!.renew( next, resolve ) )
		);
		expect( renewed ).toMatchObject( { ok: true } );
		await hub.stop();
		await until( () => page.closed !== null );
		expect( page.closed?.reason ).toMatch(
			/^(hub_closing|connection_lost)$/
		);
	} );

	it( 'a plain WebSocket that the hub refuses knows whether to come back', async () => {
		const page = await open( 'hub-websocket', '/ws', { token: 'x.y.z' } );
		await until( () => page.closed !== null );
		expect( page.closed ).toMatchObject( {
			reason: 'token_refused',
			code: 'token_invalid',
		} );
		const stranger = await open( 'hub-websocket', '/ws', { site: 'x' } );
		await until( () => stranger.closed !== null );
		expect( stranger.closed ).toMatchObject( {
			reason: 'hub_refused',
			code: 'site_unknown',
		} );
	} );

	it( 'nobody at the address is a hub that cannot be reached', async () => {
		const { url } = hub;
		await hub.stop();
		for ( const transport of [ 'hub-websocket', 'websocket' ] as const ) {
			const page = await open( transport, '/ws', { url } );
			await until( () => page.closed !== null );
			expect( page.closed?.reason ).toBe( 'hub_unreachable' );
		}
		hub = await startHub();
	} );

	it( 'a page that was made for a relay hears the hub in its place, and shows its token where it has one', async () => {
		const types = { post_published: 'post.published' };
		const pages = [
			await open( 'websocket', '', { types } ),
			await open( 'websocket', '/ws', { types, token: await token() } ),
		];
		await until( () => pages.every( ( page ) => page.isListening ) );
		const sent = event( { type: 'post.published', channel: 'public' } );
		await publish( hub.url, [ sent, event( { channel: 'editors' } ) ] );
		await until( () => pages.every( ( { hints } ) => hints.length > 0 ) );
		for ( const { hints } of pages ) {
			expect( hints ).toMatchObject( [
				{
					type: 'post.published',
					data: sent.data,
					channel: 'public',
					time: sent.time,
				},
			] );
			expect( hints[ 0 ]?.id ).toBe( pages[ 0 ]?.hints[ 0 ]?.id );
		}
		pages.forEach( ( { transport } ) => transport?.close() );
	} );

	it( 'a relay that does not take the token is a refused token', async () => {
		const page = await open( 'websocket', '/ws', { token: 'x.y.z' } );
		await until( () => page.closed !== null );
		expect( page.closed?.reason ).toBe( 'token_refused' );
	} );
} );
