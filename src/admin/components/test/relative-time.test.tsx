import { render, screen } from '@testing-library/react';
import { RelativeTime } from '../relative-time';
import { timeWords } from '../relative-time/words';

const THEN = '2026-01-31T12:00:00.000Z';
const MINUTE_MS = 60_000;
const after = ( ms: number ): number => Date.parse( THEN ) + ms;

it.each( [
	[ 'just now', 59_999 ],
	[ '1 min ago', MINUTE_MS ],
	[ '59 min ago', 60 * MINUTE_MS - 1 ],
	[ 'just now', -5 * MINUTE_MS ],
] )( 'is “%s” %d ms later', ( words, ms ) => {
	expect( timeWords( THEN, after( ms ) ) ).toBe( words );
} );

it( 'is the time of day after an hour: the day stands above', () => {
	expect( timeWords( THEN, after( 60 * MINUTE_MS ) ) ).toMatch( /12:00/ );
} );

it( 'says the exact moment on hover and to screen readers, to whom it does not tick', () => {
	const { rerender } = render(
		<RelativeTime time={ THEN } now={ after( 0 ) } />
	);
	const time = screen.getByTitle( /2026 12:00:00$/ );
	expect( time ).toHaveAttribute( 'datetime', THEN );
	rerender( <RelativeTime time={ THEN } now={ after( MINUTE_MS ) } /> );
	const [ shown, exact ] = [ ...time.children ];
	expect( shown ).toHaveTextContent( '1 min ago' );
	expect( shown ).toHaveAttribute( 'aria-hidden', 'true' );
	expect( exact ).toHaveTextContent( time.title );
} );
