import { facts } from '../../test/support/facts';
import { groupTypes } from '../group-types';

const { types } = facts();
const shape = ( search: string ) =>
	groupTypes( types, search ).map( ( { label, types: members } ) => [
		label,
		members.map( ( { id } ) => id ),
	] );

it( 'keeps the order of groups and types', () => {
	expect( shape( '' ) ).toEqual( [
		[ 'Content', [ 'post.published', 'post.trashed' ] ],
		[ 'People', [ 'user.login' ] ],
	] );
} );

it( 'finds by all words, in label, name and description', () => {
	expect( shape( 'TRASH post' ) ).toEqual( [
		[ 'Content', [ 'post.trashed' ] ],
	] );
	expect( shape( 'user.login' ) ).toEqual( [
		[ 'People', [ 'user.login' ] ],
	] );
	expect( shape( 'nothing like it' ) ).toEqual( [] );
} );
