import { Connection } from '../connection';
import { Inbox } from '../inbox';
import { SiteError } from '../types';
import type { Listener, Presence } from '../types';
import { FakeClock, settle } from './support/fake-clock';
import { FakeHub } from './support/fake-hub';
import { FakeSite, HUB, OTHER_HUB } from './support/fake-site';
import { FakeSurroundings } from './support/fake-surroundings';

async function connect( options: { hubless?: boolean } = {} ) {
	const clock = new FakeClock();
	const site = new FakeSite( clock );
	site.url = options.hubless ? '' : HUB;
	const hub = new FakeHub();
	const otherHub = new FakeHub( 'other' );
	const hubs: Record< string, FakeHub > = {
		[ HUB ]: hub,
		[ OTHER_HUB ]: otherHub,
	};
	const surroundings = new FakeSurroundings();
	const seen: string[] = [];
	const presences: Array< [ string, Presence ] > = [];
	const inbox = new Inbox( clock, ( { events } ) =>
		seen.push( ...events.map( ( { id } ) => id ) )
	);
	const listener: Listener = {
		presence: ( channel, presence ) =>
			presences.push( [ channel, presence ] ),
	};
	const connection = new Connection( {
		inbox,
		ledger: site,
		credentials: ( wanted ) => site.credentials( wanted ),
		transportFor: ( { url } ) => hubs[ url ]?.factory ?? null,
		clock,
		surroundings,
		random: () => 0.5,
		ready: Promise.resolve(),
		listener,
	} );
	inbox.seed( ( await site.newest() ).events );
	connection.start();
	await settle();
	return {
		clock,
		site,
		hub,
		otherHub,
		surroundings,
		seen,
		presences,
		connection,
		phase: () => connection.current().phase,
		store: () => site.commit( site.insert() ),
		publish: () => hub.publish( site.commit( site.insert() ) ),
	};
}

const DOWN = new SiteError( 503, 'down', 'Down.' );

describe( 'a connection', () => {
	it( 'shows what is pushed', async () => {
		const { publish, seen, phase } = await connect();
		publish();
		expect( phase() ).toBe( 'live' );
		expect( seen ).toEqual( [ 'event-1' ] );
	} );

	it( 'never takes up behind a gap that could not be closed', async () => {
		const { hub, site, store, publish, clock, seen, phase } =
			await connect();
		publish();
		hub.restart();
		store();
		site.failure = DOWN;
		await clock.pass( 10_000 );
		expect( seen ).toEqual( [ 'event-1' ] );
		// The token comes, the ledger does not yet.
		const credentials = site.credentials.bind( site );
		site.failure = null;
		const after = site.after.bind( site );
		let refusals = 3;
		site.after = ( sequence ) =>
			refusals-- > 0 ? Promise.reject( DOWN ) : after( sequence );
		site.credentials = credentials;
		await clock.pass( 120_000 );
		expect( phase() ).toBe( 'live' );
		expect( seen ).toEqual( [ 'event-1', 'event-2' ] );
	} );

	it( 'shows pushes of a doubtful stretch only after what came before them', async () => {
		const { hub, site, store, publish, clock, seen } = await connect();
		publish();
		hub.restart();
		store();
		let answer: () => void = () => undefined;
		const after = site.after.bind( site );
		site.after = ( sequence ) =>
			new Promise( ( resolve ) => {
				answer = () => resolve( after( sequence ) );
			} );
		await clock.pass( 2_000 );
		publish();
		await settle();
		expect( seen ).toEqual( [ 'event-1' ] );
		answer();
		await settle();
		expect( seen ).toEqual( [ 'event-1', 'event-2', 'event-3' ] );
	} );

	it( 'finds a row of a long transaction that ended while it was away', async () => {
		const { hub, site, publish, clock, seen } = await connect();
		const slow = site.insert();
		publish();
		await clock.pass( 5_000 );
		publish();
		hub.restart();
		site.commit( slow );
		await clock.pass( 10_000 );
		expect( [ ...seen ].sort() ).toEqual( [
			'event-1',
			'event-2',
			'event-3',
		] );
	} );

	it( 'asks the hub for what a lost message held', async () => {
		const { hub, publish, seen } = await connect();
		for ( const socket of hub.sockets ) {
			socket.mischief = 'lose';
		}
		publish();
		publish();
		await settle();
		expect( seen ).toEqual( [ 'event-1', 'event-2' ] );
	} );

	it( 'polls while the hub is away and goes back to push when it returns', async () => {
		const { hub, store, publish, clock, seen, phase, site } =
			await connect();
		hub.goDown();
		await clock.pass( 5_000 );
		expect( phase() ).toBe( 'polling' );
		store();
		await clock.pass( 5_000 );
		expect( seen ).toEqual( [ 'event-1' ] );
		hub.isUp = true;
		await clock.pass( 60_000 );
		expect( phase() ).toBe( 'live' );
		site.requests = 0;
		publish();
		await clock.pass( 60_000 );
		expect( seen ).toEqual( [ 'event-1', 'event-2' ] );
		expect( site.requests ).toBe( 0 );
	} );

	it( 'works by polling alone where there is no hub', async () => {
		const { store, clock, seen, phase, hub } = await connect( {
			hubless: true,
		} );
		store();
		await clock.pass( 3_000 );
		expect( phase() ).toBe( 'polling' );
		expect( hub.connects ).toBe( 0 );
		expect( seen ).toEqual( [ 'event-1' ] );
	} );

	it( 'listens to a hub that the site has for the first time as soon as it reads again', async () => {
		const { site, store, publish, clock, seen, phase, hub } = await connect(
			{ hubless: true }
		);
		await clock.pass( 60_000 );
		expect( phase() ).toBe( 'polling' );
		site.url = HUB;
		store();
		await clock.pass( 3_000 );
		expect( phase() ).toBe( 'live' );
		publish();
		expect( seen ).toEqual( [ 'event-1', 'event-2' ] );
		expect( hub.connects ).toBe( 1 );
	} );

	it( 'does not run after a hub that cannot be reached because the site has one', async () => {
		const { site, clock, phase, hub } = await connect( { hubless: true } );
		await clock.pass( 10_000 );
		hub.isUp = false;
		site.url = HUB;
		await clock.pass( 300_000 );
		expect( phase() ).toBe( 'polling' );
		// As often as after any other drop.
		expect( hub.connects ).toBeLessThan( 30 );
	} );

	it( 'renews its token on the open socket before it runs out', async () => {
		const { clock, hub } = await connect();
		await clock.pass( 290_000 );
		expect( hub.connects ).toBe( 1 );
		expect( hub.tokens.length ).toBeGreaterThan( 1 );
	} );

	it( 'renews its token at once when the hub says that it has run out', async () => {
		const { hub } = await connect();
		const before = hub.tokens.length;
		hub.sockets.forEach( ( { handlers } ) => handlers.tokenExpired() );
		await settle();
		expect( hub.tokens.length ).toBe( before + 1 );
	} );

	it( 'follows the site to another hub, though the former one is still there', async () => {
		const { site, hub, otherHub, store, publish, clock, seen, phase } =
			await connect();
		publish();
		site.url = OTHER_HUB;
		otherHub.publish( store() );
		await clock.pass( 300_000 );
		expect( phase() ).toBe( 'live' );
		expect( hub.sockets.size ).toBe( 0 );
		otherHub.publish( store() );
		await settle();
		expect( seen ).toEqual( [ 'event-1', 'event-2', 'event-3' ] );
		site.url = HUB;
		await clock.pass( 300_000 );
		publish();
		expect( seen ).toHaveLength( 4 );
		expect( otherHub.sockets.size ).toBe( 0 );
	} );

	it( 'misses nothing of a time that the site was with another hub, slept through or not', async () => {
		const { site, hub, otherHub, store, publish, clock, seen, phase } =
			await connect();
		publish();
		hub.cut();
		site.url = OTHER_HUB;
		site.since = 1;
		otherHub.publish( store() );
		site.url = HUB;
		site.since = 2;
		await clock.pass( 5_000 );
		expect( phase() ).toBe( 'live' );
		expect( seen ).toEqual( [ 'event-1', 'event-2' ] );
		// And where the line held all the time.
		otherHub.publish( store() );
		site.since = 3;
		await clock.pass( 300_000 );
		publish();
		expect( seen ).toEqual( [
			'event-1',
			'event-2',
			'event-3',
			'event-4',
		] );
	} );

	it( 'asks the site itself when that has no hub any more, and listens when there is one again', async () => {
		const { site, hub, store, publish, clock, seen, phase } =
			await connect();
		site.url = '';
		store();
		await clock.pass( 300_000 );
		expect( phase() ).toBe( 'polling' );
		expect( hub.sockets.size ).toBe( 0 );
		expect( seen ).toEqual( [ 'event-1' ] );
		site.url = HUB;
		await clock.pass( 300_000 );
		expect( phase() ).toBe( 'live' );
		publish();
		expect( seen ).toEqual( [ 'event-1', 'event-2' ] );
	} );

	it( 'stops asking a site without a hub when the right to see is gone', async () => {
		const { site, clock, phase } = await connect( { hubless: true } );
		await clock.pass( 60_000 );
		const credentials = site.credentials.bind( site );
		site.credentials = ( wanted ) =>
			phase() === 'denied'
				? credentials( wanted )
				: Promise.reject(
						new SiteError( 403, 'rest_forbidden', 'No.' )
					);
		await clock.pass( 300_000 );
		expect( phase() ).toBe( 'denied' );
		site.requests = 0;
		await clock.pass( 600_000 );
		expect( site.requests ).toBe( 0 );
	} );

	it( 'stops when the site says that this user may not listen', async () => {
		const { site, hub, clock, phase } = await connect();
		site.failure = new SiteError( 403, 'rest_forbidden', 'No.' );
		hub.cut();
		await clock.pass( 5_000 );
		expect( phase() ).toBe( 'denied' );
		site.requests = 0;
		await clock.pass( 600_000 );
		expect( site.requests ).toBe( 0 );
	} );

	it( 'wakes from a sleep to a complete feed', async () => {
		const { hub, store, clock, seen, surroundings } = await connect();
		// The line died in the sleep, and nobody was told.
		hub.sockets.forEach( ( socket ) => socket.channels.clear() );
		hub.publish( store() );
		hub.publish( store() );
		await clock.pass( 3_600_000 );
		surroundings.tell( 'woke' );
		await settle();
		expect( seen ).toEqual( [ 'event-1', 'event-2' ] );
	} );

	it( 'connects at once when somebody asks, whatever pause is due', async () => {
		const { hub, clock, connection, phase } = await connect();
		hub.goDown();
		await clock.pass( 120_000 );
		hub.isUp = true;
		connection.retry();
		await settle();
		expect( phase() ).toBe( 'live' );
	} );

	it( 'reads a gap without an end as history instead of page by page', async () => {
		const { hub, store, clock, site, seen } = await connect();
		hub.restart();
		hub.goDown();
		for ( let count = 0; count < 200; count++ ) {
			store();
		}
		site.requests = 0;
		hub.isUp = true;
		await clock.pass( 5_000 );
		expect( site.requests ).toBeLessThan( 60 );
		expect( seen ).toContain( 'event-200' );
		expect( new Set( seen ).size ).toBe( seen.length );
	} );

	it( 'forgets who is there when the line breaks', async () => {
		const { hub, presences } = await connect();
		hub.sockets.forEach( ( { handlers } ) =>
			handlers.presence( {
				channel: 'editors',
				join: [
					{ id: '1', name: 'Ada', since: '2026-01-31T12:00:00Z' },
				],
				leave: [],
				count: 1,
			} )
		);
		hub.cut();
		await settle();
		expect( presences.at( -1 ) ).toEqual( [ 'editors', { count: 0 } ] );
	} );

	it( 'joins what is wanted while a token is on its way that does not name it', async () => {
		const { connection, hub } = await connect();
		connection.stop();
		connection.start();
		connection.join( 'postType/post:1' );
		await settle();
		const [ socket ] = hub.sockets;
		expect( socket?.channels ).toContain( 'postType/post:1' );
	} );

	it( 'asks once for a channel that both the site and a screen name', async () => {
		const { connection, hub, phase } = await connect();
		connection.join( 'postType/post:1' );
		await settle();
		connection.stop();
		connection.start();
		await settle();
		expect( phase() ).toBe( 'live' );
		const [ socket ] = hub.sockets;
		expect( socket?.channels ).toContain( 'postType/post:1' );
	} );

	it( 'joins all that is wanted in quick succession', async () => {
		const { connection, hub } = await connect();
		connection.join( 'postType/post:1' );
		connection.join( 'postType/post:2' );
		connection.join( 'page:3' );
		connection.join( 'postType/post:4' );
		connection.leave( 'postType/post:2' );
		await settle();
		const [ socket ] = hub.sockets;
		expect( [ ...( socket?.channels ?? [] ) ].sort() ).toEqual( [
			'editors',
			'page:3',
			'postType/post:1',
			'postType/post:4',
			'public',
		] );
	} );
} );
