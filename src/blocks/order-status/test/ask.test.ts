import { askForOrder } from '../ask';
import { Refused } from '../order-watch';

const QUESTION = {
	route: '/wp-json/realtime-events/v1/orders/42/status',
	nonceRoute: '/wp-admin/admin-ajax.php?action=rest-nonce',
	isAccounts: false,
	key: 'wc_order_abc',
};

const answer = ( status: number, body: string ) =>
	( {
		ok: status < 400,
		status,
		text: () => Promise.resolve( body ),
		json: () => Promise.resolve( JSON.parse( body ) as unknown ),
	} ) as Response;

describe( 'asking for an order', () => {
	it( 'sends a guest’s key in the body, and no cookie', async () => {
		const fetcher = jest.fn().mockResolvedValue( answer( 200, '{}' ) );
		await askForOrder( QUESTION, fetcher );
		expect( fetcher.mock.calls ).toEqual( [
			[
				QUESTION.route,
				expect.objectContaining( {
					method: 'POST',
					credentials: 'omit',
					body: '{"key":"wc_order_abc"}',
				} ),
			],
		] );
	} );

	it( 'takes a nonce for who has an account when it is needed', async () => {
		const fetcher = jest
			.fn()
			.mockResolvedValueOnce( answer( 200, 'abc123' ) )
			.mockResolvedValueOnce( answer( 200, '{}' ) );
		await askForOrder( { ...QUESTION, isAccounts: true }, fetcher );
		expect( fetcher.mock.calls[ 0 ]?.[ 0 ] ).toBe( QUESTION.nonceRoute );
		expect( fetcher.mock.calls[ 1 ]?.[ 1 ] ).toMatchObject( {
			credentials: 'same-origin',
			headers: { 'X-WP-Nonce': 'abc123' },
		} );
	} );

	it.each( [ 400, 401, 403, 404 ] )(
		'takes %d for a refusal',
		async ( status ) => {
			const fetcher = jest
				.fn()
				.mockResolvedValue( answer( status, '{}' ) );
			await expect( askForOrder( QUESTION, fetcher ) ).rejects.toThrow(
				Refused
			);
		}
	);

	it.each( [ 429, 500, 503 ] )(
		'takes %d for a moment’s trouble',
		async ( status ) => {
			const fetcher = jest
				.fn()
				.mockResolvedValue( answer( status, '{}' ) );
			await expect(
				askForOrder( QUESTION, fetcher )
			).rejects.not.toThrow( Refused );
		}
	);
} );
