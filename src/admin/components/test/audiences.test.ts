import type { CloudEvent } from '@realtime-events/client';
import {
	type Audience,
	fieldsFor,
	verdict,
} from '../audience-preview/audiences';

const EVENT = {
	id: 'e',
	type: 'order.created',
	data: { number: 1042, paid: true, email: 'ada@example.com' },
} as unknown as CloudEvent;

const audience = ( change: Partial< Audience > ): Audience => ( {
	id: 'visitor',
	label: 'Visitor',
	sees: 'nothing',
	data: null,
	hidden: [ 'number', 'paid', 'email' ],
	...change,
} );

describe( 'how an event looks to somebody', () => {
	it( 'shows each field in the order of the event, and says which are kept back', () => {
		const view = fieldsFor(
			EVENT,
			audience( { sees: 'public', data: { paid: true, number: 1042 } } )
		);
		expect( view.map( ( { value } ) => value ) ).toEqual( [
			'1042',
			'yes',
			null,
		] );
	} );

	it( 'keeps every field back from who sees nothing', () => {
		const view = fieldsFor( EVENT, audience( {} ) );
		expect( view.every( ( { value } ) => value === null ) ).toBe( true );
	} );

	it( 'takes no name of an object for a field', () => {
		const view = fieldsFor(
			{ ...EVENT, data: { constructor: 'x' } },
			audience( { sees: 'public', data: {} } )
		);
		expect( view ).toEqual( [
			{ name: 'constructor', label: 'constructor', value: null },
		] );
	} );

	it( 'does not call a part everything', () => {
		expect( verdict( audience( { sees: 'all', hidden: [] } ) ) ).toBe(
			'Everything'
		);
		expect(
			verdict( audience( { sees: 'all', hidden: [ 'email' ] } ) )
		).toBe( 'A part' );
	} );
} );
