import { KnownTops } from '../known-tops';

const at = ( channel: string ) => ( { site: 's', channel } );

const position = ( offset: number, epoch = 'e1' ) => ( { epoch, offset } );

describe( 'what a node knows of the tops of channels', () => {
	it( 'is the highest of an epoch, whatever comes late', () => {
		const tops = new KnownTops( 10 );
		tops.saw( at( 'a' ), position( 4 ) );
		tops.saw( at( 'a' ), position( 2 ) );
		expect( tops.of( at( 'a' ) ) ).toEqual( position( 4 ) );
		tops.saw( at( 'a' ), position( 1, 'e2' ) );
		expect( tops.of( at( 'a' ) ) ).toEqual( position( 1, 'e2' ) );
	} );

	it( 'is no more than was asked for, however many channels there have been', () => {
		const tops = new KnownTops( 100 );
		for ( let count = 1; count <= 100_000; count++ ) {
			tops.saw( at( `postType/order:${ count }` ), position( 1 ) );
		}
		expect( tops.size ).toBe( 100 );
		expect( tops.of( at( 'postType/order:100000' ) ) ).toBeDefined();
		expect( tops.of( at( 'postType/order:1' ) ) ).toBeUndefined();
	} );

	it( 'is forgotten first where nothing has happened for longest', () => {
		const tops = new KnownTops( 2 );
		tops.saw( at( 'a' ), position( 1 ) );
		tops.saw( at( 'b' ), position( 1 ) );
		// Heard of again, if nothing new: two nodes' words cross.
		tops.saw( at( 'a' ), position( 1 ) );
		tops.saw( at( 'c' ), position( 1 ) );
		expect( tops.of( at( 'a' ) ) ).toEqual( position( 1 ) );
		expect( tops.of( at( 'b' ) ) ).toBeUndefined();
	} );

	it( 'says of a site how much was ever put in, also where the channel is forgotten', () => {
		const tops = new KnownTops( 1 );
		tops.saw( at( 'a' ), position( 7 ), 20 );
		tops.saw( at( 'b' ), position( 1 ), 21 );
		tops.saw( at( 'b' ), position( 1 ), 19 );
		tops.saw( { site: 't', channel: 'a' }, position( 1 ), 1 );
		expect( tops.total( 's', 'e1' ) ).toBe( 21 );
		expect( tops.total( 's', 'e2' ) ).toBe( 0 );
		tops.saw( at( 'c' ), position( 1, 'e2' ), 3 );
		expect( tops.total( 's', 'e2' ) ).toBe( 3 );
	} );
} );
