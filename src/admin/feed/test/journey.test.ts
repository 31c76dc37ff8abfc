import { eventOf } from '../../../store/test/support/events';
import type { Delivery } from '../../deliveries/types';
import { journeyOf } from '../journey';

const event = eventOf( 1, { time: '2026-01-31T12:00:00.000Z' } );
const at = ( ms: number ) => Date.parse( event.time ) + ms;

const delivery: Delivery = {
	id: 1,
	server: 'hub',
	state: 'sent',
	is_sending: false,
	attempts: 1,
	created: new Date( at( 2 ) ).toISOString(),
	next_attempt: null,
	acknowledged: new Date( at( 30 ) ).toISOString(),
	duration_ms: 12,
	code: '202',
	message: '',
	event,
};

const times = ( ...args: Parameters< typeof journeyOf > ) =>
	journeyOf( ...args ).map( ( { id, ms } ) => [ id, ms ] );

describe( 'the way of an event', () => {
	it( 'has every station in milliseconds', () => {
		expect( times( event, delivery, at( 41 ) ) ).toEqual( [
			[ 'happened', 0 ],
			[ 'stored', 2 ],
			[ 'sent', 18 ],
			[ 'acknowledged', 30 ],
			[ 'shown', 41 ],
		] );
	} );

	it( 'says what is still ahead', () => {
		const waiting = { ...delivery, acknowledged: null, attempts: 0 };
		expect( times( event, waiting, undefined ).slice( 2 ) ).toEqual( [
			[ 'sent', null ],
			[ 'acknowledged', null ],
		] );
	} );

	it( 'never tells of an arrival before the event, whatever the clocks say', () => {
		expect( times( event, undefined, at( -500 ) ) ).toEqual( [
			[ 'happened', 0 ],
			[ 'shown', 0 ],
		] );
	} );
} );
