import { addressWithTab, tabInAddress, tabOf, visibleTabs } from '../tabs';

const names = ( fields: string[] ) =>
	visibleTabs( fields ).map( ( { name } ) => name );

it( 'shows a tab only for settings that exist', () => {
	expect( names( [ 'server_url' ] ) ).toEqual( [ 'connection', 'hooks' ] );
	expect( names( [ 'server_url', 'retention_days' ] ) ).toEqual( [
		'connection',
		'hooks',
		'data',
	] );
	expect( names( [] ) ).toEqual( [ 'hooks' ] );
} );

it( 'finds the tab of a field below a setting', () => {
	expect( tabOf( 'types.post.published.public' ) ).toBe( 'events' );
	expect( tabOf( 'retention_days' ) ).toBe( 'data' );
	expect( tabOf( 'no_such_field' ) ).toBe( 'connection' );
} );

it( 'keeps the tab in the address beside what is there', () => {
	const address = 'https://example.com/wp-admin/admin.php?page=x';
	const moved = addressWithTab( address, 'events' );
	expect( moved ).toBe( `${ address }&tab=events` );
	expect( tabInAddress( moved ) ).toBe( 'events' );
	expect( tabInAddress( address ) ).toBeNull();
} );
