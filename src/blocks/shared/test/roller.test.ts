import { roller } from '../roller';

/** What the visitor's system says of motion. */
let wantsStillness = false;

beforeEach( () => {
	jest.useFakeTimers();
	wantsStillness = false;
	window.matchMedia = ( ( query: string ) => ( {
		matches: wantsStillness && query === '(prefers-reduced-motion: reduce)',
	} ) ) as typeof window.matchMedia;
} );

afterEach( () => {
	jest.useRealTimers();
} );

function scene() {
	const written: number[] = [];
	return { written, roll: roller( ( value ) => written.push( value ) ) };
}

describe( 'a number that changes', () => {
	it( 'is there at once the first time', () => {
		const { written, roll } = scene();
		roll( 7 );
		expect( written ).toEqual( [ 7 ] );
	} );

	it( 'rolls on the way to the next, and stops there', () => {
		const { written, roll } = scene();
		roll( 0 );
		roll( 100 );
		jest.advanceTimersByTime( 2_000 );
		expect( written.length ).toBeGreaterThan( 3 );
		expect( written.at( -1 ) ).toBe( 100 );
		expect( written ).toEqual( [ ...written ].sort( ( a, b ) => a - b ) );
		expect( jest.getTimerCount() ).toBe( 0 );
	} );

	it( 'turns where it is when it is told another', () => {
		const { written, roll } = scene();
		roll( 0 );
		roll( 100 );
		jest.advanceTimersByTime( 100 );
		roll( 5 );
		jest.advanceTimersByTime( 2_000 );
		expect( written.at( -1 ) ).toBe( 5 );
		expect( written ).not.toContain( 100 );
	} );

	it( 'is just another for who wants no motion', () => {
		wantsStillness = true;
		const { written, roll } = scene();
		roll( 0 );
		roll( 100 );
		expect( written ).toEqual( [ 0, 100 ] );
		expect( jest.getTimerCount() ).toBe( 0 );
	} );
} );
