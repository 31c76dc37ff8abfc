import fc from 'fast-check';
import { eventOf } from '../../../store/test/support/events';
import { DayFinder } from '../days';
import { RowMaker } from '../rows';
import type { Row } from '../rows';
import type { CloudEvent } from '../../../protocol';

const days = new DayFinder( 'Europe/Berlin' );
const NONE: ReadonlySet< string > = new Set();

const at = ( sequence: number, time: string, subject = `post/${ sequence }` ) =>
	eventOf( sequence, { time, subject } );

const rowsOf = (
	events: readonly CloudEvent[],
	expanded: ReadonlySet< string > = NONE
): Row[] => new RowMaker( days ).rowsOf( events, expanded );

const keys = ( ...args: Parameters< typeof rowsOf > ) =>
	rowsOf( ...args ).map( ( { key } ) => key );

describe( 'the rows of the feed', () => {
	it( 'divide days where the site’s day begins, not the reader’s', () => {
		const events = [
			at( 2, '2026-01-31T23:30:00.000Z' ),
			at( 1, '2026-01-31T22:30:00.000Z' ),
		];
		expect( keys( events ) ).toEqual( [
			'day:2026-02-01',
			'event-2',
			'day:2026-01-31',
			'event-1',
		] );
	} );

	it.each( [
		[ '+05:30', '2026-02-01' ],
		[ '-03:00', '2026-01-31' ],
		[ '+00:00', '2026-01-31' ],
	] )(
		'divide days where the site’s offset has it, in browsers too that know zones by name alone: %s',
		( zone, day ) => {
			expect(
				new DayFinder( zone ).dayAt(
					Date.parse( '2026-01-31T19:00:00.000Z' )
				)
			).toBe( day );
		}
	);

	it( 'collapse a run of like events, and open it', () => {
		const events = [ 3, 2, 1 ].map( ( sequence ) =>
			at( sequence, `2026-01-31T12:00:0${ sequence }.000Z`, 'user/1' )
		);
		const [ , head ] = rowsOf( events );
		expect( head ).toMatchObject( { role: 'head', count: 3 } );
		expect( keys( events, new Set( [ 'event-1' ] ) ) ).toEqual( [
			'day:2026-01-31',
			'run:event-1',
			'event-3',
			'event-2',
			'event-1',
		] );
	} );

	it( 'keep a run’s key while it grows', () => {
		const run = ( newest: number ) =>
			Array.from( { length: newest }, ( _, index ) =>
				at(
					newest - index,
					`2026-01-31T12:00:${ String( newest - index ).padStart(
						2,
						'0'
					) }.000Z`,
					'user/1'
				)
			);
		expect( keys( run( 3 ) ) ).toEqual( keys( run( 12 ) ) );
	} );

	it( 'leave two like events as they are', () => {
		const events = [ 2, 1 ].map( ( sequence ) =>
			at( sequence, `2026-01-31T12:00:0${ sequence }.000Z`, 'user/1' )
		);
		expect( keys( events ) ).toHaveLength( 3 );
	} );

	it( 'collapse what somebody did to many things, as an import does', () => {
		const imported = ( count: number ) =>
			Array.from( { length: count }, ( _, index ) =>
				at( count - index, '2026-01-31T12:00:00.000Z' )
			);
		const [ , head, ...others ] = rowsOf( imported( 5_000 ) );
		expect( head ).toMatchObject( {
			role: 'head',
			count: 5_000,
			isOneStory: false,
		} );
		expect( others ).toEqual( [] );
		expect( keys( imported( 4 ) ) ).toHaveLength( 5 );
	} );

	it( 'keep apart what other people did, or came another way, or later', () => {
		const many = ( overrides: ( n: number ) => Partial< CloudEvent > ) =>
			[ 9, 8, 7, 6, 5, 4, 3, 2, 1 ].map( ( n ) =>
				eventOf( n, {
					time: '2026-01-31T12:00:00.000Z',
					...overrides( n ),
				} )
			);
		for ( const overrides of [
			( n: number ) => ( { actorid: String( n % 2 ) } ),
			( n: number ) =>
				( n % 2 ? { origin: 'cli' } : {} ) as Partial< CloudEvent >,
			( n: number ) => ( {
				time: new Date( Date.UTC( 2026, 0, 31, 12, n ) ).toISOString(),
			} ),
		] ) {
			expect( keys( many( overrides ) ) ).toHaveLength( 10 );
		}
	} );

	it( 'are the same whether a feed is read at once or has grown bit by bit', () => {
		const drawn = fc.record( {
			subject: fc.constantFrom( 'a', 'b' ),
			type: fc.constantFrom( 'x', 'y' ),
			seconds: fc.constantFrom( 0, 1, 40, 4_000, 40_000 ),
		} );
		const step = fc.record( {
			from: fc.nat( { max: 60 } ),
			to: fc.nat( { max: 60 } ),
			without: fc.nat( { max: 60 } ),
		} );
		fc.assert(
			fc.property(
				fc.array( drawn, { minLength: 1, maxLength: 60 } ),
				fc.array( step, { maxLength: 8 } ),
				( all, steps ) => {
					let time = Date.UTC( 2026, 0, 31 );
					const events = all
						.map( ( { subject, type, seconds }, index ) => {
							time += seconds * 1_000;
							return eventOf( index + 1, {
								subject,
								type,
								time: new Date( time ).toISOString(),
							} );
						} )
						.reverse();
					const maker = new RowMaker( days );
					for ( const { from, to, without } of steps ) {
						const shown = events
							.slice( Math.min( from, to ), Math.max( from, to ) )
							.filter( ( _, index ) => index !== without );
						expect( maker.rowsOf( shown, NONE ) ).toEqual(
							rowsOf( shown )
						);
					}
				}
			)
		);
	} );

	it( 'never lose or double an event, however it is grouped', () => {
		const event = fc.record( {
			sequence: fc.integer( { min: 1, max: 500 } ),
			subject: fc.constantFrom( 'a', 'b' ),
			minute: fc.integer( { min: 0, max: 4_000 } ),
		} );
		fc.assert(
			fc.property(
				fc.uniqueArray( event, {
					selector: ( { sequence } ) => sequence,
					maxLength: 60,
				} ),
				( drawn ) => {
					const events = drawn
						.sort( ( a, b ) => b.minute - a.minute )
						.map( ( { sequence, subject, minute } ) =>
							at(
								sequence,
								new Date(
									Date.UTC( 2026, 0, 1 ) + minute * 60_000
								).toISOString(),
								subject
							)
						);
					const rows = rowsOf( events );
					const counted = rows.reduce(
						( sum, row ) =>
							sum + ( row.kind === 'event' ? row.count : 0 ),
						0
					);
					expect( counted ).toBe( events.length );
					expect(
						new Set( rows.map( ( { key } ) => key ) ).size
					).toBe( rows.length );
				}
			)
		);
	} );
} );
