import { RateLimiter } from '../rate-limiter';

const RATE = { perSecond: 10, burst: 20 };

describe( 'RateLimiter', () => {
	it( 'lets a burst through, then a steady rate, for each key', () => {
		let now = 0;
		const limiter = new RateLimiter( RATE, () => now );
		const pass = ( key: string, times: number ) =>
			Array.from( { length: times }, () => limiter.take( key ) ).filter(
				( wait ) => wait === 0
			).length;
		expect( pass( 'a', 30 ) ).toBe( 20 );
		expect( pass( 'b', 5 ) ).toBe( 5 );
		expect( limiter.take( 'a' ) ).toBeGreaterThan( 0 );
		now = 1000;
		expect( pass( 'a', 30 ) ).toBe( 10 );
	} );

	it( 'counts what other nodes let through', () => {
		const now = () => 0;
		const [ a, b ] = [
			new RateLimiter( RATE, now ),
			new RateLimiter( RATE, now ),
		];
		const [ fromA, toB ] = [ a.share( 'x' ), b.share( 'x' ) ];
		for ( let i = 0; i < 15; i++ ) {
			a.take( 'k' );
		}
		const told: unknown = JSON.parse( JSON.stringify( fromA.changes() ) );
		toB.take( 'node', told, false );
		expect( b.take( 'k', 6 ) ).toBeGreaterThan( 0 );
		expect( b.take( 'k', 5 ) ).toBe( 0 );
		expect( fromA.changes() ).toBeNull();
	} );

	it( 'takes nothing from garbage', () => {
		const limiter = new RateLimiter( RATE, () => 0 );
		const shared = limiter.share( 'x' );
		for ( const payload of [
			null,
			7,
			'x',
			[],
			{ k: 'many' },
			{ k: -5 },
			{ k: null },
		] ) {
			shared.take( 'node', payload, false );
		}
		expect( limiter.take( 'k', 20 ) ).toBe( 0 );
	} );
} );
