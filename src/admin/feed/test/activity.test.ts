import { eventOf } from '../../../store/test/support/events';
import { EVERYTHING } from '../../../store/query';
import { Activity } from '../activity';
import { chartRange, LENGTH_MS } from '../chart-range';
import { Latency, sparkline } from '../latency';

const NOON = Date.UTC( 2026, 0, 31, 12 );
const at = ( ms: number ) => new Date( NOON + ms ).toISOString();
const ask = ( since: string, until = '' ) => ( {
	...EVERYTHING,
	since,
	until,
} );

describe( 'the range of the chart', () => {
	it( 'is the last hour by minutes where no time is asked for', () => {
		expect( chartRange( EVERYTHING, NOON ) ).toEqual( {
			interval: 'minute',
			since: NOON - 59 * LENGTH_MS.minute,
			bars: 60,
			isLive: true,
		} );
	} );

	it( 'has longer bars the longer it is, and never more than fit', () => {
		for ( const [ days, interval ] of [
			[ 0.05, 'minute' ],
			[ 2, 'hour' ],
			[ 30, 'day' ],
			[ 3_000, 'day' ],
		] as const ) {
			const range = chartRange(
				ask( at( -days * LENGTH_MS.day ) ),
				NOON
			);
			expect( range.interval ).toBe( interval );
			expect( range.bars ).toBeLessThanOrEqual( 120 );
			expect( range.isLive ).toBe( true );
		}
	} );

	it( 'ends where the filter ends, and then does not go on', () => {
		const range = chartRange(
			ask( at( -2 * LENGTH_MS.hour ), at( -LENGTH_MS.hour ) ),
			NOON
		);
		expect( range ).toMatchObject( { bars: 60, isLive: false } );
		expect( range.since ).toBe( NOON - 2 * LENGTH_MS.hour );
	} );
} );

describe( 'the activity', () => {
	const range = chartRange( EVERYTHING, NOON );
	const counted = {
		newest: '10',
		spans: [ { time: at( 0 ), groups: { posts: 2 } } ],
	};

	it( 'counts each event once, whether it came before, during or after the site’s count', () => {
		const activity = new Activity( LENGTH_MS.minute, () => 'posts' );
		activity.add( [
			eventOf( 10, { time: at( 0 ) } ),
			eventOf( 11, { time: at( 0 ) } ),
		] );
		activity.begin( counted );
		activity.add( [
			eventOf( 9, { time: at( 0 ) } ),
			eventOf( 12, { time: at( 0 ) } ),
		] );
		expect( activity.bars( range ).at( -1 ) ).toMatchObject( {
			start: NOON,
			counts: { posts: 4 },
			total: 4,
		} );
	} );

	it( 'begins with now where the site could not count', () => {
		const activity = new Activity( LENGTH_MS.minute, () => 'posts' );
		activity.add( [ eventOf( 1, { time: at( 0 ) } ) ] );
		activity.begin( null );
		expect( activity.bars( range ).at( -1 )?.total ).toBe( 1 );
	} );
} );

describe( 'the latency', () => {
	it( 'is that of the last live events, not of what was caught up with', () => {
		const latency = new Latency();
		latency.add( [ eventOf( 1, { time: at( -60_000 ) } ) ], NOON );
		expect( latency.p95() ).toBeNull();
		for ( let ms = 1; ms <= 100; ms++ ) {
			latency.add( [ eventOf( ms, { time: at( -ms ) } ) ], NOON );
		}
		expect( latency.values() ).toHaveLength( 60 );
		expect( latency.p95() ).toBe( 97 );
	} );

	it( 'is drawn from one end of its box to the other', () => {
		expect( sparkline( [ 0, 10, 5 ], 60, 10 ) ).toBe(
			'0.0,10.0 30.0,0.0 60.0,5.0'
		);
	} );
} );
