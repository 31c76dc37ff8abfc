import type { Item } from '../item';
import { Memory } from '../memory';
import { NoticeBoard } from '../notice-board';

const item = ( id: string ): Item => ( {
	id,
	severity: 'info',
	parts: [ { key: 0, text: id, href: null } ],
	text: id,
	time: '2026-01-31T12:00:00.000Z',
	timeText: 'noon',
} );

const browserTimers = {
	now: () => Date.now(),
	setTimeout: ( callback: () => void, ms: number ) =>
		window.setTimeout( callback, ms ),
	clearTimeout: ( timer: unknown ) =>
		window.clearTimeout( timer as number | undefined ),
};

function board( memory = new Memory( () => window.localStorage ) ) {
	let seen: string[] = [];
	const instance = new NoticeBoard(
		{ stack: 2, showMs: 5_000, everyMs: 1_000, delayMs: 0 },
		memory,
		browserTimers,
		( items ) => {
			seen = items.map( ( { id } ) => id );
		}
	);
	return { board: instance, seen: () => seen };
}

describe( 'a board of notices', () => {
	beforeEach( () => {
		jest.useFakeTimers();
		window.localStorage.clear();
	} );
	afterEach( () => jest.useRealTimers() );

	it( 'lets notices come and go by themselves', () => {
		const { board: notices, seen } = board();
		notices.arrive( item( 'a' ) );
		notices.arrive( item( 'b' ) );
		expect( seen() ).toEqual( [ 'a' ] );
		jest.advanceTimersByTime( 1_000 );
		expect( seen() ).toEqual( [ 'a', 'b' ] );
		jest.advanceTimersByTime( 5_000 );
		expect( seen() ).toEqual( [] );
		expect( jest.getTimerCount() ).toBe( 0 );
	} );

	it( 'keeps still while somebody reads', () => {
		const { board: notices, seen } = board();
		notices.arrive( item( 'a' ) );
		notices.pause();
		notices.arrive( item( 'b' ) );
		jest.advanceTimersByTime( 60_000 );
		expect( seen() ).toEqual( [ 'a' ] );
		notices.resume();
		expect( seen() ).toEqual( [ 'a', 'b' ] );
	} );

	it( 'never shows again what was dismissed, on no page', () => {
		const first = board();
		first.board.arrive( item( 'a' ) );
		first.board.dismiss( 'a' );
		expect( first.seen() ).toEqual( [] );
		const next = board();
		next.board.arrive( item( 'a' ) );
		expect( next.seen() ).toEqual( [] );
	} );

	it( 'is silent for a day where it was muted', () => {
		const { board: notices, seen } = board();
		notices.arrive( item( 'a' ) );
		notices.mute();
		expect( seen() ).toEqual( [] );
		notices.arrive( item( 'b' ) );
		jest.advanceTimersByTime( 23 * 60 * 60 * 1_000 );
		notices.arrive( item( 'c' ) );
		expect( seen() ).toEqual( [] );
		jest.advanceTimersByTime( 60 * 60 * 1_000 );
		notices.arrive( item( 'd' ) );
		expect( seen() ).toEqual( [ 'd' ] );
	} );

	it( 'begins with what was rendered, but for what was dismissed', () => {
		const memory = new Memory( () => window.localStorage );
		memory.dismiss( 'a' );
		const { board: notices, seen } = board( memory );
		notices.begin( [ item( 'a' ), item( 'b' ) ] );
		expect( seen() ).toEqual( [ 'b' ] );
		jest.advanceTimersByTime( 5_000 );
		expect( seen() ).toEqual( [] );
	} );

	it( 'begins with nothing where it is muted', () => {
		const memory = new Memory( () => window.localStorage );
		memory.mute( Date.now() );
		const { board: notices, seen } = board( memory );
		notices.begin( [ item( 'a' ) ] );
		expect( seen() ).toEqual( [] );
	} );

	it( 'leaves no timer behind', () => {
		const { board: notices } = board();
		notices.arrive( item( 'a' ) );
		notices.stop();
		expect( jest.getTimerCount() ).toBe( 0 );
	} );
} );
