import {
	publishCommand,
	tailCommand,
	type CommandContext,
} from '../../src/hub/cli/commands';
import { Follower, Publisher, issueToken } from '../../src/hub/client';
import type { CloudEvent } from '../../src/protocol';
import { until } from './support/client';
import { metricIs, metricOf } from './support/metrics';
import {
	API_KEY,
	SITE,
	SITE_URL,
	freePort,
	startHub,
	type RunningHub,
} from './support/hub-fixture';
import { event } from './support/publishing';

const ENV = {
	REALTIME_EVENTS_SITE_URL: SITE_URL,
	REALTIME_EVENTS_API_KEY: API_KEY,
};

describe( 'the client for scripts', () => {
	let hub: RunningHub;

	beforeEach( async () => {
		hub = await startHub( { port: await freePort() } );
	} );

	afterEach( () => hub.stop() );

	const follow = (
		channels: string[],
		seen: CloudEvent[],
		gaps: string[] = []
	) => {
		let isLive = false;
		const follower = new Follower( {
			url: hub.url,
			site: SITE,
			channels,
			token: () =>
				issueToken( {
					site: SITE,
					siteUrl: SITE_URL,
					apiKey: API_KEY,
					channels,
				} ),
			onEvent: ( one ) => seen.push( one ),
			onGap: ( channel ) => gaps.push( channel ),
			onState: ( state ) => ( isLive = state === 'live' ),
		} );
		follower.start();
		return { follower, live: () => until( () => isLive ) };
	};

	it( 'follows without a gap over cuts, and tells of one after a restart', async () => {
		const seen: CloudEvent[] = [];
		const gaps: string[] = [];
		const { follower, live } = follow( [ 'editors' ], seen, gaps );
		await live();
		const publisher = new Publisher( {
			url: hub.url,
			site: SITE,
			apiKey: API_KEY,
		} );
		const sent = Array.from( { length: 20 }, () => event() );
		for ( const [ index, one ] of sent.entries() ) {
			await publisher.publish( [ one ] );
			if ( index % 7 === 3 ) {
				follower.cut();
			}
		}
		await until( () => seen.length >= sent.length );
		expect( seen ).toEqual( sent );
		expect( gaps ).toEqual( [] );
		await hub.stop();
		hub = await startHub( { port: hub.port } );
		await until( () => gaps.length > 0 );
		const last = event();
		await new Publisher( {
			url: hub.url,
			site: SITE,
			apiKey: API_KEY,
		} ).publish( [ last ] );
		await until( () => seen.length > sent.length );
		expect( gaps ).toEqual( [ 'editors' ] );
		expect( seen.at( -1 ) ).toEqual( last );
		follower.stop();
		await follower.done;
	}, 20_000 );

	it( 'follows a channel once that it is given twice', async () => {
		const seen: CloudEvent[] = [];
		const { follower, live } = follow(
			[ 'editors', 'public', 'editors' ],
			seen
		);
		await Promise.race( [ live(), follower.done ] );
		const sent = event();
		await new Publisher( {
			url: hub.url,
			site: SITE,
			apiKey: API_KEY,
		} ).publish( [ sent ] );
		await until( () => seen.length > 0 );
		expect( seen ).toEqual( [ sent ] );
		follower.stop();
		await follower.done;
	} );

	it( 'gives up where coming back is of no use', async () => {
		const follower = new Follower( {
			url: hub.url,
			site: 'unknown.test',
			channels: [ 'editors' ],
			token: async () => 'x',
			onEvent: () => {},
		} );
		follower.start();
		await expect( follower.done ).rejects.toThrow( 'site_unknown' );
	} );

	it( 'opens nothing after it was stopped, even where its token came too late', async () => {
		let give: ( token: string ) => void = () => {};
		const follower = new Follower( {
			url: hub.url,
			site: SITE,
			channels: [ 'editors' ],
			token: () => new Promise( ( resolve ) => ( give = resolve ) ),
			onEvent: () => {},
			onState: () => {
				throw new Error( 'It was stopped.' );
			},
		} );
		follower.start();
		follower.stop();
		await follower.done;
		give( 'late' );
		// Whoever comes after it has been let in.
		const seen: CloudEvent[] = [];
		const { follower: next, live } = follow( [ 'editors' ], seen );
		await live();
		await metricIs( hub, 'connections', 1 );
		expect(
			await metricOf( hub )( 'refused_total{code="token_invalid"}' )
		).toBe( 0 );
		next.stop();
	} );

	it( 'publishes and tails from the command line', async () => {
		const lines: string[] = [];
		const stop = new AbortController();
		const context = ( args: string[] ): CommandContext => ( {
			args: [ '--url', hub.url, ...args ],
			env: ENV,
			print: ( line ) => lines.push( line ),
			signal: stop.signal,
		} );
		const tailing = tailCommand(
			context( [ '--channels', 'admins,public' ] )
		);
		// Joined as soon as both rooms are there.
		await metricIs( hub, 'rooms', 2 );
		const code = await publishCommand(
			context( [
				'--type',
				'deploy.done',
				'--data',
				'{"version":"1.2"}',
			] )
		);
		expect( code ).toBe( 0 );
		await until( () => lines.length === 2 );
		expect( lines.map( ( line ) => JSON.parse( line ) ) ).toEqual(
			expect.arrayContaining( [
				expect.objectContaining( {
					type: 'deploy.done',
					channel: 'admins',
					data: { version: '1.2' },
				} ),
				expect.objectContaining( { status: 'accepted' } ),
			] )
		);
		stop.abort();
		expect( await tailing ).toBe( 0 );
		await expect(
			publishCommand( context( [ '--data', '[]' ] ) )
		).rejects.toThrow( 'data is "[]", but needs to be a JSON object.' );
		expect(
			await publishCommand( context( [ '--channel', 'nowhere' ] ) )
		).toBe( 1 );
	} );
} );
