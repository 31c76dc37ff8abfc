import { breakerWords, durationWords, untilWords } from '../words';

const NOW = Date.parse( '2026-01-31T12:00:00.000Z' );
const later = ( seconds: number ) =>
	new Date( NOW + seconds * 1000 ).toISOString();

it.each( [
	[ -5, 'now' ],
	[ 30, 'in 30 s' ],
	[ 28 * 60, 'in 28 min' ],
	[ 2 * 3600, 'in 2 h' ],
	[ 86400, 'in 1 day' ],
	[ 3 * 86400, 'in 3 days' ],
] )( 'says %d seconds from now as “%s”', ( seconds, words ) => {
	expect( untilWords( later( seconds ), NOW ) ).toBe( words );
} );

it.each( [
	[ null, '–' ],
	[ 41.6, '42 ms' ],
	[ 1250, '1.3 s' ],
] )( 'says a duration of %s ms as “%s”', ( ms, words ) => {
	expect( durationWords( ms ) ).toBe( words );
} );

describe( 'the breaker', () => {
	it( 'says nothing while all is well', () => {
		const breaker = { state: 'closed', failures: 0, until: null } as const;
		expect( breakerWords( breaker, NOW ) ).toBeNull();
	} );

	it( 'says how long sending rests, from a moment in seconds', () => {
		const breaker = {
			state: 'open',
			failures: 3,
			until: NOW / 1000 + 30,
		} as const;
		expect( breakerWords( breaker, NOW ) ).toMatch(
			/failed 3 times.*in 30 s/
		);
	} );
} );
