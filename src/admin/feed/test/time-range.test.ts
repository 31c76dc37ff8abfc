import { getSettings, setSettings } from '@wordpress/date';
import { fromField, toField } from '../time-range';

describe( 'a field for a date and time', () => {
	const before = getSettings();

	beforeAll( () =>
		setSettings( {
			...before,
			timezone: {
				...before.timezone,
				offset: 5.5,
				string: 'Asia/Kolkata',
			},
		} )
	);
	afterAll( () => setSettings( before ) );

	it( 'speaks of the site’s time, wherever the browser is', () => {
		const moment = '2026-01-31T12:00:00.000Z';
		expect( toField( moment ) ).toBe( '2026-01-31T17:30' );
		expect( fromField( '2026-01-31T17:30' ) ).toBe( moment );
	} );

	it( 'is empty for no moment, and no moment where it is empty', () => {
		expect( toField( '' ) ).toBe( '' );
		expect( fromField( '' ) ).toBe( '' );
	} );
} );
