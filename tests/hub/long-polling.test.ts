import { io, type Socket } from 'socket.io-client';
import { refusedCode, until } from './support/client';
import { ORIGIN, SITE, startHub, type RunningHub } from './support/hub-fixture';
import { metricIs } from './support/metrics';
import { event, publish } from './support/publishing';

const SLOWEST_MS = 60_000;
jest.setTimeout( SLOWEST_MS );

const EVIL = 'https://evil.test';

type Told = { type: string; data: { n: number } };

describe( 'clients of a Socket.IO relay that begin by long-polling', () => {
	let hub: RunningHub;
	let sockets: Socket[];

	beforeEach( async () => {
		hub = await startHub( { longPolling: 'on' } );
		sockets = [];
	} );

	afterEach( async () => {
		sockets.forEach( ( socket ) => socket.disconnect() );
		await hub.stop();
	} );

	/** As the recipe has it: `io( url )`, and nothing else. */
	const recipeClient = ( options: object = {} ) => {
		const told: number[] = [];
		const types = new Set< string >();
		const socket = io( hub.url, {
			extraHeaders: { origin: ORIGIN },
			forceNew: true,
			...options,
		} );
		sockets.push( socket );
		socket.on( 'custom_event', ( { type, data }: Told ) => {
			types.add( type );
			told.push( data.n );
		} );
		const welcomed = new Promise( ( resolve ) =>
			socket.once( 'welcome', resolve )
		);
		const by = () => socket.io.engine.transport.name;
		return { socket, told, types, welcomed, by };
	};

	const publishNumbers = async ( from: number, to: number ) => {
		for ( let n = from; n < to; n++ ) {
			await publish( hub.url, [
				event( { channel: 'editors', data: { n } } ),
				event( { channel: 'public', data: { n } } ),
			] );
		}
	};

	const upTo = ( count: number ) =>
		Array.from( { length: count }, ( _, n ) => n );

	const ask = (
		query: string,
		headers: Record< string, string > = {},
		init: RequestInit = {}
	) =>
		fetch( `${ hub.url }/socket.io/?EIO=4&transport=polling${ query }`, {
			...init,
			headers: { origin: ORIGIN, ...headers },
		} );

	const sidOf = async ( answer: Response ) =>
		( JSON.parse( ( await answer.text() ).slice( 1 ) ) as { sid: string } )
			.sid;

	it( 'get every public event once and in order while they go over to a WebSocket', async () => {
		const client = recipeClient();
		expect( client.by() ).toBe( 'polling' );
		await client.welcomed;
		await publishNumbers( 0, 20 );
		await until( () => client.by() === 'websocket' );
		await publishNumbers( 20, 40 );
		await until( () => client.told.length >= 40 );
		expect( client.told ).toEqual( upTo( 40 ) );
		expect( [ ...client.types ] ).toEqual( [ 'post_published' ] );
	} );

	it( 'get them where they cannot go over, too', async () => {
		const client = recipeClient( { transports: [ 'polling' ] } );
		await client.welcomed;
		await publishNumbers( 0, 20 );
		await until( () => client.told.length >= 20 );
		expect( client.told ).toEqual( upTo( 20 ) );
		expect( client.by() ).toBe( 'polling' );
	} );

	it( 'are nobody but clients of a relay: what is not public goes by WebSocket alone', async () => {
		const { socket } = recipeClient( { auth: { site: SITE } } );
		const error = await new Promise< Error & { data?: object } >(
			( resolve ) => socket.once( 'connect_error', resolve )
		);
		expect( error.data ).toMatchObject( { code: 'message_invalid' } );
	} );

	it( 'are pages of the site: by Origin, by Referer where the hub has the same origin, and in every request', async () => {
		const own = await ask( '' );
		expect( own.status ).toBe( 200 );
		expect( own.headers.get( 'access-control-allow-origin' ) ).toBe(
			ORIGIN
		);
		const sid = await sidOf( own );
		const foreign = await ask( `&sid=${ sid }`, { origin: EVIL } );
		expect( foreign.status ).toBe( 400 );
		expect(
			foreign.headers.get( 'access-control-allow-origin' )
		).toBeNull();
		expect( ( await ask( '', { origin: EVIL } ) ).status ).toBe( 403 );
		expect( ( await ask( '&j=0' ) ).status ).toBe( 400 );
		const without = ( referer: string ) =>
			fetch( `${ hub.url }/socket.io/?EIO=4&transport=polling`, {
				headers: { referer },
			} );
		expect( ( await without( `${ EVIL }/page` ) ).status ).toBe( 403 );
		expect( ( await without( `${ ORIGIN }/page` ) ).status ).toBe( 200 );
	} );

	it( 'are cut where they do not take what waits for them, or say too much', async () => {
		const sid = await sidOf( await ask( '' ) );
		const say = ( body: string ) =>
			ask( `&sid=${ sid }`, {}, { method: 'POST', body } );
		expect( ( await say( '40' ) ).status ).toBe( 200 );
		await metricIs( hub, 'rooms', 1 );
		const data = { text: 'x'.repeat( 60 * 1024 ) };
		const twelve = () =>
			Array.from( { length: 12 }, () =>
				event( { channel: 'public', data } )
			);
		await publish( hub.url, twelve() );
		await publish( hub.url, twelve() );
		await metricIs( hub, 'closed_total{code="slow_consumer"}', 1 );
		await metricIs( hub, 'connections', 0 );
		const other = await sidOf( await ask( '' ) );
		const large = await ask(
			`&sid=${ other }`,
			{},
			{ method: 'POST', body: 'x'.repeat( 33 * 1024 ) }
		);
		expect( large.status ).toBe( 413 );
	} );

	it( 'do not get in where nobody has asked for it', async () => {
		await hub.stop();
		hub = await startHub();
		expect( ( await ask( '' ) ).status ).toBe( 400 );
		expect( await refusedCode( hub.url ) ).toBe( 'connected' );
	} );
} );
