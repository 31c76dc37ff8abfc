import { clockTime, pageLanguage, timeAgo } from '../when';

const NOW = Date.parse( '2026-01-31T12:00:00.000Z' );
const ago = ( ms: number ) => new Date( NOW - ms ).toISOString();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe( 'timeAgo', () => {
	it.each( [
		[ 0, 'now' ],
		[ MINUTE - 1, 'now' ],
		[ MINUTE, '1 minute ago' ],
		[ 5 * MINUTE, '5 minutes ago' ],
		[ HOUR, '1 hour ago' ],
		[ DAY, 'yesterday' ],
		[ 3 * DAY, '3 days ago' ],
	] )( 'says %d ms as “%s”', ( ms, words ) => {
		expect( timeAgo( ago( ms ), NOW, 'en' ) ).toBe( words );
	} );

	it( 'speaks the language of the page', () => {
		expect( timeAgo( ago( 5 * MINUTE ), NOW, 'de' ) ).toBe(
			'vor 5 Minuten'
		);
	} );

	it( 'says a date where it is more than a week', () => {
		expect( timeAgo( ago( 8 * DAY ), NOW, 'en' ) ).toBe( 'Jan 23, 2026' );
	} );

	it( 'never tells of the future', () => {
		expect( timeAgo( ago( -HOUR ), NOW, 'en' ) ).toBe( 'now' );
	} );

	it( 'says nothing where there is no time', () => {
		expect( timeAgo( 'yesterday-ish', NOW, 'en' ) ).toBe( '' );
		expect( clockTime( 'yesterday-ish', 'en' ) ).toBe( '' );
	} );
} );

describe( 'pageLanguage', () => {
	afterEach( () => {
		document.documentElement.lang = '';
	} );

	it( 'is what the page says', () => {
		document.documentElement.lang = 'de-DE';
		expect( pageLanguage() ).toBe( 'de-DE' );
	} );

	it( 'is left to the browser where the page says nonsense', () => {
		document.documentElement.lang = 'x_y_z!';
		expect( pageLanguage() ).toBeUndefined();
	} );
} );
