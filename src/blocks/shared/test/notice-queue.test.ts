import fc from 'fast-check';
import {
	advance,
	arrive,
	dismiss,
	emptyQueue,
	nextMoment,
	pause,
	resume,
	type Queue,
	type QueueOptions,
} from '../notice-queue';

const OPTIONS: QueueOptions = {
	stack: 3,
	showMs: 6_000,
	everyMs: 1_000,
	delayMs: 0,
};

type Notice = { id: string };

const ids = ( queue: Queue< Notice > ) =>
	queue.shown.map( ( { notice } ) => notice.id );

/**
 * Runs the queue from moment to moment, as the timer of a page does.
 *
 * @param queue
 * @param until
 * @param options
 */
function run(
	queue: Queue< Notice >,
	until: number,
	options: QueueOptions = OPTIONS
): Queue< Notice > {
	for ( let turn = 0; turn < 10_000; turn++ ) {
		const at = nextMoment( queue, options );
		if ( at === null || at > until ) {
			return queue;
		}
		queue = advance( queue, at, options );
	}
	throw new Error( 'The queue never comes to rest.' );
}

const arrived = ( names: string[], options = OPTIONS ): Queue< Notice > =>
	names.reduce(
		( queue, id ) => arrive( queue, { id }, 0, options ),
		emptyQueue< Notice >()
	);

describe( 'the queue of notices', () => {
	it( 'shows what arrives at once', () => {
		expect( ids( advance( arrived( [ 'a' ] ), 0, OPTIONS ) ) ).toEqual( [
			'a',
		] );
	} );

	it( 'lets one in per interval, in the order of arrival', () => {
		const queue = arrived( [ 'a', 'b', 'c' ] );
		expect( ids( run( queue, 999 ) ) ).toEqual( [ 'a' ] );
		expect( ids( run( queue, 2_000 ) ) ).toEqual( [ 'a', 'b', 'c' ] );
	} );

	it( 'takes each away after its time', () => {
		const queue = arrived( [ 'a', 'b' ] );
		expect( ids( run( queue, 6_000 ) ) ).toEqual( [ 'b' ] );
		expect( ids( run( queue, 7_000 ) ) ).toEqual( [] );
	} );

	it( 'keeps a notice for good where no time is set', () => {
		const options = { ...OPTIONS, showMs: 0 };
		const queue = run( arrived( [ 'a' ], options ), 1e9, options );
		expect( ids( queue ) ).toEqual( [ 'a' ] );
		expect( nextMoment( queue, options ) ).toBeNull();
	} );

	it( 'makes room for a newcomer by the oldest', () => {
		const queue = arrived( [ 'a', 'b', 'c', 'd' ] );
		expect( ids( run( queue, 3_000 ) ) ).toEqual( [ 'b', 'c', 'd' ] );
	} );

	it( 'holds an event back for the chosen time', () => {
		const options = { ...OPTIONS, delayMs: 30_000 };
		const queue = arrived( [ 'a' ], options );
		expect( ids( run( queue, 29_999, options ) ) ).toEqual( [] );
		expect( ids( run( queue, 30_000, options ) ) ).toEqual( [ 'a' ] );
	} );

	it( 'stands still while somebody reads, and gives the time back', () => {
		const reading = pause( run( arrived( [ 'a', 'b' ] ), 0 ), 500 );
		expect( nextMoment( reading, OPTIONS ) ).toBeNull();
		expect( ids( advance( reading, 60_000, OPTIONS ) ) ).toEqual( [ 'a' ] );
		const after = resume( reading, 60_500 );
		expect( ids( run( after, 60_500 + 5_499 ) ) ).toContain( 'a' );
		expect( ids( run( after, 60_500 + 5_500 ) ) ).not.toContain( 'a' );
	} );

	it( 'does not start the pause anew when it is told twice', () => {
		const reading = pause( pause( emptyQueue(), 1 ), 2 );
		expect( reading.pausedAt ).toBe( 1 );
	} );

	it( 'takes away what is dismissed, and nothing else', () => {
		const queue = run( arrived( [ 'a', 'b' ] ), 1_000 );
		expect( ids( dismiss( queue, 'a' ) ) ).toEqual( [ 'b' ] );
	} );

	it( 'keeps the newest of a flood', () => {
		const names = Array.from( { length: 500 }, ( _, n ) => `n${ n }` );
		const { waiting } = arrived( names );
		expect( waiting ).toHaveLength( 20 );
		expect( waiting.at( -1 )?.notice.id ).toBe( 'n499' );
	} );

	it( 'never shows more than the stack, nor one twice, nor two in an interval', () => {
		const step = fc.record( {
			id: fc.integer( { min: 0, max: 30 } ).map( String ),
			after: fc.integer( { min: 0, max: 3_000 } ),
			reads: fc.boolean(),
		} );
		fc.assert(
			fc.property( fc.array( step, { maxLength: 60 } ), ( steps ) => {
				let now = 0;
				let queue = emptyQueue< Notice >();
				const arrivals: number[] = [];
				for ( const { id, after, reads } of steps ) {
					now += after;
					queue = reads ? pause( queue, now ) : resume( queue, now );
					queue = arrive( queue, { id }, now, OPTIONS );
					const next = advance( queue, now, OPTIONS );
					if ( next.lastShownAt !== queue.lastShownAt ) {
						arrivals.push( next.lastShownAt );
					}
					queue = next;
					expect( queue.shown.length ).toBeLessThanOrEqual( 3 );
					expect( new Set( ids( queue ) ).size ).toBe(
						queue.shown.length
					);
				}
				const gaps = arrivals
					.slice( 1 )
					.map( ( at, index ) => at - ( arrivals[ index ] ?? 0 ) );
				expect( gaps.every( ( gap ) => gap >= OPTIONS.everyMs ) ).toBe(
					true
				);
			} )
		);
	} );
} );
