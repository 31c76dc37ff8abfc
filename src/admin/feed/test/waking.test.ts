import { UNTOUCHED } from '../../../store/triage';
import { nextWaking } from '../waking';

const NOON = Date.parse( '2026-01-31T12:00:00.000Z' );

const asleep = ( until: string | null ) => ( {
	...UNTOUCHED,
	status: 'snoozed' as const,
	until,
} );

describe( 'what was put off', () => {
	it( 'comes back with the first moment that is still ahead, all of that moment together', () => {
		expect(
			nextWaking(
				{
					over: asleep( '2026-01-31T11:00:00.000Z' ),
					late: asleep( '2026-02-01T09:00:00.000Z' ),
					soon: asleep( '2026-01-31T13:00:00.000Z' ),
					too: asleep( '2026-01-31T13:00:00.000Z' ),
					never: asleep( null ),
					open: UNTOUCHED,
				},
				NOON
			)
		).toEqual( { at: NOON + 60 * 60_000, ids: [ 'soon', 'too' ] } );
	} );

	it( 'does not come back where nothing ends', () => {
		expect( nextWaking( { never: asleep( null ) }, NOON ) ).toBeNull();
	} );
} );
