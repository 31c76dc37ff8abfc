import { SiteError } from '../../../connection/types';
import { credentialsOf } from '../credentials';

type Where = Parameters< typeof credentialsOf >[ 0 ];

const WHERE = {
	site: 'example.org',
	url: 'https://hub.example.org',
	profile: 'hub',
} as Where;

describe( 'as whom a page connects', () => {
	it( 'is nobody where everything is public', async () => {
		const credentials = await credentialsOf( WHERE, null );
		expect( credentials ).toEqual( { ...WHERE, channels: [] } );
		expect( credentials ).not.toHaveProperty( 'token' );
	} );

	it( 'is who the token says', async () => {
		await expect(
			credentialsOf( WHERE, Promise.resolve( 'abc' ) )
		).resolves.toMatchObject( { token: 'abc' } );
	} );

	it( 'is tried again where there is no token now: no reason is good enough to shut the others out', async () => {
		const refused = Promise.reject( new SiteError( 401, 'no', 'No.' ) );
		await expect( credentialsOf( WHERE, refused ) ).rejects.toMatchObject( {
			status: 0,
			code: 'token_missing',
		} );
	} );
} );
