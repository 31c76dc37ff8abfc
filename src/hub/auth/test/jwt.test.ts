import { createHmac, createSecretKey } from 'node:crypto';
import fc from 'fast-check';
import { SignJWT, UnsecuredJWT } from 'jose';
import { readSignedJwt } from '../jwt';

const key = createSecretKey( Buffer.alloc( 32, 1 ) );
const other = createSecretKey( Buffer.alloc( 32, 2 ) );

const encode = ( value: unknown ) =>
	Buffer.from(
		typeof value === 'string' ? value : JSON.stringify( value )
	).toString( 'base64url' );

const signed = ( header: unknown, payload: unknown, by = key ) => {
	const head = `${ encode( header ) }.${ encode( payload ) }`;
	return `${ head }.${ createHmac( 'sha256', by ).update( head ).digest( 'base64url' ) }`;
};

describe( 'readSignedJwt', () => {
	it( 'reads what another library has signed, with any of the keys', async () => {
		const token = await new SignJWT( { sub: 'ünï' } )
			.setProtectedHeader( { alg: 'HS256', typ: 'JWT' } )
			.sign( key );
		expect( readSignedJwt( token, [ key ] ) ).toEqual( { sub: 'ünï' } );
		expect( readSignedJwt( token, [ other, key ] ) ).toEqual( {
			sub: 'ünï',
		} );
		expect( readSignedJwt( token, [ other ] ) ).toBeNull();
		expect( readSignedJwt( token, [] ) ).toBeNull();
	} );

	it( 'takes no other algorithm, whatever the token says', async () => {
		expect(
			readSignedJwt( new UnsecuredJWT( { sub: '1' } ).encode(), [ key ] )
		).toBeNull();
		for ( const alg of [
			'none',
			'hs256',
			'HS512',
			'RS256',
			'HS256 ',
			[ 'HS256' ],
			null,
			undefined,
		] ) {
			expect(
				readSignedJwt( signed( { alg }, { sub: '1' } ), [ key ] )
			).toBeNull();
		}
	} );

	it( 'takes nothing that would change its meaning', () => {
		const good = signed( { alg: 'HS256' }, { sub: '1' } );
		const [ header, payload, signature ] = good.split( '.' );
		expect( readSignedJwt( good, [ key ] ) ).toEqual( { sub: '1' } );
		for ( const bad of [
			signed( { alg: 'HS256', crit: [ 'exp' ] }, {} ),
			signed( { alg: 'HS256', b64: false }, {} ),
			signed( 'no json', {} ),
			signed( { alg: 'HS256' }, 'no json' ),
			signed( { alg: 'HS256' }, [] ),
			`${ good }.`,
			`${ good }=`,
			` ${ good }`,
			`${ header }.${ payload }`,
			`${ header }.${ payload }.`,
			`${ header }.${ encode( { sub: '2' } ) }.${ signature }`,
			`${ header }.${ payload }.${ signature!.slice( 0, -4 ) }`,
		] ) {
			expect( readSignedJwt( bad, [ key ] ) ).toBeNull();
		}
	} );

	it( 'never throws and never believes what nobody signed', () => {
		fc.assert(
			fc.property( fc.string(), fc.string(), fc.string(), ( a, b, c ) => {
				expect(
					readSignedJwt( `${ a }.${ b }.${ c }`, [ key ] )
				).toBeNull();
				expect(
					readSignedJwt(
						`${ encode( { alg: 'HS256' } ) }.${ encode( a ) }.${ encode( c ) }`,
						[ key ]
					)
				).toBeNull();
			} )
		);
	} );
} );
