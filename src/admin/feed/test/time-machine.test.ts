import { eventOf } from '../../../store/test/support/events';
import {
	happenedBy,
	playbackOf,
	seek,
	tick,
	togglePlaying,
} from '../time-machine';

const START = Date.UTC( 2026, 0, 31, 12 );

describe( 'the time machine', () => {
	it( 'plays as many times faster as asked for', () => {
		const one = { ...playbackOf( START ), speed: 1 };
		expect( tick( one, 1_000 ).at ).toBe( START + 1_000 );
		expect( tick( { ...one, speed: 60 }, 1_000 ).at ).toBe(
			START + 60_000
		);
	} );

	it( 'stops at the end of the hour, and begins anew from there', () => {
		const ended = tick( playbackOf( START ), 10 * 60_000 );
		expect( ended ).toMatchObject( { at: ended.end, isPlaying: false } );
		expect( tick( ended, 1_000 ) ).toBe( ended );
		expect( togglePlaying( ended ) ).toMatchObject( {
			at: START,
			isPlaying: true,
		} );
	} );

	it( 'goes on where it was paused', () => {
		const paused = togglePlaying( seek( playbackOf( START ), START + 5 ) );
		expect( togglePlaying( paused ) ).toMatchObject( {
			at: START + 5,
			isPlaying: true,
		} );
	} );

	it( 'never leaves its hour', () => {
		const playback = playbackOf( START );
		expect( seek( playback, 0 ).at ).toBe( playback.start );
		expect( seek( playback, Infinity ).at ).toBe( playback.end );
	} );

	it( 'shows what had happened by then, and nothing of later', () => {
		const events = [ 2, 1, 0 ].map( ( minute ) =>
			eventOf( minute + 1, {
				time: new Date( START + minute * 60_000 ).toISOString(),
			} )
		);
		expect(
			happenedBy( events, START + 60_000 ).map( ( { id } ) => id )
		).toEqual( [ 'event-2', 'event-1' ] );
	} );
} );
