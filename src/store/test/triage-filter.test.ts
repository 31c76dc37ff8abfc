import { createRegistry } from '@wordpress/data';
import type { CloudEvent } from '../../protocol';
import { EVERYTHING, store } from '..';
import { eventOf } from './support/events';

const action = ( sequence: number, kind: string, about: number, until = '' ) =>
	eventOf( sequence, {
		type: `event.${ kind }`,
		subject: `event/event-${ about }`,
		data: { event: `event-${ about }`, ...( until && { until } ) },
	} );

function feedOf( ...triage: string[] ) {
	const registry = createRegistry();
	registry.register( store );
	const actions = registry.dispatch( store );
	const feed = registry.select( store );
	actions.setQuery( { ...EVERYTHING, include: { triage } } );
	return {
		actions,
		receive: ( ...events: CloudEvent[] ) =>
			actions.receive( events, null, {} ),
		shown: () => feed.getItems().map( ( { id } ) => id ),
		waiting: () => feed.getPending().map( ( { id } ) => id ),
		load: ( ...numbers: number[] ) =>
			actions.loadNewest( async () => ( {
				events: numbers.map( ( number ) => eventOf( number ) ),
				more: false,
			} ) ),
	};
}

describe( 'a feed of what is open', () => {
	it( 'takes in what is new, and not what was done', () => {
		const { receive, shown } = feedOf( 'open' );
		receive( eventOf( 1 ), action( 2, 'noted', 1 ) );
		expect( shown() ).toEqual( [ 'event-1' ] );
	} );

	it( 'does not take in what is resolved in the same breath', () => {
		const { receive, shown } = feedOf( 'open' );
		receive( eventOf( 1 ), eventOf( 2 ), action( 3, 'resolved', 1 ) );
		expect( shown() ).toEqual( [ 'event-2' ] );
	} );

	it( 'lets go of what was resolved once it is sifted, and of nothing it does not know about', () => {
		const { actions, receive, shown } = feedOf( 'open' );
		receive( eventOf( 1 ), eventOf( 2 ) );
		receive( action( 3, 'resolved', 1 ) );
		expect( shown() ).toEqual( [ 'event-2', 'event-1' ] );
		actions.sift( {} );
		expect( shown() ).toEqual( [ 'event-2' ] );
	} );

	it( 'lets go behind the pill, too', () => {
		const { actions, receive, waiting } = feedOf( 'open' );
		actions.hold( true );
		receive( eventOf( 1 ), eventOf( 2 ) );
		receive( action( 3, 'claimed', 2 ) );
		actions.sift( {} );
		expect( waiting() ).toEqual( [ 'event-1' ] );
	} );

	it( 'takes back what was put off when its time has come', () => {
		jest.useFakeTimers( { now: Date.parse( '2026-01-31T12:00:00Z' ) } );
		const { actions, receive, shown } = feedOf( 'open' );
		receive( eventOf( 1 ), eventOf( 2 ) );
		receive( action( 3, 'snoozed', 1, '2026-01-31T13:00:00.000Z' ) );
		actions.sift( {} );
		expect( shown() ).toEqual( [ 'event-2' ] );
		jest.setSystemTime( Date.parse( '2026-01-31T13:00:00Z' ) );
		receive( eventOf( 1 ) );
		expect( shown() ).toEqual( [ 'event-2', 'event-1' ] );
		jest.useRealTimers();
	} );
} );

describe( 'a feed of what somebody looks after', () => {
	it( 'keeps what the site has sent, of which nothing else is known', async () => {
		const { actions, load, shown } = feedOf( 'claimed' );
		await load( 2, 1 );
		actions.sift( {} );
		expect( shown() ).toEqual( [ 'event-2', 'event-1' ] );
	} );

	it( 'takes in an older event when somebody takes it on, at its place', async () => {
		const { load, receive, shown } = feedOf( 'claimed' );
		await load( 3, 1 );
		receive( action( 4, 'claimed', 2 ) );
		receive( eventOf( 2 ) );
		expect( shown() ).toEqual( [ 'event-3', 'event-2', 'event-1' ] );
	} );

	it( 'goes on below its oldest row though that has left', async () => {
		const { actions, receive } = feedOf( 'claimed' );
		const asked: Array< string | null > = [];
		const read = async ( _query: unknown, before: string | null ) => {
			asked.push( before );
			return { events: [ eventOf( 9 ), eventOf( 8 ) ], more: true };
		};
		await actions.loadNewest( read );
		receive( action( 10, 'resolved', 8 ) );
		actions.sift( {} );
		await actions.loadOlder( read );
		expect( asked ).toEqual( [ null, '8' ] );
	} );
} );
