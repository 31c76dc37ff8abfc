import cases from '../../../../tests/fixtures/server-urls.json';
import { parseServerUrl } from '../server-url';

interface Case {
	title: string;
	input: string;
	url?: string;
	code?: string;
}

describe( 'parseServerUrl', () => {
	it.each( cases as Case[] )( '$title', ( { input, url, code } ) => {
		expect( parseServerUrl( input ) ).toEqual(
			code === undefined ? { ok: true, url } : { ok: false, code }
		);
	} );

	it( 'refuses an address that is too long', () => {
		const input = `https://hub.example.com/${ 'a'.repeat( 2000 ) }`;
		expect( parseServerUrl( input ) ).toEqual( {
			ok: false,
			code: 'too_long',
		} );
	} );

	it( 'reads what it wrote as the same address', () => {
		const urls = ( cases as Case[] ).flatMap( ( { url } ) => url ?? [] );
		expect( urls.length ).toBeGreaterThan( 10 );
		for ( const url of urls ) {
			expect( parseServerUrl( url ) ).toEqual( { ok: true, url } );
		}
	} );
} );
