import fc from 'fast-check';
import { eventOf } from '../../../store/test/support/events';
import { DayFinder } from '../days';
import { rowsOf } from '../rows';

const days = new DayFinder( 'Europe/Berlin' );
const NONE: ReadonlySet< string > = new Set();

const at = ( sequence: number, time: string, subject = `post/${ sequence }` ) =>
	eventOf( sequence, { time, subject } );

const keys = ( ...args: Parameters< typeof rowsOf > ) =>
	rowsOf( ...args ).map( ( { key } ) => key );

describe( 'the rows of the feed', () => {
	it( 'divide days where the site’s day begins, not the reader’s', () => {
		const events = [
			at( 2, '2026-01-31T23:30:00.000Z' ),
			at( 1, '2026-01-31T22:30:00.000Z' ),
		];
		expect( keys( events, days, NONE ) ).toEqual( [
			'day:2026-02-01',
			'event-2',
			'day:2026-01-31',
			'event-1',
		] );
	} );

	it( 'collapse a run of like events, and open it', () => {
		const events = [ 3, 2, 1 ].map( ( sequence ) =>
			at( sequence, `2026-01-31T12:00:0${ sequence }.000Z`, 'user/1' )
		);
		const [ , head ] = rowsOf( events, days, NONE );
		expect( head ).toMatchObject( { role: 'head', count: 3 } );
		expect( keys( events, days, new Set( [ 'event-1' ] ) ) ).toEqual( [
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
		expect( keys( run( 3 ), days, NONE ) ).toEqual(
			keys( run( 12 ), days, NONE )
		);
	} );

	it( 'leave two like events as they are', () => {
		const events = [ 2, 1 ].map( ( sequence ) =>
			at( sequence, `2026-01-31T12:00:0${ sequence }.000Z`, 'user/1' )
		);
		expect( keys( events, days, NONE ) ).toHaveLength( 3 );
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
					const rows = rowsOf( events, days, NONE );
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
