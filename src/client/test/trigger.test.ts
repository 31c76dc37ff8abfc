import apiFetch from '@wordpress/api-fetch';
import { SiteError } from '../../connection';
import { trigger } from '..';
import { Answer } from './support/answer';

jest.mock( '@wordpress/api-fetch', () => ( {
	__esModule: true,
	default: Object.assign( jest.fn(), {
		nonceEndpoint: '/wp-admin/admin-ajax.php?action=rest-nonce',
		nonceMiddleware: { nonce: 'dead' },
	} ),
} ) );

const asked = apiFetch as unknown as jest.Mock;

const refusal = (
	status: number,
	code: string,
	headers: Record< string, string > = {}
) =>
	new Answer(
		status,
		{ success: false, data: { code, message: `It is ${ code }.` } },
		headers
	);

/** @param call Which of the requests. */
const sent = ( call = 0 ): Record< string, unknown > => {
	const { body, ...options } = asked.mock.calls[ call ][ 0 ];
	return { ...options, form: Object.fromEntries( body.entries() ) };
};

describe( 'wp.realtimeEvents.trigger()', () => {
	beforeEach( () => {
		asked.mockReset();
		(
			apiFetch as unknown as { nonceMiddleware: { nonce: string } }
		 ).nonceMiddleware.nonce = 'dead';
		Object.assign( globalThis, {
			Response: Answer,
			AbortSignal: { timeout: () => undefined },
			fetch: jest.fn( () => Promise.resolve( new Answer( 200, 'new' ) ) ),
		} );
	} );

	it( 'sends type, data and what differs from the type, and has the event as it is stored', async () => {
		const stored = { id: 'x', type: 'oven.heated', sequence: '7' };
		asked.mockResolvedValueOnce(
			new Answer( 201, { success: true, data: stored } )
		);
		expect(
			await trigger(
				'oven.heated',
				{ degrees: 230 },
				{ subject: 'oven/1', channel: 'editors', severity: 'warning' }
			)
		).toEqual( stored );
		const { url, method, form } = sent();
		expect( [ url, method ] ).toEqual( [ 'admin-ajax.php', 'POST' ] );
		expect( form ).toMatchObject( {
			action: 'realtime_events_trigger',
			_ajax_nonce: 'dead',
		} );
		expect( JSON.parse( ( form as { event: string } ).event ) ).toEqual( {
			type: 'oven.heated',
			data: { degrees: 230 },
			subject: 'oven/1',
			channel: 'editors',
			severity: 'warning',
		} );
	} );

	it( 'renews a nonce that has died, once', async () => {
		asked
			.mockRejectedValueOnce(
				refusal( 403, 'realtime_events_nonce_invalid' )
			)
			.mockResolvedValueOnce(
				new Answer( 201, { success: true, data: { id: 'x' } } )
			);
		expect( await trigger( 'a.b' ) ).toEqual( { id: 'x' } );
		expect( sent( 1 ).form ).toMatchObject( { _ajax_nonce: 'new' } );

		asked.mockReset();
		asked.mockRejectedValue(
			refusal( 403, 'realtime_events_nonce_invalid' )
		);
		await expect( trigger( 'a.b' ) ).rejects.toMatchObject( {
			status: 403,
		} );
		expect( asked ).toHaveBeenCalledTimes( 2 );
	} );

	it.each( [
		[ 'who may not', 403, 'realtime_events_forbidden' ],
		[
			'a channel that is not theirs',
			403,
			'realtime_events_channel_forbidden',
		],
		[ 'a type that has no such name', 400, 'realtime_events_invalid_type' ],
	] )( 'rejects with the reason for %s', async ( _who, status, code ) => {
		asked.mockRejectedValueOnce( refusal( status, code ) );
		const error = await trigger( 'a.b' ).catch( ( thrown ) => thrown );
		expect( error ).toBeInstanceOf( SiteError );
		expect( error ).toMatchObject( {
			status,
			code,
			message: `It is ${ code }.`,
		} );
		expect( asked ).toHaveBeenCalledTimes( 1 );
	} );

	it( 'says how long to wait after too many', async () => {
		asked.mockRejectedValueOnce(
			refusal( 429, 'realtime_events_rate_limited', {
				'Retry-After': '9',
			} )
		);
		await expect( trigger( 'a.b' ) ).rejects.toMatchObject( {
			status: 429,
			retryAfterMs: 9_000,
		} );
	} );

	it( 'rejects for who is logged out by now: WordPress itself answers 0', async () => {
		asked.mockRejectedValueOnce( new Answer( 400, '0' ) );
		await expect( trigger( 'a.b' ) ).rejects.toMatchObject( {
			status: 400,
			code: 'http_400',
		} );
	} );
} );
