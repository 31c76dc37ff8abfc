import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { claimsOf } from '../token-facts';
import { TokenInspector } from '../token-inspector';

const mockAnswers: Array< () => Promise< { body: { token: string } } > > = [];

jest.mock( '@realtime-events/client', () => ( {
	request: ( path: string, { method }: { method?: string } ) => {
		expect( [ method, path ] ).toEqual( [ 'POST', '/token' ] );
		return mockAnswers.shift()?.();
	},
} ) );

const SIGNATURE = 'c2lnbmF0dXJl';

/** A token as PHP's Token_Issuer writes it. */
const tokenOf = ( claims: object ): string =>
	[ { alg: 'HS256', typ: 'JWT' }, claims ]
		.map( ( part ) =>
			Buffer.from( JSON.stringify( part ) ).toString( 'base64url' )
		)
		.concat( SIGNATURE )
		.join( '.' );

const CLAIMS = {
	iss: 'https://site.example',
	aud: 'realtime-events-hub',
	site: 'site.example',
	sub: '7',
	name: 'Zoë Ångström',
	channels: [ 'editors', 'user:7' ],
	iat: 1_767_225_600.25,
	nbf: 1_767_225_600,
	exp: 1_767_225_900,
	jti: '0123',
};

describe( 'the token inspector', () => {
	it( 'tells what the token holds, and shows neither the token nor its signature', async () => {
		const token = tokenOf( CLAIMS );
		mockAnswers.push( async () => ( { body: { token } } ) );
		const { container } = render( <TokenInspector /> );
		expect(
			await screen.findByText( 'Zoë Ångström (user 7)' )
		).toBeInTheDocument();
		for ( const value of [ 'site.example', 'editors', 'user:7' ] ) {
			expect( screen.getByText( value ) ).toBeInTheDocument();
		}
		expect( screen.getByText( /:05:00$/ ) ).toBeInTheDocument();
		expect( container ).not.toHaveTextContent( SIGNATURE );
		expect( container ).not.toHaveTextContent( CLAIMS.jti );
	} );

	it( 'says why there is none, and asks again', async () => {
		mockAnswers.push(
			() => Promise.reject( new Error( 'The site has no API key yet.' ) ),
			async () => ( { body: { token: '' } } )
		);
		render( <TokenInspector /> );
		expect(
			await screen.findByText( 'The site has no API key yet.' )
		).toBeInTheDocument();
		await userEvent.click(
			screen.getByRole( 'button', { name: 'Try again' } )
		);
		expect(
			await screen.findByText( /need no token/ )
		).toBeInTheDocument();
	} );

	it.each( [
		'',
		'x',
		'a.b.c',
		`a.${ Buffer.from( 'null' ).toString( 'base64url' ) }.c`,
		tokenOf( { sub: '7' } ),
	] )( 'takes “%s” for no token', ( text ) => {
		expect( claimsOf( text ) ).toBeNull();
	} );
} );
