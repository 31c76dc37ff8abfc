import { CODES, codeOfClose, isCode, remedyFor } from '../codes';

describe( 'codes', () => {
	it( 'gives every code a close number of its own in the private range', () => {
		const numbers = Object.values( CODES ).map( ( { close } ) => close );
		expect( new Set( numbers ).size ).toBe( numbers.length );
		expect( Math.min( ...numbers ) ).toBeGreaterThanOrEqual( 4000 );
		expect( Math.max( ...numbers ) ).toBeLessThan( 5000 );
	} );

	it( 'groups the numbers by remedy, so that a client may go by the hundred', () => {
		const remedies = new Map< number, Set< string > >();
		for ( const { close, remedy } of Object.values( CODES ) ) {
			const hundred = Math.floor( close / 100 );
			const group = remedies.get( hundred ) ?? new Set();
			remedies.set( hundred, group.add( remedy ) );
		}
		for ( const group of remedies.values() ) {
			expect( group.size ).toBe( 1 );
		}
	} );

	it( 'finds the code of a close number', () => {
		expect( codeOfClose( 4201 ) ).toBe( 'token_expired' );
		expect( codeOfClose( 1006 ) ).toBeNull();
	} );

	it( 'reads an unknown code as a reason to come back', () => {
		expect( remedyFor( 'made_up_later' ) ).toBe( 'retry' );
		expect( isCode( 'toString' ) ).toBe( false );
	} );
} );
