import { publicLedger, silentLedger } from '../public-ledger';

const ROUTE = 'https://example.org/wp-json/realtime-events/v1/events';

function answerWith( response: Partial< Response > | Error ) {
	const fetch = jest.fn< Promise< Response >, [ URL, RequestInit ] >( () =>
		response instanceof Error
			? Promise.reject( response )
			: Promise.resolve( {
					ok: true,
					status: 200,
					headers: new Map(),
					json: () => Promise.resolve( [] ),
					...response,
				} as unknown as Response )
	);
	Object.assign( window, { fetch } );
	return fetch;
}

describe( 'the public ledger', () => {
	it( 'is read as nobody, and only the public part', async () => {
		const fetch = answerWith( {} );
		await publicLedger( ROUTE ).after( '42' );
		const [ url, init ] = fetch.mock.calls[ 0 ] ?? [];
		expect( url?.searchParams.get( 'channel' ) ).toBe( 'public' );
		expect( url?.searchParams.get( 'after' ) ).toBe( '42' );
		expect( init ).toEqual( { credentials: 'omit' } );
	} );

	it( 'keeps the query of a site without pretty permalinks', async () => {
		const fetch = answerWith( {} );
		await publicLedger(
			'https://example.org/?rest_route=/realtime-events/v1/events'
		).newest();
		expect(
			fetch.mock.calls[ 0 ]?.[ 0 ].searchParams.get( 'rest_route' )
		).toBe( '/realtime-events/v1/events' );
	} );

	it( 'says whether there is more', async () => {
		answerWith( {
			headers: new Map( [
				[ 'Link', '<https://example.org/>; rel="next"' ],
			] ) as unknown as Headers,
		} );
		expect( ( await publicLedger( ROUTE ).newest() ).more ).toBe( true );
	} );

	it( 'tells how long the site wants to be left alone', async () => {
		answerWith( {
			ok: false,
			status: 503,
			headers: new Map( [
				[ 'Retry-After', '7' ],
			] ) as unknown as Headers,
		} );
		await expect( publicLedger( ROUTE ).newest() ).rejects.toMatchObject( {
			status: 503,
			retryAfterMs: 7_000,
		} );
	} );

	it( 'says so where the site does not answer', async () => {
		answerWith( new TypeError( 'Failed to fetch' ) );
		await expect( publicLedger( ROUTE ).newest() ).rejects.toMatchObject( {
			status: 0,
			code: 'site_unreachable',
		} );
	} );
} );

describe( 'the silent ledger', () => {
	it( 'asks the site for nothing', async () => {
		const fetch = answerWith( {} );
		await silentLedger.after( '1' );
		await silentLedger.newest();
		expect( fetch ).not.toHaveBeenCalled();
	} );
} );
