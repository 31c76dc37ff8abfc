import { clientIp } from '../client-ip';

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
