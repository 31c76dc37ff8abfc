import type { ConnectionState } from '@realtime-events/client';
import { connectionWords } from '../connection-pill/words';

const NOW = 1_000_000;

const words = ( state: Partial< ConnectionState > ) =>
	connectionWords(
		{
			phase: 'live',
			reason: 'subscribed',
			code: null,
			since: NOW,
			attempt: 0,
			retryAt: null,
			latencyMs: null,
			...state,
		},
		NOW
	);

describe( 'what the pill says', () => {
	it( 'has the round trip while it is live', () => {
		expect( words( { latencyMs: 12.4 } ).label ).toBe( 'Live · 12 ms' );
	} );

	it( 'counts down to the next attempt', () => {
		expect(
			words( {
				phase: 'reconnecting',
				reason: 'connection_lost',
				retryAt: NOW + 2_400,
			} ).label
		).toBe( 'Reconnecting in 3 s' );
	} );

	it( 'has a sentence for every phase and reason', () => {
		const reasons: ConnectionState[ 'reason' ][] = [
			'not_started',
			'stopped',
			'starting',
			'subscribed',
			'relay',
			'relay_public',
			'no_hub',
			'connection_lost',
			'hub_unreachable',
			'hub_closing',
			'hub_refused',
			'token_refused',
			'too_slow',
			'site_unreachable',
			'browser_offline',
			'signed_out',
			'no_permission',
		];
		for ( const phase of [
			'polling',
			'reconnecting',
			'denied',
		] as const ) {
			for ( const reason of reasons ) {
				const { explanation } = words( { phase, reason } );
				expect( explanation ).toMatch( /\.$/ );
				expect( explanation ).not.toContain( '_' );
			}
		}
	} );

	it( 'offers to retry where that could help', () => {
		expect( words( { phase: 'polling', reason: 'no_hub' } ).canRetry ).toBe(
			true
		);
		expect( words( {} ).canRetry ).toBe( false );
	} );
} );
