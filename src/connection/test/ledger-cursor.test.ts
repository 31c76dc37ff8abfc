import { LedgerCursor } from '../ledger-cursor';
import { compareSequences } from '../sequence';
import { eventOf } from '../../store/test/support/events';

const OVERLAP_MS = 30_000;

describe( 'the cursor of the ledger', () => {
	it( 'knows nothing before anything was read', () => {
		const cursor = new LedgerCursor();
		expect( cursor.latest() ).toBeNull();
		expect( cursor.overlapStart() ).toBeNull();
	} );

	it( 'begins an empty ledger at its beginning', () => {
		const cursor = new LedgerCursor();
		cursor.seed( [], 0 );
		expect( cursor.latest() ).toBe( '0' );
		expect( cursor.overlapStart() ).toBe( '0' );
	} );

	it( 'reads again what is younger than the overlap', () => {
		const cursor = new LedgerCursor();
		cursor.seed( [ eventOf( 60 ), eventOf( 40 ), eventOf( 20 ) ], 0 );
		expect( cursor.latest() ).toBe( '60' );
		expect( cursor.overlapStart() ).toBe( '20' );
	} );

	it( 'settles only what a read that began late enough has passed', () => {
		const cursor = new LedgerCursor();
		cursor.seed( [], 0 );
		cursor.note( [ eventOf( 5 ) ], 10_000 );
		cursor.confirm( 10_000 + OVERLAP_MS );
		expect( cursor.overlapStart() ).toBe( '0' );
		cursor.confirm( 12_000 + OVERLAP_MS );
		expect( cursor.overlapStart() ).toBe( '5' );
	} );
} );

describe( 'compareSequences', () => {
	it( 'keeps the digits that a number would lose', () => {
		expect(
			compareSequences( '9007199254740993', '9007199254740992' )
		).toBeGreaterThan( 0 );
		expect( compareSequences( '10', '9' ) ).toBeGreaterThan( 0 );
	} );
} );
