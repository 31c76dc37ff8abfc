import fc from 'fast-check';
import { compareEvents } from '../../connection';
import type { CloudEvent } from '../../protocol';
import { MAX_PENDING, MAX_ROWS } from '../constants';
import { mergeEvents } from '../merge';
import { EVERYTHING } from '../query';
import reducer from '../reducer';
import type { Action, State } from '../types';
import { eventOf } from './support/events';

const start = reducer( undefined, { type: '@@UNKNOWN_ACTION' } );

const run = ( ...actions: Action[] ): State => actions.reduce( reducer, start );

const receive = ( ...events: CloudEvent[] ): Action => ( {
	type: 'RECEIVE',
	events,
	completeFrom: null,
} );

const loaded = ( hasOlder: boolean, ...events: CloudEvent[] ): Action => ( {
	type: 'LOADED',
	query: EVERYTHING,
	events,
	hasOlder,
	cursor: null,
} );

const sequences = ( events: readonly CloudEvent[] ) =>
	events.map( ( { sequence } ) => Number( sequence ) );

describe( 'the feed', () => {
	it( 'never shows an event twice', () => {
		const { feed } = run(
			loaded( false, eventOf( 2 ), eventOf( 1 ) ),
			receive( eventOf( 3 ), eventOf( 2 ) ),
			receive( eventOf( 3 ) ),
			loaded( false, eventOf( 1 ) )
		);
		expect( sequences( feed.items ) ).toEqual( [ 3, 2, 1 ] );
	} );

	it( 'never shows beside an event what of it everybody may see, whichever comes first', () => {
		const projection: CloudEvent = {
			...eventOf( 2 ),
			channel: 'public',
			causationid: eventOf( 1 ).id,
		};
		for ( const [ first, second ] of [
			[ eventOf( 1 ), projection ],
			[ projection, eventOf( 1 ) ],
		] as const ) {
			const { feed } = run(
				loaded( false ),
				receive( first ),
				receive( second )
			);
			expect( sequences( feed.items ) ).toEqual( [ 1 ] );
		}
		// Who may not see the event itself sees this.
		expect( sequences( run( receive( projection ) ).feed.items ) ).toEqual(
			[ 2 ]
		);
	} );

	it( 'puts an event that comes late where it belongs', () => {
		const { feed } = run(
			receive( eventOf( 1 ), eventOf( 5 ) ),
			receive( eventOf( 3 ) ),
			{ type: 'LOAD', isOlder: false },
			loaded( false )
		);
		expect( sequences( feed.items ) ).toEqual( [ 5, 3, 1 ] );
	} );

	it( 'stays the same object when nothing changes', () => {
		const state = run( receive( eventOf( 1 ) ) );
		expect( reducer( state, receive( eventOf( 1 ) ) ).feed.items ).toBe(
			state.feed.items
		);
		expect( reducer( state, { type: 'RELEASE' } ) ).toBe( state );
		expect( reducer( state, { type: 'HOLD', isHeld: false } ) ).toBe(
			state
		);
	} );

	it( 'moves nothing while somebody reads', () => {
		const state = run(
			receive( eventOf( 1 ) ),
			{ type: 'HOLD', isHeld: true },
			receive( eventOf( 2 ), eventOf( 3 ) )
		);
		expect( sequences( state.feed.items ) ).toEqual( [ 1 ] );
		expect( sequences( state.feed.pending ) ).toEqual( [ 3, 2 ] );
		const after = reducer( state, { type: 'RELEASE' } );
		expect( sequences( after.feed.items ) ).toEqual( [ 3, 2, 1 ] );
		expect( after.feed.pending ).toEqual( [] );
	} );

	it( 'counts as waiting neither what is shown nor the public part of it', () => {
		const state = run(
			loaded( false, eventOf( 1 ) ),
			{ type: 'HOLD', isHeld: true },
			receive(
				eventOf( 1 ),
				eventOf( 2, { channel: 'public', causationid: 'event-1' } ),
				eventOf( 3 ),
				eventOf( 4, { channel: 'public', causationid: 'event-3' } )
			),
			receive( eventOf( 5 ), eventOf( 3 ) )
		);
		expect( sequences( state.feed.pending ) ).toEqual( [ 5, 3 ] );
		// A page of history brings one of them meanwhile.
		const { feed } = reducer(
			state,
			loaded( false, eventOf( 5 ), eventOf( 1 ) )
		);
		expect( sequences( feed.pending ) ).toEqual( [ 3 ] );
		expect( sequences( feed.items ) ).toEqual( [ 5, 1 ] );
	} );

	it( 'keeps a pause when the reader returns to the top', () => {
		const state = run(
			{ type: 'PAUSE', isPaused: true },
			{ type: 'HOLD', isHeld: true },
			receive( eventOf( 1 ) ),
			{ type: 'HOLD', isHeld: false }
		);
		expect( state.feed.items ).toEqual( [] );
		expect(
			sequences(
				reducer( state, { type: 'PAUSE', isPaused: false } ).feed.items
			)
		).toEqual( [ 1 ] );
	} );

	it( 'begins anew where more waits than is kept, instead of hiding a hole', () => {
		const many = Array.from( { length: MAX_PENDING + 1 }, ( _, index ) =>
			eventOf( index + 10 )
		);
		const { feed } = run(
			loaded( false, eventOf( 1 ) ),
			{ type: 'HOLD', isHeld: true },
			receive( ...many ),
			{ type: 'RELEASE' }
		);
		expect( feed.items ).toHaveLength( MAX_PENDING );
		expect( sequences( feed.items ) ).not.toContain( 1 );
		expect( feed.hasOlder ).toBe( true );
	} );

	it( 'drops what does not join on to the newest page after a long absence', () => {
		const { feed } = run( loaded( false, eventOf( 2 ), eventOf( 1 ) ), {
			type: 'RECEIVE',
			events: [ eventOf( 901 ), eventOf( 902 ) ],
			completeFrom: '900',
		} );
		expect( sequences( feed.items ) ).toEqual( [ 902, 901 ] );
		expect( feed.hasOlder ).toBe( true );
	} );

	it( 'leaves to scrolling what is older than its oldest row', () => {
		const { feed } = run(
			loaded( true, eventOf( 9 ), eventOf( 8 ) ),
			receive( eventOf( 5 ) )
		);
		expect( sequences( feed.items ) ).toEqual( [ 9, 8 ] );
	} );

	it( 'keeps no more rows than its window, and says that there are older ones', () => {
		const many = Array.from( { length: MAX_ROWS }, ( _, index ) =>
			eventOf( index + 1 )
		);
		const { feed } = run(
			loaded( false, ...many ),
			receive( eventOf( MAX_ROWS + 1 ) )
		);
		expect( feed.items ).toHaveLength( MAX_ROWS );
		expect( feed.items[ 0 ]?.sequence ).toBe( String( MAX_ROWS + 1 ) );
		expect( feed.hasOlder ).toBe( true );
	} );

	it( 'ignores the answer to a question that is no longer asked', () => {
		const { feed } = run(
			{ type: 'SET_QUERY', query: { ...EVERYTHING, search: 'sale' } },
			loaded( false, eventOf( 1 ) )
		);
		expect( feed.items ).toEqual( [] );
	} );

	it( 'tells a refusal from a failure', () => {
		const failed = ( status: number ) =>
			run( {
				type: 'LOAD_FAILED',
				query: EVERYTHING,
				problem: { status, code: 'x', message: '' },
			} ).feed.status;
		expect( failed( 403 ) ).toBe( 'forbidden' );
		expect( failed( 500 ) ).toBe( 'failed' );
	} );
} );

describe( 'mergeEvents', () => {
	it( 'is a union in order, whatever the parts', () => {
		const events = fc.array(
			fc.integer( { min: 1, max: 60 } ).map( eventOf ),
			{ maxLength: 30 }
		);
		fc.assert(
			fc.property( events, events, ( a, b ) => {
				const merged = mergeEvents( mergeEvents( [], a ), b );
				const expected = [
					...new Set( [ ...a, ...b ].map( ( { id } ) => id ) ),
				].sort();
				expect( merged.map( ( { id } ) => id ).sort() ).toEqual(
					expected
				);
				expect( merged ).toEqual(
					[ ...merged ].sort( ( x, y ) => compareEvents( y, x ) )
				);
			} )
		);
	} );
} );
