import { HubState } from '../hub-state';

const MB = 1024 * 1024;

describe( 'the memory of a node', () => {
	it( 'runs short above 80 % of what it is meant to have, and is enough again below', () => {
		let now = 0;
		let rss = 80 * MB;
		const state = new HubState(
			100,
			() => rss,
			() => now
		);
		expect( state.isShortOfMemory() ).toBe( false );
		now += 1000;
		rss = 80 * MB + 1;
		expect( state.isShortOfMemory() ).toBe( true );
		now += 1000;
		rss = 79 * MB;
		expect( state.isShortOfMemory() ).toBe( false );
	} );
} );
