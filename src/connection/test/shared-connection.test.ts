import { SharedConnection } from '../shared-connection';
import type { TabChannel } from '../tab-messages';
import { FakeClock, settle } from './support/fake-clock';
import { FakeHub } from './support/fake-hub';
import { FakeSite } from './support/fake-site';
import { FakeSurroundings } from './support/fake-surroundings';
import { FakeLocks, FakeTabChannels } from './support/fake-tabs';

class Browser {
	public readonly clock = new FakeClock();
	public readonly site = new FakeSite( this.clock );
	public readonly hub = new FakeHub();
	private readonly locks = new FakeLocks();
	private readonly channels = new FakeTabChannels();
	private tabs = 0;

	public constructor( private readonly isSecure = true ) {}

	public async open() {
		const surroundings = new FakeSurroundings();
		let channel: TabChannel | null = null;
		const connection = new SharedConnection( {
			tabId: `tab-${ ++this.tabs }`,
			name: 'site',
			locks: this.isSecure ? this.locks : null,
			tabChannel: () => ( channel = this.channels.open() ),
			ledger: this.site,
			credentials: ( wanted ) => this.site.credentials( wanted ),
			transportFor: () => this.hub.factory,
			clock: this.clock,
			surroundings,
			random: () => 0.5,
		} );
		const seen: string[] = [];
		connection.listen( {
			delivery: ( { events } ) =>
				seen.push( ...events.map( ( { id } ) => id ) ),
		} );
		connection.start( this.site.newest().then( ( { events } ) => events ) );
		await settle();
		return {
			connection,
			surroundings,
			seen,
			sleep: () => channel && this.channels.asleep.add( channel ),
			wake: () => channel && this.channels.asleep.delete( channel ),
		};
	}

	public publish(): void {
		const event = this.site.commit( this.site.insert() );
		if ( this.hub.isUp ) {
			this.hub.publish( event );
		}
	}
}

const ids = ( ...sequences: number[] ) =>
	sequences.map( ( sequence ) => `event-${ sequence }` );

describe( 'the tabs of a browser', () => {
	it( 'share one socket', async () => {
		const browser = new Browser();
		const first = await browser.open();
		const second = await browser.open();
		browser.publish();
		await settle();
		expect( browser.hub.connects ).toBe( 1 );
		expect( first.seen ).toEqual( ids( 1 ) );
		expect( second.seen ).toEqual( ids( 1 ) );
		expect( second.connection.current().phase ).toBe( 'live' );
	} );

	it( 'have a socket each where the browser has no locks', async () => {
		const browser = new Browser( false );
		await browser.open();
		await browser.open();
		expect( browser.hub.connects ).toBe( 2 );
	} );

	it( 'hand on the lead without a gap and without a double', async () => {
		const browser = new Browser();
		const first = await browser.open();
		const second = await browser.open();
		const third = await browser.open();
		browser.publish();
		await settle();
		first.connection.stop();
		browser.publish();
		await browser.clock.pass( 5_000 );
		browser.publish();
		await settle();
		expect( second.connection.leads() ).toBe( true );
		expect( second.seen ).toEqual( ids( 1, 2, 3 ) );
		expect( third.seen ).toEqual( ids( 1, 2, 3 ) );
	} );

	it( 'make up for what they slept through', async () => {
		const browser = new Browser();
		await browser.open();
		const second = await browser.open();
		second.sleep();
		browser.publish();
		browser.publish();
		await settle();
		second.wake();
		browser.publish();
		await browser.clock.pass( 1_000 );
		expect( [ ...second.seen ].sort() ).toEqual( ids( 1, 2, 3 ) );
	} );

	it( 'take over from a leader that does not answer', async () => {
		const browser = new Browser();
		const first = await browser.open();
		first.sleep();
		const second = await browser.open();
		await browser.clock.pass( 5_000 );
		expect( second.connection.leads() ).toBe( true );
		expect( first.connection.leads() ).toBe( false );
	} );

	it( 'let the one that is looked at lead while there is no push', async () => {
		const browser = new Browser();
		browser.hub.goDown();
		const first = await browser.open();
		const second = await browser.open();
		await browser.clock.pass( 1_000 );
		first.surroundings.visible = false;
		second.surroundings.tell( 'visibility' );
		await settle();
		expect( second.connection.leads() ).toBe( true );
		browser.publish();
		await browser.clock.pass( 3_000 );
		expect( second.seen ).toEqual( ids( 1 ) );
	} );

	it( 'see the same state of the connection', async () => {
		const browser = new Browser();
		const first = await browser.open();
		const second = await browser.open();
		browser.hub.goDown();
		await browser.clock.pass( 5_000 );
		expect( second.connection.current().phase ).toBe( 'polling' );
		expect( second.connection.current() ).toEqual(
			first.connection.current()
		);
	} );

	it( 'look at channels without being in them, with one token for all of them, until the last of them looks away', async () => {
		const browser = new Browser();
		const posts = [ 'postType/post:1', 'postType/post:2' ];
		const line = () => [ ...browser.hub.sockets ][ 0 ];
		const watched = () => [ ...( line()?.watched ?? [] ) ];
		const first = await browser.open();
		const second = await browser.open();
		const asked = browser.site.requests;
		second.connection.watch( posts );
		await settle();
		expect( watched() ).toEqual( posts );
		expect( browser.site.requests ).toBe( asked + 1 );
		expect( line()?.channels ).not.toContain( posts[ 0 ] );
		expect( second.connection.presenceIn( posts[ 1 ]! ) ).toEqual( {
			count: 1,
		} );
		// Neither a new connection nor another leader changes what is wished.
		browser.hub.cut();
		await browser.clock.pass( 5_000 );
		expect( watched() ).toEqual( posts );
		expect( line()?.channels ).not.toContain( posts[ 0 ] );
		first.connection.stop();
		await browser.clock.pass( 5_000 );
		expect( second.connection.leads() ).toBe( true );
		expect( watched() ).toEqual( posts );
		const third = await browser.open();
		third.connection.watch( posts.slice( 0, 1 ) );
		await settle();
		second.connection.unwatch( posts );
		await settle();
		expect( watched() ).toEqual( posts.slice( 0, 1 ) );
		expect( second.connection.presenceIn( posts[ 1 ]! ) ).toEqual( {
			count: 0,
		} );
		third.connection.stop();
		await settle();
		expect( watched() ).toEqual( [] );
	} );

	it( 'are in a channel that another of them only looks at', async () => {
		const browser = new Browser();
		const post = 'postType/post:1';
		const first = await browser.open();
		const second = await browser.open();
		const line = () => [ ...browser.hub.sockets ][ 0 ];
		first.connection.watch( [ post ] );
		second.connection.join( post );
		browser.hub.cut();
		await browser.clock.pass( 5_000 );
		expect( line()?.channels ).toContain( post );
		expect( line()?.watched ).toContain( post );
		second.connection.leave( post );
		await settle();
		expect( line()?.channels ).not.toContain( post );
		expect( first.connection.presenceIn( post ) ).toEqual( { count: 1 } );
	} );

	it( 'stay in a channel until the last of them has left it', async () => {
		const browser = new Browser();
		const first = await browser.open();
		const second = await browser.open();
		const channels = () => [ ...browser.hub.sockets ][ 0 ]?.channels;
		first.connection.join( 'postType/post:1' );
		second.connection.join( 'postType/post:1' );
		await settle();
		expect( channels() ).toContain( 'postType/post:1' );
		first.connection.leave( 'postType/post:1' );
		await settle();
		expect( channels() ).toContain( 'postType/post:1' );
		second.connection.stop();
		await settle();
		expect( channels() ).not.toContain( 'postType/post:1' );
	} );
} );
