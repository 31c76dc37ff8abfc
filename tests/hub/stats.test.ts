import { connect, join } from './support/client';
import { OTHER_KEY, OTHER_SITE, SITE, startHub } from './support/hub-fixture';
import type { RunningHub } from './support/hub-fixture';
import { event, post, signed } from './support/publishing';

describe( 'the figures that a site may know', () => {
	let hub: RunningHub;

	beforeAll( async () => {
		hub = await startHub();
	} );
	afterAll( () => hub.stop() );

	it( 'are its own, and never those of another site', async () => {
		const socket = await connect( hub.url );
		await join( socket, { channel: 'public' } );
		await post( hub.url, JSON.stringify( [ event(), event() ] ) );
		const own = await ask( {} );
		expect( own.status ).toBe( 200 );
		expect( await own.json() ).toMatchObject( {
			version: 'test',
			nodes: 1,
			connections: 1,
			rooms: 1,
			events: 2,
			memory_mb: expect.any( Number ),
		} );
		const other = await ask( { site: OTHER_SITE, apiKey: OTHER_KEY } );
		expect( await other.json() ).toMatchObject( {
			connections: 0,
			events: 0,
			rooms: 0,
			events_per_second: 0,
		} );
		socket.disconnect();
	} );

	it( 'are for nobody without the site’s signature', async () => {
		expect( ( await fetch( `${ hub.url }/api/v1/stats` ) ).status ).toBe(
			401
		);
		expect(
			( await ask( { site: SITE, apiKey: OTHER_KEY } ) ).status
		).toBe( 401 );
	} );

	const ask = ( as: { site?: string; apiKey?: string } ) =>
		fetch( `${ hub.url }/api/v1/stats`, { headers: signed( '', as ) } );
} );
