import { SiteRates } from '../site-rates';

describe( 'the rate of a site', () => {
	it( 'is that of the last minute', () => {
		let now = 1_000_000_000_000;
		const rates = new SiteRates( () => now );
		for ( let i = 0; i < 120; i++ ) {
			rates.count( 'shop' );
			now += 500;
		}
		now -= 500;
		expect( rates.perSecond( 'shop' ) ).toBe( 2 );
		now += 30_000;
		expect( rates.perSecond( 'shop' ) ).toBe( 1 );
		now += 60_000;
		expect( rates.perSecond( 'shop' ) ).toBe( 0 );
		expect( rates.total( 'shop' ) ).toBe( 120 );
	} );

	it( 'is not moved by a clock that is set back', () => {
		let now = 1_000_000_000_000;
		const rates = new SiteRates( () => now );
		rates.count( 'shop' );
		now -= 3_600_000;
		rates.count( 'shop' );
		expect( rates.perSecond( 'shop' ) ).toBeCloseTo( 2 / 60 );
	} );

	it( 'is not that of another site', () => {
		const rates = new SiteRates( () => 0 );
		rates.count( 'shop' );
		expect( rates.total( 'other' ) ).toBe( 0 );
		expect( rates.perSecond( 'other' ) ).toBe( 0 );
	} );
} );
