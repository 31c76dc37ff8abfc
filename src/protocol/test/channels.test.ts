import fc from 'fast-check';
import {
	carriesEvents,
	isPublicChannel,
	isSiteId,
	orderChannel,
	pageChannel,
	parseChannel,
	postChannel,
	presencePolicy,
	userChannel,
} from '../channels';

describe( 'parseChannel', () => {
	it.each( [
		[ 'public', 'public' ],
		[ 'editors', 'editors' ],
		[ 'shop', 'shop' ],
		[ 'admins', 'admins' ],
		[ userChannel( 7 ), 'user' ],
		[ orderChannel( 1042 ), 'order' ],
		[ pageChannel( 'home' ), 'page' ],
		[ postChannel( 'wp_block', 42 ), 'postType' ],
	] )( 'knows %s', ( name, kind ) => {
		expect( parseChannel( name ) ).toMatchObject( { name, kind } );
	} );

	it.each( [
		'',
		'Public',
		'public ',
		'public\n',
		'user:',
		'user:0',
		'user:01',
		'user:1:2',
		'user:-1',
		'order:',
		'order:0',
		'order:1:2',
		'order:wc_order_abc',
		'postType/post:0',
		'postType/a-name-of-more-than-20:1',
		'postType/po/st:1',
		'page:../x',
		'__proto__',
		'constructor',
		`user:${ '9'.repeat( 21 ) }`,
		'x'.repeat( 100_000 ),
	] )( 'refuses %j', ( name ) => {
		expect( parseChannel( name ) ).toBeNull();
	} );

	it( 'never throws and never changes the name, whatever it gets', () => {
		fc.assert(
			fc.property( fc.anything(), ( value ) => {
				const channel = parseChannel( value );
				expect( channel === null || channel.name === value ).toBe(
					true
				);
			} )
		);
	} );
} );

describe( 'what a channel allows', () => {
	it( 'lets visitors without a token into public and page channels only', () => {
		const open = [
			'public',
			'page:1',
			'editors',
			'shop',
			'admins',
			'user:1',
			'order:1',
			'postType/post:1',
		].filter( ( name ) => isPublicChannel( parseChannel( name )! ) );
		expect( open ).toEqual( [ 'public', 'page:1' ] );
	} );

	it( 'gives no names away on public channels', () => {
		expect( presencePolicy( parseChannel( 'public' )! ) ).toBe( 'count' );
		expect( presencePolicy( parseChannel( 'page:1' )! ) ).toBe( 'count' );
	} );

	it( 'tells nobody who else looks at an order', () => {
		expect( presencePolicy( parseChannel( 'order:1' )! ) ).toBe( 'none' );
	} );

	it( 'carries no events on a page channel', () => {
		expect( carriesEvents( parseChannel( 'page:1' )! ) ).toBe( false );
		expect( carriesEvents( parseChannel( 'public' )! ) ).toBe( true );
	} );
} );

describe( 'isSiteId', () => {
	it.each( [ 'example.org', 'example.org.blog', 'a', 'a'.repeat( 63 ) ] )(
		'takes %s',
		( id ) => expect( isSiteId( id ) ).toBe( true )
	);

	it.each( [ '', 'Example.org', 'a/b', 'a:b', 'a'.repeat( 64 ), null, 1 ] )(
		'refuses %j',
		( id ) => expect( isSiteId( id ) ).toBe( false )
	);
} );
