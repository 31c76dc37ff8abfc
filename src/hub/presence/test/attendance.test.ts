import { parseChannel } from '../../../protocol';
import type { Subscription } from '../../sessions/subscription';
import { Attendance } from '../attendance';
import { countPaceMs } from '../presence-board';

const SINCE = '2026-01-31T12:00:00.000Z';
const member = ( id: string, state?: Record< string, unknown > ) => ( {
	id,
	name: id,
	since: SINCE,
	...( state && { state } ),
} );
const tab = ( sub: string ) =>
	( { session: { claims: { sub } } } ) as unknown as Subscription;

describe( 'a channel on several nodes', () => {
	const create = () => new Attendance( parseChannel( 'editors' )! );

	it( 'has a person once, wherever the tabs are, until the last one is gone', () => {
		const attendance = create();
		const ada = tab( '1' );
		attendance.add( ada, member( '1' ) );
		attendance.setElsewhere( 'b', {
			members: [ member( '1' ), member( '2' ) ],
			visitors: 3,
		} );
		expect( attendance.snapshot( true ).count ).toBe( 5 );
		expect( attendance.takeChanges( true ) ).toMatchObject( {
			join: [ { id: '1' }, { id: '2' } ],
			leave: [],
			count: 5,
		} );
		attendance.remove( ada );
		expect( attendance.takeChanges( true ) ).toBeNull();
		attendance.setElsewhere( 'b', null );
		expect( attendance.takeChanges( true ) ).toMatchObject( {
			join: [],
			leave: [ '1', '2' ],
			count: 0,
		} );
		expect( attendance.isEmpty ).toBe( true );
	} );

	it( 'tells a state that was said on another node, and shows who has one with it', () => {
		const attendance = create();
		attendance.add( tab( '1' ), member( '1' ) );
		attendance.setElsewhere( 'b', {
			members: [ member( '1' ) ],
			visitors: 0,
		} );
		attendance.takeChanges( true );
		const editing = member( '1', { editing: true } );
		attendance.setElsewhere( 'b', { members: [ editing ], visitors: 0 } );
		expect( attendance.takeChanges( true ) ).toMatchObject( {
			join: [ editing ],
			count: 1,
		} );
	} );
} );

describe( 'a member who went before the coming was told', () => {
	it( 'is taken back from who saw it in the snapshot, and from nobody else', () => {
		const attendance = new Attendance( parseChannel( 'editors' )! );
		const hasty = tab( '1' );
		attendance.add( hasty, member( '1' ) );
		const ada = tab( '2' );
		attendance.add( ada, member( '2' ) );
		expect( attendance.snapshot( true ).members ).toHaveLength( 2 );
		attendance.remove( hasty );
		expect( attendance.takeChanges( true ) ).toEqual( {
			join: [ member( '2' ) ],
			leave: [ '1' ],
			count: 1,
		} );
		const unseen = tab( '3' );
		attendance.add( unseen, member( '3' ) );
		attendance.remove( unseen );
		expect( attendance.takeChanges( true ) ).toBeNull();
	} );

	it( 'is told once where the coming was told after all', () => {
		const attendance = new Attendance( parseChannel( 'editors' )! );
		const ada = tab( '1' );
		attendance.add( ada, member( '1' ) );
		attendance.snapshot( true );
		expect( attendance.takeChanges( true )?.join ).toHaveLength( 1 );
		attendance.remove( ada );
		expect( attendance.takeChanges( true )?.leave ).toEqual( [ '1' ] );
		attendance.setElsewhere( 'b', { members: [], visitors: 1 } );
		expect( attendance.takeChanges( true )?.leave ).toEqual( [] );
	} );
} );

describe( 'a count', () => {
	it( 'is told to many more seldom than to few', () => {
		expect( countPaceMs( 10 ) ).toBe( 2000 );
		expect( countPaceMs( 1000 ) ).toBe( 2000 );
		expect( countPaceMs( 5000 ) ).toBe( 10_000 );
		expect( countPaceMs( 1_000_000 ) ).toBe( 30_000 );
	} );
} );
