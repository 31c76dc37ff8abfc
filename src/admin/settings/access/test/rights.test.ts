import type { RoleChoices, RoleFacts } from '../../types';
import { mayRole, toggleRole } from '../rights';

const role = ( id: string, may: boolean, always = false ): RoleFacts => ( {
	id,
	label: id,
	always,
	usually: { view: may, publish: may, manage: always },
	channels: [],
} );
const ADMIN = role( 'administrator', true, true );
const AUTHOR = role( 'author', true );
const SUBSCRIBER = role( 'subscriber', false );
const ROLES = [ ADMIN, AUTHOR, SUBSCRIBER ];
const USUAL: RoleChoices = { view: [], publish: [], manage: [] };

describe( 'the rights of roles', () => {
	it( 'are the usual ones until somebody chooses', () => {
		expect( ROLES.map( ( one ) => mayRole( one, 'view', USUAL ) ) ).toEqual(
			[ true, true, false ]
		);
	} );

	it( 'keep everybody else where they were when one role is given a right', () => {
		expect( toggleRole( ROLES, USUAL, SUBSCRIBER, 'view' ).view ).toEqual( [
			'administrator',
			'author',
			'subscriber',
		] );
	} );

	it( 'do not become the usual ones again when the last role loses a right', () => {
		const chosen = toggleRole( ROLES, USUAL, AUTHOR, 'view' );
		expect( chosen.view ).toEqual( [ 'administrator' ] );
		expect( mayRole( AUTHOR, 'view', chosen ) ).toBe( false );
	} );

	it( 'cannot be taken from who manages the site', () => {
		expect(
			mayRole( ADMIN, 'manage', { ...USUAL, manage: [ 'author' ] } )
		).toBe( true );
	} );

	it( 'change for one thing at a time', () => {
		const { publish, manage } = toggleRole( ROLES, USUAL, AUTHOR, 'view' );
		expect( { publish, manage } ).toEqual( { publish: [], manage: [] } );
	} );

	it( 'keep the choice for a role that is not here now', () => {
		const chosen = { ...USUAL, view: [ 'author', 'shop_manager' ] };
		expect( toggleRole( ROLES, chosen, AUTHOR, 'view' ).view ).toContain(
			'shop_manager'
		);
	} );
} );
