import { barHeights } from '../bar-heights';

const hour = ( sent: number, dead: number ) => ( { time: '', sent, dead } );

it( 'fills the chart with the fullest hour', () => {
	expect(
		barHeights( [ hour( 100, 0 ), hour( 50, 0 ), hour( 0, 0 ) ], 40 )
	).toEqual( [
		{ sent: 40, dead: 0 },
		{ sent: 20, dead: 0 },
		{ sent: 0, dead: 0 },
	] );
} );

it( 'never hides one failure among thousands, nor grows beyond the chart', () => {
	const [ bar ] = barHeights( [ hour( 9999, 1 ) ], 40 );
	expect( bar?.dead ).toBeGreaterThan( 0 );
	expect( ( bar?.dead ?? 0 ) + ( bar?.sent ?? 0 ) ).toBeLessThanOrEqual( 40 );
} );
