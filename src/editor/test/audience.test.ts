import { audienceOf, isForVisitorsToo } from '../audience';

const PLAN = {
	isTold: true,
	isPublic: true,
	isSilent: false,
	visibility: 'public',
};

describe( 'who is told of a publication', () => {
	it.each( [
		[ 'everybody', {} ],
		[ 'team', { isSilent: true } ],
		[ 'team', { isPublic: false } ],
		[ 'admins', { visibility: 'private' } ],
		[ 'admins', { visibility: 'password' } ],
		[ 'nobody', { isTold: false } ],
		[ 'nobody', { isTold: false, visibility: 'private' } ],
	] )( 'is %s with %o', ( audience, change ) => {
		expect( audienceOf( { ...PLAN, ...change } ) ).toBe( audience );
	} );

	it( 'depends on the switch of the post only where visitors would be told', () => {
		expect( isForVisitorsToo( { ...PLAN, isSilent: true } ) ).toBe( true );
		expect( isForVisitorsToo( { ...PLAN, isPublic: false } ) ).toBe(
			false
		);
		expect( isForVisitorsToo( { ...PLAN, visibility: 'private' } ) ).toBe(
			false
		);
	} );
} );
