import { Inbox } from '../inbox';
import { Poller } from '../poller';
import { SiteError } from '../types';
import { FakeClock } from './support/fake-clock';
import { FakeSite } from './support/fake-site';
import { FakeSurroundings } from './support/fake-surroundings';

async function setUp() {
	const clock = new FakeClock();
	const site = new FakeSite( clock );
	const surroundings = new FakeSurroundings();
	const seen: string[] = [];
	const inbox = new Inbox( clock, ( { events } ) =>
		seen.push( ...events.map( ( { id } ) => id ) )
	);
	const failures: string[] = [];
	const poller = new Poller( inbox, site, clock, surroundings, {
		answered: () => undefined,
		failed: ( { code } ) => failures.push( code ),
	} );
	inbox.seed( ( await site.newest() ).events );
	site.requests = 0;
	return { clock, site, surroundings, seen, failures, inbox, poller };
}

describe( 'the poller', () => {
	it( 'brings each new event once', async () => {
		const { poller, site, clock, seen } = await setUp();
		poller.start();
		await clock.pass( 0 );
		site.commit( site.insert() );
		await clock.pass( 2_000 );
		site.commit( site.insert() );
		await clock.pass( 60_000 );
		expect( seen ).toEqual( [ 'event-1', 'event-2' ] );
		poller.stop();
	} );

	it( 'finds a row whose transaction ended after a later one was seen', async () => {
		const { poller, site, clock, seen } = await setUp();
		poller.start();
		const slow = site.insert();
		site.commit( site.insert() );
		await clock.pass( 20_000 );
		site.commit( slow );
		await clock.pass( 15_000 );
		expect( seen ).toEqual( [ 'event-2', 'event-1' ] );
		poller.stop();
	} );

	it( 'asks less often when nobody looks', async () => {
		const { poller, site, clock, surroundings } = await setUp();
		poller.start();
		await clock.pass( 60_000 );
		const visible = site.requests;
		surroundings.visible = false;
		await clock.pass( 2_000 );
		site.requests = 0;
		await clock.pass( 60_000 );
		expect( visible ).toBeGreaterThanOrEqual( 30 );
		expect( site.requests ).toBeLessThanOrEqual( 2 );
		poller.stop();
	} );

	it( 'asks less often when nobody has touched anything for long', async () => {
		const { poller, site, clock, surroundings } = await setUp();
		surroundings.activity = clock.now() - 600_000;
		poller.start();
		await clock.pass( 60_000 );
		expect( site.requests ).toBeLessThanOrEqual( 7 );
		poller.stop();
	} );

	it( 'stays away as long as the site asks', async () => {
		const { poller, site, clock, failures } = await setUp();
		site.failure = new SiteError( 429, 'slow_down', '', 45_000 );
		poller.start();
		await clock.pass( 44_000 );
		expect( site.requests ).toBe( 1 );
		site.failure = null;
		await clock.pass( 2_000 );
		expect( site.requests ).toBeGreaterThan( 1 );
		expect( failures ).toEqual( [ 'slow_down' ] );
		poller.stop();
	} );

	it( 'asks a site that fails less and less often, and soon again once it answers', async () => {
		const { poller, site, clock } = await setUp();
		site.failure = new SiteError( 500, 'db_away', '' );
		poller.start();
		const asked: number[] = [];
		for ( let minute = 0; minute < 4; minute++ ) {
			site.requests = 0;
			await clock.pass( 60_000 );
			asked.push( site.requests );
		}
		// At once, after 4, 8, 16 and 32 s, then every minute.
		expect( asked ).toEqual( [ 4, 1, 1, 1 ] );

		site.failure = null;
		await clock.pass( 60_000 );
		site.requests = 0;
		await clock.pass( 10_000 );
		expect( site.requests ).toBeGreaterThanOrEqual( 5 );
		poller.stop();
	} );

	it( 'asks nothing after it was stopped', async () => {
		const { poller, site, clock } = await setUp();
		poller.start();
		await clock.pass( 4_000 );
		poller.stop();
		site.requests = 0;
		await clock.pass( 60_000 );
		expect( site.requests ).toBe( 0 );
	} );
} );
