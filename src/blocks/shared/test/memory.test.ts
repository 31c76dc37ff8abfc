import { Memory, MUTE_MS } from '../memory';

const blocked = (): Storage => {
	throw new DOMException( 'blocked', 'SecurityError' );
};

describe( 'the memory of a visitor', () => {
	beforeEach( () => window.localStorage.clear() );

	it( 'keeps what was dismissed for the next page', () => {
		new Memory( () => window.localStorage ).dismiss( 'a' );
		const next = new Memory( () => window.localStorage );
		expect( next.isDismissed( 'a' ) ).toBe( true );
		expect( next.isDismissed( 'b' ) ).toBe( false );
	} );

	it( 'is muted for a day', () => {
		const memory = new Memory( () => window.localStorage );
		memory.mute( 1_000 );
		expect( memory.isMuted( 1_000 + MUTE_MS - 1 ) ).toBe( true );
		expect( memory.isMuted( 1_000 + MUTE_MS ) ).toBe( false );
	} );

	it( 'can be unmuted', () => {
		const memory = new Memory( () => window.localStorage );
		memory.mute( 0 );
		memory.unmute();
		expect( memory.isMuted( 1 ) ).toBe( false );
	} );

	it( 'does not stay muted when the clock is set back', () => {
		const memory = new Memory( () => window.localStorage );
		memory.mute( 10 * MUTE_MS );
		expect( memory.isMuted( 0 ) ).toBe( false );
	} );

	it( 'remembers on the page where the browser stores nothing', () => {
		const memory = new Memory( blocked );
		memory.dismiss( 'a' );
		memory.mute( 0 );
		expect( memory.isDismissed( 'a' ) ).toBe( true );
		expect( memory.isMuted( 1 ) ).toBe( true );
	} );

	it( 'forgets the oldest of many', () => {
		const memory = new Memory( () => window.localStorage );
		for ( let n = 0; n <= 100; n++ ) {
			memory.dismiss( `n${ n }` );
		}
		expect( memory.isDismissed( 'n0' ) ).toBe( false );
		expect( memory.isDismissed( 'n1' ) ).toBe( true );
		expect( memory.isDismissed( 'n100' ) ).toBe( true );
	} );

	it.each( [ '{', '"a"', '{"a":1}', '[1,null,{}]' ] )(
		'survives that somebody else wrote %s',
		( value ) => {
			window.localStorage.setItem( 'realtime-events:dismissed', value );
			const memory = new Memory( () => window.localStorage );
			expect( memory.isDismissed( 'a' ) ).toBe( false );
			memory.dismiss( 'a' );
			expect( memory.isDismissed( 'a' ) ).toBe( true );
		}
	);
} );
