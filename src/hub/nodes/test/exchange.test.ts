import { EXCHANGE_TICK_MS, Exchange, NODE_LEASE_MS } from '../exchange';
import type { Broadcast } from '../shared';
import { SharedCounts } from '../shared-counts';

/** Redis without Redis; can be cut off. */
class Air implements Broadcast {
	readonly listeners: ( ( text: string ) => void )[] = [];
	isDown = false;

	async send( text: string ): Promise< void > {
		if ( this.isDown ) {
			throw new Error( 'down' );
		}
		this.listeners.forEach( ( listener ) => listener( text ) );
	}

	async listen( listener: ( text: string ) => void ): Promise< void > {
		this.listeners.push( listener );
	}
}

describe( 'Exchange', () => {
	let air: Air;
	let now: number;

	beforeEach( () => {
		jest.useFakeTimers();
		air = new Air();
		now = 0;
	} );

	afterEach( () => {
		jest.useRealTimers();
	} );

	const pass = async ( ms: number ) => {
		for ( let left = ms; left > 0; left -= EXCHANGE_TICK_MS ) {
			now += EXCHANGE_TICK_MS;
			await jest.advanceTimersByTimeAsync( EXCHANGE_TICK_MS );
		}
	};

	const node = async () => {
		const counts = new SharedCounts( 'counts' );
		const exchange = new Exchange( {
			broadcast: air,
			parts: [ counts ],
			now: () => now,
		} );
		await exchange.start();
		return { counts, exchange };
	};

	it( 'tells changes within a tick, and a node that comes later all of it', async () => {
		const [ a, b ] = [ await node(), await node() ];
		a.counts.add( 'x' );
		a.counts.add( 'x' );
		await pass( EXCHANGE_TICK_MS );
		expect( b.counts.count( 'x' ) ).toBe( 2 );
		const c = await node();
		await pass( EXCHANGE_TICK_MS );
		expect( c.counts.count( 'x' ) ).toBe( 2 );
		a.counts.remove( 'x' );
		await pass( EXCHANGE_TICK_MS );
		expect( [ a, b, c ].map( ( one ) => one.counts.count( 'x' ) ) ).toEqual(
			[ 1, 1, 1 ]
		);
		expect( a.exchange.size ).toBe( 2 );
	} );

	it( 'forgets a node that says goodbye at once, a silent one after its lease', async () => {
		const [ a, b, c ] = [ await node(), await node(), await node() ];
		b.counts.add( 'x' );
		c.counts.add( 'x' );
		await pass( EXCHANGE_TICK_MS );
		expect( a.counts.count( 'x' ) ).toBe( 2 );
		await b.exchange.close();
		expect( a.counts.count( 'x' ) ).toBe( 1 );
		air.isDown = true;
		await c.exchange.close();
		air.isDown = false;
		await pass( NODE_LEASE_MS + 2 * EXCHANGE_TICK_MS );
		expect( a.counts.count( 'x' ) ).toBe( 0 );
		expect( a.exchange.size ).toBe( 0 );
	} );

	it( 'tells all of it after it could not be heard', async () => {
		const [ a, b ] = [ await node(), await node() ];
		await pass( EXCHANGE_TICK_MS );
		air.isDown = true;
		a.counts.add( 'x' );
		await pass( EXCHANGE_TICK_MS );
		air.isDown = false;
		await pass( EXCHANGE_TICK_MS );
		expect( b.counts.count( 'x' ) ).toBe( 1 );
	} );

	it.each( [
		'',
		'nothing',
		'null',
		'[]',
		'{"node":7}',
		'{"node":"x","parts":null}',
		'{"node":"x","parts":{"counts":7}}',
		'{"node":"x","parts":{"counts":{"x":"many","y":-1,"z":1e99}}}',
		'{"node":"x","parts":{"counts":{"__proto__":{"x":5}}}}',
	] )( 'takes nothing from garbage: %s', async ( text ) => {
		const { counts } = await node();
		await air.send( text );
		expect(
			[ 'x', 'y', 'z' ].map( ( key ) => counts.count( key ) )
		).toEqual( [ 0, 0, 0 ] );
	} );
} );
