import type { CloudEvent } from '../../protocol';
import { isTriageable, statusAt, UNTOUCHED } from '../triage';
import type { Triage } from '../triage';
import { afterAction } from '../triage-after';
import { triage } from '../triage-states';
import { eventOf } from './support/events';

const action = (
	sequence: number,
	kind: string,
	data: CloudEvent[ 'data' ] = {}
): CloudEvent =>
	eventOf( sequence, {
		type: `event.${ kind }`,
		subject: 'event/event-1',
		data: { event: 'event-1', ...data },
	} );

const after = ( ...actions: CloudEvent[] ): Triage =>
	actions.reduce( afterAction, UNTOUCHED );

describe( 'how an event stands with the team', () => {
	it( 'follows what is done about it', () => {
		const claimed = after( action( 2, 'claimed' ) );
		expect( claimed ).toMatchObject( {
			status: 'claimed',
			by: { id: '1', name: 'Ada Lovelace' },
		} );
		expect( afterAction( claimed, action( 3, 'released' ) ) ).toMatchObject(
			{ status: 'open', by: null }
		);
		expect( afterAction( claimed, action( 3, 'resolved' ) ).status ).toBe(
			'resolved'
		);
	} );

	it( 'is the same when an action is told twice, or late', () => {
		const actions = [
			action( 2, 'claimed' ),
			action( 3, 'noted', { note: 'Called the supplier.' } ),
			action( 4, 'resolved' ),
		];
		const once = after( ...actions );
		expect( after( ...actions, ...actions ) ).toEqual( once );
		expect( once.notes ).toHaveLength( 1 );
		expect( after( actions[ 2 ]!, actions[ 0 ]!, actions[ 1 ]! ) ).toEqual(
			once
		);
	} );

	it( 'keeps its status when somebody only notes something', () => {
		expect(
			after( action( 2, 'claimed' ), action( 3, 'noted', { note: 'x' } ) )
		).toMatchObject( { status: 'claimed', notes: [ { text: 'x' } ] } );
	} );

	it( 'is open again when the time it was put off for is over', () => {
		const until = '2026-01-31T13:00:00.000Z';
		const snoozed = after( action( 2, 'snoozed', { until } ) );
		expect( statusAt( snoozed, Date.parse( until ) - 1 ) ).toBe(
			'snoozed'
		);
		expect( statusAt( snoozed, Date.parse( until ) ) ).toBe( 'open' );
	} );

	it( 'is pinned until the pin is taken off, whatever becomes of it, and however late that is told', () => {
		const pinned = after( action( 2, 'pinned' ), action( 3, 'resolved' ) );
		expect( pinned ).toMatchObject( {
			status: 'resolved',
			pinned: { id: '1', name: 'Ada Lovelace' },
		} );
		expect( afterAction( pinned, action( 4, 'unpinned' ) ).pinned ).toBe(
			null
		);
		expect(
			after( action( 4, 'unpinned' ), action( 2, 'pinned' ) ).pinned
		).toBe( null );
	} );

	it( 'is reacted to once by each with each sign', () => {
		const by = ( actorid: string, sequence: number, kind: string ) => ( {
			...action( sequence, kind, { reaction: '🎉' } ),
			actorid,
			actorname: `No. ${ actorid }`,
		} );
		const both = after(
			by( '1', 2, 'reacted' ),
			by( '1', 3, 'reacted' ),
			by( '2', 4, 'reacted' )
		);
		expect( both.reactions ).toEqual( [
			{ reaction: '🎉', id: '1', name: 'No. 1' },
			{ reaction: '🎉', id: '2', name: 'No. 2' },
		] );
		expect(
			afterAction( both, by( '1', 5, 'unreacted' ) ).reactions
		).toEqual( [ { reaction: '🎉', id: '2', name: 'No. 2' } ] );
	} );

	it( 'knows nothing of what was done about actions: there is nothing to be done', () => {
		expect( isTriageable( action( 2, 'claimed' ) ) ).toBe( false );
		expect( isTriageable( eventOf( 1 ) ) ).toBe( true );
	} );

	it( 'is not put back by an answer that was on its way meanwhile', () => {
		const acted = triage( undefined, {
			type: 'ACTED',
			events: [ action( 9, 'resolved' ) ],
		} );
		const read = triage( acted, {
			type: 'TRIAGE_READ',
			states: { 'event-1': after( action( 2, 'claimed' ) ) },
		} );
		expect( read[ 'event-1' ]?.status ).toBe( 'resolved' );
		const noted = triage( undefined, {
			type: 'ACTED',
			events: [ action( 9, 'noted', { note: 'Mine.' } ) ],
		} );
		expect(
			triage( noted, {
				type: 'TRIAGE_READ',
				states: { 'event-1': after( action( 2, 'claimed' ) ) },
			} )[ 'event-1' ]?.notes
		).toHaveLength( 1 );
	} );
} );
