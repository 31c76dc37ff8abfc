import type { CloudEvent } from '@realtime-events/client';
import { isUnderWay, stepsOf, type Announcement } from '../announcement';
import { arrivalsAfter, NOTHING_YET } from '../arrivals';

const event = ( id: string, channel: string, subject = 'post/42' ) =>
	( { id, channel, subject, type: 'post.published' } ) as CloudEvent;

const present = ( channel: string ) => ( channel === 'public' ? 8 : 3 );

const announcement = (
	fields: Partial< Announcement > = {}
): Announcement => ( {
	event: 'team',
	state: 'sent',
	sent_after_ms: 34,
	public: null,
	...fields,
} );

describe( 'what came of a publication', () => {
	it( 'is what the team is told and what visitors are told, with how many others that is', () => {
		expect(
			arrivalsAfter(
				NOTHING_YET,
				[ event( 'a', 'editors' ), event( 'b', 'public' ) ],
				'post/42',
				present
			)
		).toEqual( {
			team: { event: 'a', reached: 2 },
			visitors: { event: 'b', reached: 7 },
		} );
	} );

	it( 'is nothing of another post, and nothing without one', () => {
		const events = [ event( 'a', 'editors', 'post/4' ) ];
		expect( arrivalsAfter( NOTHING_YET, events, 'post/42', present ) ).toBe(
			NOTHING_YET
		);
		expect( arrivalsAfter( NOTHING_YET, events, null, present ) ).toBe(
			NOTHING_YET
		);
	} );

	it( 'begins anew with the next publication', () => {
		const before = { ...NOTHING_YET, visitors: { event: 'b', reached: 7 } };
		expect(
			arrivalsAfter(
				before,
				[ event( 'c', 'editors' ) ],
				'post/42',
				present
			).visitors
		).toBeNull();
	} );

	it( 'is known to have reached nobody in particular where nothing is pushed', () => {
		const events = [ event( 'a', 'editors' ) ];
		expect(
			arrivalsAfter( NOTHING_YET, events, 'post/42', () => null ).team
		).toEqual( { event: 'a', reached: null } );
	} );
} );

describe( 'how far it has come', () => {
	const arrivals = {
		team: { event: 'team', reached: 2 },
		visitors: { event: 'visitors', reached: 7 },
	};
	const texts = ( ...args: Parameters< typeof stepsOf > ) =>
		stepsOf( ...args ).map(
			( { state, text } ) => `${ state }: ${ text }`
		);

	it( 'is not known at first', () => {
		expect( texts( null, NOTHING_YET ) ).toEqual( [
			'waiting: Stored',
			'waiting: Sending…',
			'waiting: Shown',
		] );
	} );

	it( 'is told of the team where visitors are not told', () => {
		expect( texts( announcement(), arrivals ) ).toEqual( [
			'done: Stored',
			'done: Sent (34 ms)',
			'done: Shown to 2 other people',
		] );
	} );

	it( 'is told of visitors where they are', () => {
		const way = { state: 'sent', sent_after_ms: 40 } as const;
		expect(
			texts( announcement( { public: way } ), arrivals ).slice( 1 )
		).toEqual( [ 'done: Sent (40 ms)', 'done: Shown to 7 other people' ] );
	} );

	it( 'says that it waits where the hub is away, and shows nobody', () => {
		const [ , sent, shown ] = stepsOf(
			announcement( { state: 'retrying', sent_after_ms: null } ),
			arrivals
		);
		expect( sent?.text ).toMatch( /not answering/ );
		expect( [ sent?.state, shown?.state ] ).toEqual( [
			'waiting',
			'waiting',
		] );
	} );

	it( 'says that nobody else is there', () => {
		const alone = { team: { event: 'a', reached: 0 }, visitors: null };
		expect( stepsOf( announcement(), alone )[ 2 ]?.text ).toMatch(
			/^Nobody else/
		);
	} );

	it.each( [
		[ 'dead', 'failed' ],
		[ 'cancelled', 'failed' ],
		[ 'stored', 'done' ],
		[ 'pending', 'waiting' ],
	] as const )( 'of what is %s is %s', ( state, expected ) => {
		expect(
			stepsOf( announcement( { state } ), arrivals )[ 1 ]?.state
		).toBe( expected );
	} );

	it( 'is asked again while either way is open', () => {
		const open = { state: 'pending', sent_after_ms: null } as const;
		expect( isUnderWay( null ) ).toBe( true );
		expect( isUnderWay( announcement() ) ).toBe( false );
		expect( isUnderWay( announcement( { public: open } ) ) ).toBe( true );
		expect( isUnderWay( announcement( { state: 'dead' } ) ) ).toBe( false );
	} );
} );
