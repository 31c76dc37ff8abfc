import fc from 'fast-check';
import { clientIp, limitedAddress } from '../client-ip';

const request = ( forwarded?: string | string[] ) =>
	( {
		headers: forwarded ? { 'x-forwarded-for': forwarded } : {},
		socket: { remoteAddress: '10.0.0.1' },
	} ) as unknown as Parameters< typeof clientIp >[ 0 ];

describe( 'clientIp', () => {
	it( 'believes nobody without a proxy of ours', () => {
		expect( clientIp( request( '1.1.1.1' ), 0 ) ).toBe( '10.0.0.1' );
	} );

	it( 'takes what our own proxies have added, and not what stood there before', () => {
		expect( clientIp( request( '6.6.6.6, 1.1.1.1' ), 1 ) ).toBe(
			'1.1.1.1'
		);
		expect( clientIp( request( '6.6.6.6, 1.1.1.1, 10.0.0.9' ), 2 ) ).toBe(
			'1.1.1.1'
		);
		expect( clientIp( request( [ '6.6.6.6', '1.1.1.1' ] ), 1 ) ).toBe(
			'1.1.1.1'
		);
	} );

	it( 'is the address of the socket where a proxy says nothing', () => {
		expect( clientIp( request(), 1 ) ).toBe( '10.0.0.1' );
		expect( clientIp( request( ' ' ), 1 ) ).toBe( '10.0.0.1' );
	} );
} );

describe( 'what limits of one address go by', () => {
	it.each( [
		[ '203.0.113.7', '203.0.113.7' ],
		[ '::ffff:203.0.113.7', '203.0.113.7' ],
		[ '2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64' ],
		[ '2001:0DB8:0001:0002::9', '2001:db8:1:2::/64' ],
		[ '2001:db8::9', '2001:db8:0:0::/64' ],
		[ 'fe80::1%eth0', 'fe80:0:0:0::/64' ],
		[ '::1', '0:0:0:0::/64' ],
		[ '::', '0:0:0:0::/64' ],
		[ '64:ff9b::203.0.113.7', '64:ff9b:0:0::/64' ],
		[ '1:2:3:4:5:6:203.0.113.7', '1:2:3:4::/64' ],
		[ 'unknown', 'unknown' ],
		[ '', '' ],
	] )( '%s: %s', ( address, expected ) => {
		expect( limitedAddress( address ) ).toBe( expected );
	} );

	it( 'is one for a whole network of IPv6, and another for the next one', () => {
		// An IPv4 address in other clothes has no such network.
		const networked = fc
			.ipV6()
			.filter( ( address ) => ! /^::ffff:\d+\./i.test( address ) );
		fc.assert(
			fc.property( networked, networked, ( one, other ) => {
				const network = limitedAddress( one );
				fc.pre( ! /\./.test( network + limitedAddress( other ) ) );
				expect( network ).toMatch( /^[0-9a-f:]+::\/64$/ );
				const [ a, b ] = [ one, other ].map( firstHalf );
				expect( network === limitedAddress( other ) ).toBe( a === b );
			} )
		);
	} );

	/** By the way in which Node itself writes an address. */
	function firstHalf( address: string ): string {
		const { hostname } = new URL( `http://[${ address }]` );
		const [ head = '', tail = '' ] = hostname.slice( 1, -1 ).split( '::' );
		const left = head.split( ':' ).filter( Boolean );
		const right = tail.split( ':' ).filter( Boolean );
		const zeros = hostname.includes( '::' )
			? 8 - left.length - right.length
			: 0;
		return [ ...left, ...Array( zeros ).fill( '0' ), ...right ]
			.slice( 0, 4 )
			.join( ':' );
	}
} );
