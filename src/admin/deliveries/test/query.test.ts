import {
	addressWithQuery,
	EVERYTHING,
	isEverything,
	queryFromAddress,
	toParams,
} from '../query';

const ADDRESS = 'https://example.com/wp-admin/admin.php?page=deliveries';

it( 'reads back what it wrote into the address', () => {
	const query = { state: 'dead', search: 'a & b=c' } as const;
	const address = addressWithQuery( ADDRESS, query );
	expect( queryFromAddress( address ) ).toEqual( query );
	expect( address ).toContain( 'page=deliveries' );
} );

it( 'leaves nothing in the address for everything', () => {
	const address = addressWithQuery(
		`${ ADDRESS }&state=dead&search=x`,
		EVERYTHING
	);
	expect( address ).toBe( ADDRESS );
} );

it( 'takes a state that does not exist for none, and bounds the search', () => {
	const query = queryFromAddress(
		`${ ADDRESS }&state=lost&search=${ 'x'.repeat( 500 ) }`
	);
	expect( query.state ).toBeNull();
	expect( query.search ).toHaveLength( 100 );
} );

it( 'asks the site for nothing that was not chosen', () => {
	expect( toParams( { state: null, search: '  ' } ) ).toEqual( {} );
	expect( isEverything( { state: null, search: '  ' } ) ).toBe( true );
	expect( toParams( { state: 'sent', search: ' rye ' } ) ).toEqual( {
		state: 'sent',
		search: 'rye',
	} );
} );
