import type { CloudEvent } from '../../protocol';
import { Connection } from '../connection';
import { Hints, fingerprintOf } from '../hints';
import { Inbox } from '../inbox';
import { SiteError } from '../types';
import type { Credentials, PushHandlers, PushTransport } from '../types';
import { FakeClock, settle } from './support/fake-clock';
import { FakeSite } from './support/fake-site';
import { FakeSurroundings } from './support/fake-surroundings';

const SILENT: PushTransport = {
	subscribe: () => {},
	unsubscribe: () => {},
	watch: () => {},
	unwatch: () => {},
	setState: () => {},
	renew: () => {},
	close: () => {},
};

/** What a relay says of an event. */
const hintOf = ( { type, time, data }: CloudEvent ): CloudEvent => {
	const hint: CloudEvent = {
		specversion: '1.0',
		id: '',
		source: '',
		type,
		time,
		data,
		channel: 'public',
		severity: 'info',
	};
	return { ...hint, id: `relay:${ fingerprintOf( hint ) }` };
};

class World {
	public readonly clock = new FakeClock();
	public readonly site = new FakeSite( this.clock );
	public readonly surroundings = new FakeSurroundings();
	public readonly seen: string[] = [];
	public isUp = true;
	public connects = 0;
	public readonly connection: Connection;
	private handlers: PushHandlers | null = null;

	public constructor(
		private readonly reach: Credentials[ 'reach' ],
		showsHints = false
	) {
		const hints = new Hints( this.clock.now() );
		const inbox = new Inbox(
			this.clock,
			( { events } ) =>
				this.seen.push( ...events.map( ( { id } ) => id ) ),
			showsHints ? ( event ) => hints.admits( event ) : undefined
		);
		inbox.seed( [] );
		this.connection = new Connection( {
			inbox,
			ledger: this.site,
			credentials: async () => ( {
				...( await this.site.credentials() ),
				transport: 'websocket',
				reach: this.reach,
			} ),
			transportFor: () => ( _credentials, handlers ) =>
				Promise.resolve( this.open( handlers ) ),
			clock: this.clock,
			surroundings: this.surroundings,
			random: () => 0.5,
			ready: Promise.resolve(),
			showsHints,
			listener: {},
		} );
	}

	public async begin(): Promise< void > {
		this.connection.start();
		await settle();
		this.site.requests = 0;
	}

	public store = (): CloudEvent => this.site.commit( this.site.insert() );

	public ring( event: CloudEvent ): void {
		this.handlers?.rang( hintOf( event ) );
	}

	public drop(): void {
		this.handlers?.closed( {
			reason: 'connection_lost',
			code: null,
			afterMs: 0,
		} );
	}

	public state(): string {
		const { phase, reason } = this.connection.current();
		return `${ phase } ${ reason }`;
	}

	private open( handlers: PushHandlers ): PushTransport {
		this.connects++;
		this.handlers = handlers;
		void Promise.resolve().then( () =>
			this.isUp
				? handlers.listening( SILENT )
				: handlers.closed( {
						reason: 'hub_unreachable',
						code: null,
						afterMs: 0,
					} )
		);
		return SILENT;
	}
}

describe( 'a connection to a relay', () => {
	it( 'shows at once what the relay rings for, whole, from the ledger', async () => {
		const world = new World( 'all' );
		await world.begin();
		expect( world.state() ).toBe( 'live relay' );
		world.ring( world.store() );
		await settle();
		expect( world.seen ).toEqual( [ 'event-1' ] );
		expect( world.site.requests ).toBe( 1 );
	} );

	it( 'shows nothing that the ledger does not let this user read', async () => {
		const world = new World( 'public' );
		await world.begin();
		const secret = world.site.insert();
		world.ring( secret );
		await world.clock.pass( 60_000 );
		expect( world.seen ).toEqual( [] );
	} );

	it( 'shows each event once, however often the relay tells of it', async () => {
		const world = new World( 'all' );
		await world.begin();
		const event = world.store();
		world.ring( event );
		world.ring( event );
		await world.clock.pass( 5_000 );
		world.ring( event );
		await world.clock.pass( 60_000 );
		expect( world.seen ).toEqual( [ 'event-1' ] );
	} );

	it( 'asks once a second at most in a storm, and misses nothing of it', async () => {
		const world = new World( 'all' );
		await world.begin();
		for ( let count = 0; count < 100; count++ ) {
			world.ring( world.store() );
			await world.clock.pass( 50 );
		}
		await world.clock.pass( 1_000 );
		expect( world.seen ).toHaveLength( 100 );
		// Each read of the ledger is of pages of five.
		expect( world.site.requests ).toBeLessThanOrEqual( 6 * 6 );
	} );

	it( 'finds what the relay has lost, and asks seldom for it', async () => {
		const world = new World( 'all' );
		await world.begin();
		world.store();
		await world.clock.pass( 31_000 );
		expect( world.seen ).toEqual( [ 'event-1' ] );
		world.site.requests = 0;
		await world.clock.pass( 120_000 );
		expect( world.site.requests ).toBeLessThanOrEqual( 4 );
	} );

	it( 'asks for the rest as without a relay where the relay gets public events only', async () => {
		const world = new World( 'public' );
		await world.begin();
		expect( world.state() ).toBe( 'live relay_public' );
		world.store();
		await world.clock.pass( 2_000 );
		expect( world.seen ).toEqual( [ 'event-1' ] );
	} );

	it( 'polls at its usual pace while the relay is away, and goes back to push', async () => {
		const world = new World( 'all' );
		await world.begin();
		await world.clock.pass( 60_000 );
		world.isUp = false;
		world.drop();
		await settle();
		expect( world.state() ).toMatch( /^polling/ );
		world.store();
		await world.clock.pass( 2_100 );
		expect( world.seen ).toEqual( [ 'event-1' ] );
		world.isUp = true;
		await world.clock.pass( 60_000 );
		expect( world.state() ).toBe( 'live relay' );
		world.ring( world.store() );
		await settle();
		expect( world.seen ).toEqual( [ 'event-1', 'event-2' ] );
	} );

	it( 'says that the site is away though the relay is there, and keeps to the pause it asks for', async () => {
		const world = new World( 'all' );
		await world.begin();
		world.site.failure = new SiteError( 503, 'down', '', 20_000 );
		world.ring( world.store() );
		await settle();
		expect( world.state() ).toBe( 'reconnecting site_unreachable' );
		world.site.requests = 0;
		world.ring( world.store() );
		await world.clock.pass( 19_000 );
		expect( world.site.requests ).toBe( 0 );
		world.site.failure = null;
		await world.clock.pass( 2_000 );
		expect( world.state() ).toBe( 'live relay' );
		expect( world.seen ).toEqual( [ 'event-1', 'event-2' ] );
	} );

	it( 'wakes from a sleep to a complete feed', async () => {
		const world = new World( 'all' );
		await world.begin();
		world.store();
		world.surroundings.tell( 'woke' );
		await settle();
		expect( world.seen ).toEqual( [ 'event-1' ] );
	} );
} );

describe( 'a page of visitors at a relay', () => {
	it( 'shows what the relay says, and asks the site for nothing', async () => {
		const world = new World( 'all', true );
		await world.begin();
		world.ring( world.store() );
		await world.clock.pass( 60_000 );
		expect( world.seen ).toEqual( [ expect.stringMatching( /^relay:/ ) ] );
		expect( world.site.requests ).toBe( 0 );
	} );

	it( 'shows an event once, be it told by relay or ledger', async () => {
		const world = new World( 'all', true );
		await world.begin();
		const first = world.store();
		world.ring( first );
		world.ring( first );
		world.isUp = false;
		world.drop();
		await world.clock.pass( 10 );
		const second = world.store();
		await world.clock.pass( 3_000 );
		expect( world.seen ).toEqual( [
			expect.stringMatching( /^relay:/ ),
			'event-2',
		] );
		world.isUp = true;
		await world.clock.pass( 60_000 );
		world.ring( second );
		world.ring( first );
		expect( world.seen ).toHaveLength( 2 );
	} );

	it( 'ignores what the page was rendered with', async () => {
		const world = new World( 'all', true );
		const old = world.store();
		await world.begin();
		world.ring( { ...old, time: '2026-01-01T00:00:00.000Z' } );
		expect( world.seen ).toEqual( [] );
	} );
} );
