import fc from 'fast-check';
import type { CloudEvent } from '../../protocol';
import { Connection } from '../connection';
import { Inbox } from '../inbox';
import { compareEvents } from '../sequence';
import { SiteError } from '../types';
import { FakeClock, settle } from './support/fake-clock';
import { FakeHub } from './support/fake-hub';
import { FakeSite, HUB, OTHER_HUB } from './support/fake-site';
import { FakeSurroundings } from './support/fake-surroundings';

/**
 * A site, its hub, another one to move to, and one browser. The site hands
 * what the hub does not take over again later, as the outbox does, and has the
 * one that it leaves close its connections.
 */
class World {
	public readonly clock = new FakeClock();
	public readonly site = new FakeSite( this.clock, ( sequence ) =>
		sequence % 3 === 0 ? 'public' : 'editors'
	);
	public hub = new FakeHub();
	private otherHub = new FakeHub( 'other' );
	public readonly surroundings = new FakeSurroundings();
	public readonly delivered: CloudEvent[] = [];
	public isSorted = true;
	private readonly outbox: CloudEvent[] = [];
	private readonly uncommitted: CloudEvent[] = [];
	private readonly inbox = new Inbox( this.clock, ( { events } ) => {
		this.isSorted &&= events.every(
			( event, index ) =>
				index === 0 ||
				compareEvents( events[ index - 1 ] ?? event, event ) <= 0
		);
		this.delivered.push( ...events );
	} );
	private readonly connection = new Connection( {
		inbox: this.inbox,
		ledger: this.site,
		credentials: ( wanted ) => this.site.credentials( wanted ),
		transportFor: ( { url } ) => ( url === '' ? null : this.hub.factory ),
		clock: this.clock,
		surroundings: this.surroundings,
		random: () => 0.5,
		ready: Promise.resolve(),
		listener: {},
	} );

	public async begin( stored: number ): Promise< void > {
		for ( let count = 0; count < stored; count++ ) {
			this.site.commit( this.site.insert() );
		}
		const { events } = await this.site.newest();
		this.known = this.site.all().length;
		this.inbox.seed( events );
		this.connection.start();
		await settle();
	}

	public known = 0;

	public phase(): string {
		return this.connection.current().phase;
	}

	public publish(): void {
		this.send( this.site.commit( this.site.insert() ) );
	}

	public beginTransaction(): void {
		this.uncommitted.push( this.site.insert() );
	}

	public commitTransaction(): void {
		const event = this.uncommitted.shift();
		if ( event ) {
			this.send( this.site.commit( event ) );
		}
	}

	public move(): void {
		this.hub.cut();
		[ this.hub, this.otherHub ] = [ this.otherHub, this.hub ];
		this.site.url = this.site.url === HUB ? OTHER_HUB : HUB;
		this.site.since++;
	}

	public flushOutbox(): void {
		if ( this.hub.isUp ) {
			this.outbox.splice( 0 ).forEach( ( event ) => {
				this.hub.publish( event );
			} );
		}
	}

	/** Everything works again, and has had the time to show it. */
	public async heal(): Promise< void > {
		this.site.failure = null;
		this.surroundings.online = true;
		this.surroundings.tell( 'online' );
		this.hub.isUp = true;
		while ( this.uncommitted.length > 0 ) {
			this.commitTransaction();
		}
		this.flushOutbox();
		this.connection.retry();
		await this.clock.pass( 120_000 );
		// A lost message shows when the next one comes on its channel.
		for ( let count = 0; count < 9; count++ ) {
			this.publish();
		}
		await this.clock.pass( 5_000 );
	}

	public stop(): void {
		this.connection.stop();
	}

	private send( event: CloudEvent ): void {
		if ( this.hub.isUp ) {
			this.hub.publish( event );
		} else {
			this.outbox.push( event );
		}
	}
}

const MISCHIEF = [ 'double', 'swap', 'lose' ] as const;

type Happening = ( world: World ) => Promise< void > | void;

const happening: fc.Arbitrary< [ string, Happening ] > = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.constant< [ string, Happening ] >( [
			'publish',
			( world ) => world.publish(),
		] ),
	},
	fc.constant< [ string, Happening ] >( [
		'begin transaction',
		( world ) => world.beginTransaction(),
	] ),
	fc.constant< [ string, Happening ] >( [
		'commit transaction',
		( world ) => world.commitTransaction(),
	] ),
	fc.constant< [ string, Happening ] >( [
		'cut',
		( world ) => world.hub.cut(),
	] ),
	fc.constant< [ string, Happening ] >( [
		'hub goes down',
		( world ) => world.hub.goDown(),
	] ),
	fc.constant< [ string, Happening ] >( [
		'hub comes back',
		( world ) => {
			world.hub.isUp = true;
			world.flushOutbox();
		},
	] ),
	fc.constant< [ string, Happening ] >( [
		'hub restarts without memory',
		( world ) => {
			world.hub.restart();
			world.flushOutbox();
		},
	] ),
	fc.constant< [ string, Happening ] >( [
		'site fails',
		( world ) => {
			world.site.failure = new SiteError( 503, 'down', 'Down.' );
		},
	] ),
	fc.constant< [ string, Happening ] >( [
		'site works',
		( world ) => {
			world.site.failure = null;
		},
	] ),
	fc.constantFrom( ...MISCHIEF ).map( ( kind ): [ string, Happening ] => [
		`the line will ${ kind }`,
		( world ) => {
			world.hub.sockets.forEach( ( socket ) => {
				socket.mischief = kind;
			} );
		},
	] ),
	fc
		.constantFrom( 'woke' as const, 'visibility' as const )
		.map( ( change ): [ string, Happening ] => [
			change,
			( world ) => world.surroundings.tell( change ),
		] ),
	fc.boolean().map( ( online ): [ string, Happening ] => [
		online ? 'online' : 'offline',
		( world ) => {
			world.surroundings.online = online;
			world.surroundings.tell( online ? 'online' : 'offline' );
		},
	] ),
	fc.constant< [ string, Happening ] >( [
		'the site moves to the other hub',
		( world ) => world.move(),
	] ),
	{
		weight: 6,
		arbitrary: fc
			.constantFrom( 0, 100, 1_000, 4_000, 15_000 )
			.map( ( ms ): [ string, Happening ] => [
				`${ ms } ms pass`,
				( world ) => world.clock.pass( ms ),
			] ),
	}
);

describe( 'a connection under any schedule', () => {
	it( 'ends with every event once, whatever was cut, doubled, shuffled or lost', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer( { min: 0, max: 8 } ),
				fc.array( happening, { maxLength: 40 } ),
				async ( stored, schedule ) => {
					const world = new World();
					await world.begin( stored );
					for ( const [ , happen ] of schedule ) {
						await happen( world );
					}
					await world.heal();
					expect( world.phase() ).toBe( 'live' );
					const expected = world.site
						.all()
						.slice( world.known )
						.map( ( { id } ) => id );
					const got = [ ...world.delivered ]
						.sort( compareEvents )
						.map( ( { id } ) => id );
					expect( got ).toEqual( expected );
					expect( world.isSorted ).toBe( true );
					world.stop();
				}
			),
			{ numRuns: 300 }
		);
	} );
} );
