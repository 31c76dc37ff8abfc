import { inSlices } from '../slices';

const setOf = ( count: number ) =>
	new Set( Array.from( { length: count }, ( _, index ) => index ) );

describe( 'inSlices', () => {
	it( 'does all at once where that takes no time', () => {
		const seen: number[] = [];
		const going = inSlices(
			setOf( 5000 ),
			( item ) => void seen.push( item ),
			() => 0
		);
		expect( going ).toBeUndefined();
		expect( seen ).toHaveLength( 5000 );
	} );

	it( 'lets others have the thread before 20 ms are over, and does each item once', async () => {
		let now = 0;
		let sliceBegan = 0;
		let longest = 0;
		const seen: number[] = [];
		let isGoingOn = true;
		const breathe = () => {
			sliceBegan = now;
			if ( isGoingOn ) {
				setImmediate( breathe );
			}
		};
		setImmediate( breathe );
		await inSlices(
			setOf( 2000 ),
			( item ) => {
				// A write takes a tenth of a millisecond here.
				now += 0.1;
				longest = Math.max( longest, now - sliceBegan );
				seen.push( item );
			},
			() => now
		);
		isGoingOn = false;
		expect( longest ).toBeLessThan( 20 );
		expect( seen ).toEqual( [ ...setOf( 2000 ) ] );
	} );

	it( 'leaves out who has left meanwhile and does not take in who came', async () => {
		let now = 0;
		const items = setOf( 500 );
		const seen: number[] = [];
		const going = inSlices(
			items,
			( item ) => {
				now += 1;
				seen.push( item );
			},
			() => now
		);
		items.delete( 499 );
		items.add( 1000 );
		await going;
		expect( seen ).toHaveLength( 499 );
		expect( seen ).not.toContain( 1000 );
	} );
} );
