import fc from 'fast-check';
import { backoffMs } from '../backoff';

describe( 'backoffMs', () => {
	it( 'never exceeds half a minute and never hammers', () => {
		fc.assert(
			fc.property(
				fc.integer( { min: 1, max: 10_000 } ),
				fc.double( { min: 0, max: 1, maxExcluded: true, noNaN: true } ),
				( attempt, random ) => {
					const ms = backoffMs( attempt, random );
					expect( ms ).toBeGreaterThanOrEqual( 200 );
					expect( ms ).toBeLessThanOrEqual( 30_000 );
				}
			)
		);
	} );

	it( 'spreads over the whole pause', () => {
		expect( backoffMs( 4, 0 ) ).toBe( 200 );
		expect( backoffMs( 4, 0.999 ) ).toBeGreaterThan( 7_900 );
	} );
} );
