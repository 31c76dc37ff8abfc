import { newcomer, othersHere } from '../others';

const member = ( id: string, state?: Record< string, unknown > ) => ( {
	id,
	name: `Person ${ id }`,
	since: '2026-01-31T12:00:00.000Z',
	...( state && { state } ),
} );

describe( 'who else is here', () => {
	it( 'are all but oneself', () => {
		const others = othersHere( [ member( '1' ), member( '2' ) ], 1, null );
		expect( others.map( ( { name } ) => name ) ).toEqual( [ 'Person 2' ] );
	} );

	it( 'says who edits and who looks on', () => {
		const others = othersHere(
			[
				member( '2', { editing: true } ),
				member( '3', { editing: false } ),
				member( '4', { editing: 'yes' } ),
				member( '5' ),
			],
			1,
			null
		);
		expect( others.map( ( { isEditing } ) => isEditing ) ).toEqual( [
			true,
			false,
			false,
			false,
		] );
	} );

	it( 'is known from the lock where the hub is away', () => {
		expect( othersHere( [], 1, { name: 'Edda' } ) ).toEqual( [
			{ id: 'lock', name: 'Edda', avatar: '', isEditing: true },
		] );
	} );

	it( 'is not told twice, by the hub and by the lock', () => {
		const others = othersHere( [ member( '2' ) ], 1, {
			name: 'Person 2',
		} );
		expect( others ).toHaveLength( 1 );
	} );

	it( 'is nobody where there is nobody', () => {
		expect( othersHere( [ member( '1' ) ], 1, null ) ).toEqual( [] );
		expect( othersHere( [], 1, {} ) ).toEqual( [] );
	} );
} );

describe( 'who came', () => {
	const people = othersHere( [ member( '2' ), member( '3' ) ], 1, null );

	it( 'is who was not there at the last look', () => {
		expect( newcomer( new Set( [ '2' ] ), people )?.id ).toBe( '3' );
	} );

	it( 'is nobody at the first look, and nobody when somebody went', () => {
		expect( newcomer( null, people ) ).toBeUndefined();
		expect(
			newcomer( new Set( [ '2', '3', '4' ] ), people )
		).toBeUndefined();
	} );
} );
