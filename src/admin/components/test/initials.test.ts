import { initialsOf, tintOf } from '../event-mark/initials';

describe( 'initials', () => {
	it.each( [
		[ 'Ada Lovelace', 'AL' ],
		[ 'ada', 'A' ],
		[ 'Johann Sebastian Bach', 'JB' ],
		[ '  Grace\tBrewster \n Hopper ', 'GH' ],
		[ 'élise ömer', 'ÉÖ' ],
		[ '王 小明', '王小' ],
		// A letter outside the basic plane is one letter and not half of one.
		[ '🦊 fox', '🦊F' ],
		[ '𝒜da', '𝒜' ],
	] )(
		'are the first letters of the first and the last word: %s',
		( name, letters ) => {
			expect( initialsOf( name ) ).toBe( letters );
		}
	);

	it.each( [ '', ' \t' ] )( 'are none where there is no name', ( name ) => {
		expect( initialsOf( name ) ).toBe( '' );
	} );
} );

describe( 'the colour of a person', () => {
	const people = Array.from( { length: 200 }, ( _, id ) => String( id + 1 ) );

	it( 'is the same every time', () => {
		for ( const person of people ) {
			expect( tintOf( person ) ).toBe( tintOf( person ) );
		}
	} );

	it( 'is one of twelve, all dark, and people share them out', () => {
		const tints = new Set( people.map( tintOf ) );
		expect( tints.size ).toBe( 12 );
		for ( const tint of tints ) {
			expect( tint ).toMatch( /^hsl\(\d+ 45% 30%\)$/ );
		}
	} );

	it( 'comes of any name, however long', () => {
		expect( tintOf( '🦊'.repeat( 10_000 ) ) ).toMatch( /^hsl\(\d+ / );
		expect( tintOf( '' ) ).toMatch( /^hsl\(0 / );
	} );
} );
