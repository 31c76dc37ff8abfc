import fc from 'fast-check';
import type { LogEntry, LogWindow } from '../../log/event-log';
import { RoomWindow } from '../room-window';
import { recover } from '../recovery';
import { compareSequences } from '../sequences';

const entry = (
	offset: number,
	{ sequence = String( offset ), time = offset * 1000 } = {}
): LogEntry => ( {
	offset,
	id: `id-${ offset }`,
	json: '{}',
	bytes: 2,
	sequence,
	time,
} );

const range = ( from: number, to: number ) =>
	Array.from( { length: to - from + 1 }, ( _, i ) => entry( from + i ) );

const windowOf = (
	from: number,
	to: number,
	rest: Partial< LogWindow > = {}
): LogWindow => ( {
	epoch: 'e',
	top: to,
	entries: range( from, to ),
	...rest,
} );

const offsets = ( window: LogWindow, seen: object ) => {
	const { recovered, entries } = recover( window, seen );
	return recovered ? entries.map( ( { offset } ) => offset ) : null;
};

describe( 'recovery by offset', () => {
	it( 'gives everything or nothing, and exactly what is missing', () => {
		fc.assert(
			fc.property(
				fc.nat( 50 ),
				fc.nat( 50 ),
				fc.nat( 120 ),
				( before, length, offset ) => {
					const top = before + length;
					const missing = offsets( windowOf( before + 1, top ), {
						epoch: 'e',
						offset,
					} );
					const possible = offset >= before && offset <= top;
					expect( missing ).toEqual(
						possible
							? range( offset + 1, top ).map(
									( one ) => one.offset
								)
							: null
					);
				}
			)
		);
	} );

	it( 'vouches for nothing in another epoch', () => {
		expect(
			offsets( windowOf( 1, 5 ), { epoch: 'f', offset: 3 } )
		).toBeNull();
	} );
} );

describe( 'recovery by sequence', () => {
	it( 'overlaps by 30 seconds, because a ledger id may become visible late', () => {
		const missing = offsets( windowOf( 1, 100 ), { sequence: '80' } );
		expect( missing?.[ 0 ] ).toBe( 50 );
		expect( missing?.at( -1 ) ).toBe( 100 );
	} );

	it( 'gives nothing where the overlap is not in the window', () => {
		expect( offsets( windowOf( 60, 100 ), { sequence: '80' } ) ).toBeNull();
		expect( offsets( windowOf( 60, 100 ), { sequence: '40' } ) ).toBeNull();
	} );

	it( 'counts on a log that was filled from the ledger', () => {
		const filled = windowOf( 1, 20, { completeAfter: '0' } );
		expect( offsets( filled, { sequence: '0' } ) ).toHaveLength( 20 );
		expect(
			offsets( filled, { epoch: 'gone', offset: 9, sequence: '20' } )
		).toHaveLength( 20 );
		expect(
			offsets( windowOf( 1, 20, { completeAfter: '5' } ), {
				sequence: '4',
			} )
		).toBeNull();
		expect(
			offsets(
				{ epoch: 'e', top: 0, entries: [], completeAfter: '5' },
				{ sequence: '7' }
			)
		).toEqual( [] );
	} );

	it( 'compares sequences as numbers of any size', () => {
		expect( compareSequences( '9', '10' ) ).toBeLessThan( 0 );
		expect(
			compareSequences( '18446744073709551615', '18446744073709551614' )
		).toBeGreaterThan( 0 );
		expect( compareSequences( '7', '7' ) ).toBe( 0 );
	} );
} );

describe( 'RoomWindow', () => {
	it( 'stays whole and bounded however much comes', () => {
		const window = new RoomWindow( windowOf( 1, 3 ) );
		for ( let offset = 4; offset <= 2000; offset++ ) {
			expect( window.push( entry( offset ) ) ).toBe( true );
		}
		const { entries, top } = window.upTo( 2000 );
		expect( top ).toBe( 2000 );
		expect( entries.length ).toBeGreaterThanOrEqual( 300 );
		expect( entries.length ).toBeLessThanOrEqual( 600 );
		expect( entries.map( ( { offset } ) => offset ) ).toEqual(
			range( 2000 - entries.length + 1, 2000 ).map(
				( { offset } ) => offset
			)
		);
	} );

	it( 'takes nothing that does not follow', () => {
		const window = new RoomWindow( windowOf( 1, 3 ) );
		expect( window.push( entry( 5 ) ) ).toBe( false );
		expect( window.push( entry( 3 ) ) ).toBe( false );
		expect( window.top ).toBe( 3 );
	} );

	it( 'can be looked at as it was', () => {
		const window = new RoomWindow( windowOf( 1, 5 ) );
		expect(
			window.upTo( 3 ).entries.map( ( { offset } ) => offset )
		).toEqual( [ 1, 2, 3 ] );
	} );
} );
