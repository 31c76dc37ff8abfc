import apiFetch from '@wordpress/api-fetch';
import { SiteError } from '../../connection';
import { ledger, takeCredentials } from '../rest';
import { Answer } from './support/answer';

jest.mock( '@wordpress/api-fetch', () => {
	const mock = jest.fn();
	return {
		__esModule: true,
		default: Object.assign( mock, {
			nonceEndpoint: '/wp-admin/admin-ajax.php?action=rest-nonce',
			nonceMiddleware: { nonce: 'dead' },
		} ),
	};
} );

const asked = apiFetch as unknown as jest.Mock;
const nonceOf = () =>
	( apiFetch as unknown as { nonceMiddleware: { nonce: string } } )
		.nonceMiddleware;

const DEAD_NONCE = new Answer( 403, { code: 'rest_cookie_invalid_nonce' } );

const jwtOf = ( claims: object ): string =>
	`x.${ window.btoa( JSON.stringify( claims ) ) }.y`;

describe( 'what the site is asked', () => {
	beforeEach( () => {
		asked.mockReset();
		nonceOf().nonce = 'dead';
		Object.assign( window, {
			Response: Answer,
			fetch: jest.fn( () => Promise.resolve( new Answer( 200, 'new' ) ) ),
		} );
		Object.assign( globalThis, {
			Response: Answer,
			AbortSignal: { timeout: () => undefined },
		} );
	} );

	it( 'is asked again with a new nonce where the old one has died, and nobody notices', async () => {
		asked
			.mockRejectedValueOnce( DEAD_NONCE )
			.mockResolvedValueOnce( new Answer( 200, [] ) );
		expect( await ledger.after( '7' ) ).toMatchObject( {
			events: [],
			more: false,
		} );
		expect( nonceOf().nonce ).toBe( 'new' );
		expect( asked ).toHaveBeenCalledTimes( 2 );
	} );

	it( 'is not asked a third time', async () => {
		asked.mockRejectedValue( DEAD_NONCE );
		await expect( ledger.after( '7' ) ).rejects.toMatchObject( {
			status: 403,
		} );
		expect( asked ).toHaveBeenCalledTimes( 2 );
	} );

	it.each( [
		[ 'hub', 'hub' ],
		[ 'none', null ],
		[ undefined, undefined ],
	] )(
		'says with its events how its server is listened to: %s',
		async ( said, transport ) => {
			asked.mockResolvedValueOnce(
				new Answer(
					200,
					[],
					said === undefined
						? {}
						: { 'X-Realtime-Events-Transport': said }
				)
			);
			expect( ( await ledger.newest() ).transport ).toBe( transport );
		}
	);

	it( 'may say how long to stay away, and that there is more', async () => {
		asked.mockRejectedValueOnce(
			new Answer( 429, { code: 'slow_down' }, { 'Retry-After': '7' } )
		);
		const error = await ledger.newest().catch( ( thrown ) => thrown );
		expect( error ).toBeInstanceOf( SiteError );
		expect( error ).toMatchObject( {
			code: 'slow_down',
			retryAfterMs: 7_000,
		} );
		asked.mockResolvedValueOnce(
			new Answer( 200, [], { Link: '<x>; rel="next"' } )
		);
		expect( ( await ledger.newest() ).more ).toBe( true );
	} );

	it( 'says how to listen, and for how long the token is good whatever the clock here says', async () => {
		asked.mockResolvedValueOnce(
			new Answer( 200, {
				token: jwtOf( { iat: 1_000, exp: 1_300 } ),
				channels: [ 'public' ],
				exp: 1_300,
				site: 'example.org',
				url: 'https://relay.test',
				path: '',
				profile: 'key-in-body',
				transport: 'websocket',
				reach: 'public',
			} )
		);
		expect(
			await takeCredentials( [ 'postType/post:7', 'page:7', 'public' ] )
		).toMatchObject( {
			url: 'https://relay.test',
			transport: 'websocket',
			reach: 'public',
			lifetimeMs: 300_000,
		} );
		// What is public is joined without being named in a token.
		expect( asked.mock.calls[ 0 ]?.[ 0 ].data ).toEqual( {
			channels: [ 'postType/post:7' ],
			view: false,
		} );
	} );

	it( 'gives no token where nobody wants to see one', async () => {
		asked.mockResolvedValueOnce(
			new Answer( 200, { token: '', channels: [], url: '' } )
		);
		expect( await takeCredentials( [] ) ).not.toHaveProperty( 'token' );
	} );
} );
