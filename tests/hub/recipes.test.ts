import { once } from 'node:events';
import { io } from 'socket.io-client';
import { WebSocket } from 'ws';
import { until } from './support/client';
import {
	API_KEY,
	ORIGIN,
	startHub,
	type RunningHub,
} from './support/hub-fixture';
import { event, publish, token } from './support/publishing';

type Frame = { type?: string; event?: string; data?: object };

/**
 * The clients are the recipes' own, as a site has them in its pages: nothing in
 * them knows of this hub.
 */
describe( 'the hub in the place of a relay', () => {
	let hub: RunningHub;

	beforeEach( async () => {
		hub = await startHub();
	} );

	afterEach( () => hub.stop() );

	/** What the recipes for plain WebSockets do in a page. */
	async function plainClient( path: string ): Promise< Frame[] > {
		const frames: Frame[] = [];
		const socket = new WebSocket( hub.url.replace( 'http', 'ws' ) + path, {
			origin: ORIGIN,
		} );
		socket.on( 'message', ( bytes ) =>
			frames.push( JSON.parse( String( bytes ) ) as Frame )
		);
		await once( socket, 'message' );
		return frames;
	}

	it( 'tells their clients what a site with this plugin publishes, under the names they know', async () => {
		const atRoot = await plainClient( '/' );
		const atWs = await plainClient( '/ws' );
		const custom: Frame[] = [];
		const socket = io( hub.url, {
			transports: [ 'websocket' ],
			extraHeaders: { origin: ORIGIN },
			forceNew: true,
		} );
		socket.on( 'custom_event', ( message: Frame ) =>
			custom.push( message )
		);
		await new Promise( ( resolve ) => socket.once( 'welcome', resolve ) );
		const NAMES = {
			'post.published': 'post_published',
			'post.updated': 'post_updated',
			'post.draft_saved': 'post_saved',
			'order.completed': 'order_completed',
			'user.registered': 'user_registered',
			my_custom_event: 'my_custom_event',
			generic_event: 'generic_event',
		};
		await publish(
			hub.url,
			Object.keys( NAMES ).map( ( type ) =>
				event( { type, channel: 'public', data: { title: type } } )
			)
		);
		const names = Object.values( NAMES );
		const typesOf = ( frames: Frame[] ) =>
			frames
				.map( ( { type } ) => type )
				.filter( ( type ) => type !== 'welcome' );
		await until( () => typesOf( atRoot ).length === names.length );
		await until( () => typesOf( atWs ).length === names.length );
		await until( () => custom.length === names.length );
		expect( typesOf( atRoot ) ).toEqual( names );
		expect( typesOf( atWs ) ).toEqual( names );
		expect( typesOf( custom ) ).toEqual( names );
		// A Ratchet recipe's client reads `event` and `data`.
		expect( atRoot.map( ( frame ) => frame.event ).slice( 1 ) ).toEqual(
			names
		);
		expect( custom[ 0 ] ).toMatchObject( {
			data: { title: 'post.published' },
			timestamp: expect.any( String ),
		} );
		socket.disconnect();
	} );

	it( 'gives visitors with the client of the key-in-body recipe what is public and nothing else, whatever they show', async () => {
		/** Opens, authenticates, and hands on what comes after. */
		const visitor = async ( shows: object ) => {
			const frames: Frame[] = [];
			const socket = new WebSocket( hub.url.replace( 'http', 'ws' ), {
				origin: ORIGIN,
			} );
			socket.on( 'open', () =>
				socket.send(
					JSON.stringify( { type: 'authenticate', ...shows } )
				)
			);
			socket.on( 'message', ( bytes ) =>
				frames.push( JSON.parse( String( bytes ) ) as Frame )
			);
			await until( () =>
				frames.some( ( { type } ) => /^auth/.test( type ?? '' ) )
			);
			return { frames, socket };
		};
		const visitors = [
			await visitor( {} ),
			await visitor( { token: '' } ),
			await visitor( { token: API_KEY } ),
			await visitor( { apiKey: API_KEY } ),
			await visitor( { token: await token() } ),
		];
		const send = async ( channel: string | undefined, title: string ) => {
			const { status } = await fetch( `${ hub.url }/api/send-event`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify( {
					type: 'post_published',
					apiKey: API_KEY,
					data: { title },
					timestamp: '2026-01-31T12:00:00Z',
					...( channel && { channel } ),
				} ),
			} );
			expect( status ).toBe( 200 );
		};
		await send( 'editors', 'secret' );
		await send( 'user:1', 'secret' );
		await publish( hub.url, [
			event( { channel: 'admins', data: { title: 'secret' } } ),
		] );
		await send( undefined, 'for all' );
		await until( () =>
			visitors.every( ( { frames } ) =>
				frames.some( ( { type } ) => type === 'post_published' )
			)
		);
		for ( const { frames, socket } of visitors ) {
			expect(
				frames
					.map( ( { type } ) => type )
					.filter( Boolean )
					.sort()
			).toEqual( [
				expect.stringMatching( /^auth(?:enticated|_error)$/ ),
				'post_published',
				'welcome',
			] );
			expect( frames.at( -1 ) ).toMatchObject( {
				type: 'post_published',
				data: { title: 'for all' },
			} );
			expect( JSON.stringify( frames ) ).not.toContain( 'secret' );
			expect( JSON.stringify( frames ) ).not.toContain( API_KEY );
			socket.close();
		}
		expect(
			visitors.map( ( { frames } ) =>
				frames.some( ( { type } ) => type === 'authenticated' )
			)
		).toEqual( [ false, false, false, false, true ] );
	} );
} );
