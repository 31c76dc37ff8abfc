import type { LogEntry } from '../../log/event-log';
import { Pacer } from '../pacer';

const entry = ( offset: number, bytes = 300 ): LogEntry => ( {
	offset,
	id: String( offset ),
	json: '{}',
	bytes,
	time: 0,
} );

describe( 'Pacer', () => {
	beforeEach( () => {
		jest.useFakeTimers();
	} );

	afterEach( () => {
		jest.useRealTimers();
	} );

	const pacing = () => {
		const batches: number[][] = [];
		const pacer = new Pacer( ( entries ) => {
			batches.push( entries.map( ( { offset } ) => offset ) );
			return undefined;
		} );
		const push = ( ...entries: LogEntry[] ) => {
			entries.forEach( ( one ) => pacer.push( one ) );
			pacer.flush();
		};
		return { batches, pacer, push };
	};

	it( 'sends the first at once and what follows within 5 ms together', () => {
		const { batches, push } = pacing();
		push( entry( 1 ) );
		expect( batches ).toEqual( [ [ 1 ] ] );
		push( entry( 2 ) );
		push( entry( 3 ) );
		expect( batches ).toEqual( [ [ 1 ] ] );
		jest.advanceTimersByTime( 5 );
		expect( batches ).toEqual( [ [ 1 ], [ 2, 3 ] ] );
	} );

	it( 'sends at once again after a pause', () => {
		const { batches, push } = pacing();
		push( entry( 1 ) );
		jest.advanceTimersByTime( 10 );
		push( entry( 2 ) );
		expect( batches ).toEqual( [ [ 1 ], [ 2 ] ] );
	} );

	it( 'puts no more than 256 events and 256 KiB into one message', () => {
		const { batches, push } = pacing();
		push(
			...Array.from( { length: 300 }, ( _, index ) => entry( index + 1 ) )
		);
		jest.advanceTimersByTime( 10 );
		expect( batches.map( ( { length } ) => length ) ).toEqual( [
			256, 44,
		] );
		jest.advanceTimersByTime( 10 );
		push(
			...[ 301, 302, 303 ].map( ( offset ) => entry( offset, 200_000 ) )
		);
		jest.advanceTimersByTime( 30 );
		expect( batches.slice( 2 ) ).toEqual( [ [ 301 ], [ 302 ], [ 303 ] ] );
	} );

	it( 'sends nothing while the last is still being written', async () => {
		let written: () => void = () => {};
		const batches: number[][] = [];
		const pacer = new Pacer( ( entries ) => {
			batches.push( entries.map( ( { offset } ) => offset ) );
			return new Promise( ( resolve ) => ( written = resolve ) );
		} );
		pacer.push( entry( 1 ) );
		pacer.flush();
		pacer.push( entry( 2 ) );
		jest.advanceTimersByTime( 1000 );
		expect( batches ).toEqual( [ [ 1 ] ] );
		written();
		await Promise.resolve();
		jest.advanceTimersByTime( 10 );
		expect( batches ).toEqual( [ [ 1 ], [ 2 ] ] );
	} );

	it( 'goes on with what comes after a batch that failed', () => {
		const batches: number[][] = [];
		const pacer = new Pacer( ( entries ) => {
			batches.push( entries.map( ( { offset } ) => offset ) );
			if ( batches.length === 1 ) {
				throw new Error( 'a fault of our own' );
			}
			return undefined;
		} );
		pacer.push( entry( 1 ) );
		expect( () => pacer.flush() ).toThrow( 'a fault of our own' );
		pacer.push( entry( 2 ) );
		pacer.flush();
		jest.advanceTimersByTime( 10 );
		expect( batches ).toEqual( [ [ 1 ], [ 2 ] ] );
	} );
} );
