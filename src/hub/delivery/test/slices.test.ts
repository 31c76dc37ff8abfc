import { Slices } from '../slices';

const setOf = ( count: number ) =>
	new Set( Array.from( { length: count }, ( _, index ) => index ) );

describe( 'Slices', () => {
	it( 'does all at once where that takes no time', () => {
		const seen: number[] = [];
		const going = new Slices( () => 0 ).run(
			setOf( 5000 ),
			( item ) => void seen.push( item )
		);
		expect( going ).toBeUndefined();
		expect( seen ).toHaveLength( 5000 );
	} );

	it.each( [ 1, 10 ] )(
		'lets others have the thread before 20 ms are over, and does each item once, in %d rooms at once',
		async ( rooms ) => {
			let now = 0;
			let sliceBegan = 0;
			let longest = 0;
			const seen = Array.from( { length: rooms }, (): number[] => [] );
			let isGoingOn = true;
			const breathe = () => {
				sliceBegan = now;
				if ( isGoingOn ) {
					setImmediate( breathe );
				}
			};
			setImmediate( breathe );
			const slices = new Slices( () => now );
			await Promise.all(
				seen.map( ( ofRoom ) =>
					slices.run( setOf( 2000 ), ( item ) => {
						// A write takes a tenth of a millisecond here.
						now += 0.1;
						longest = Math.max( longest, now - sliceBegan );
						ofRoom.push( item );
					} )
				)
			);
			isGoingOn = false;
			expect( longest ).toBeLessThan( 20 );
			expect( seen ).toEqual(
				Array( rooms ).fill( [ ...setOf( 2000 ) ] )
			);
		}
	);

	it( 'lets all that go on go on in turns', async () => {
		let now = 0;
		const slices = new Slices( () => now );
		const ended: string[] = [];
		const work = ( name: string, count: number ) =>
			slices
				.run( setOf( count ), () => void ( now += 1 ) )
				?.then( () => ended.push( name ) );
		await Promise.all( [ work( 'large', 1000 ), work( 'small', 100 ) ] );
		expect( ended ).toEqual( [ 'small', 'large' ] );
	} );

	it( 'leaves out who has left meanwhile and does not take in who came', async () => {
		let now = 0;
		const items = setOf( 500 );
		const seen: number[] = [];
		const going = new Slices( () => now ).run( items, ( item ) => {
			now += 1;
			seen.push( item );
		} );
		items.delete( 499 );
		items.add( 1000 );
		await going;
		expect( seen ).toHaveLength( 499 );
		expect( seen ).not.toContain( 1000 );
	} );
} );
