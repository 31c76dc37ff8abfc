import type { CloudEvent } from '../../../protocol';
import {
	countText,
	easedNumber,
	readingAfter,
	readingAt,
	type LiveValue,
} from '../live-value';

const DAY_START = Date.parse( '2026-01-31T00:00:00.000Z' );
const DAY = 24 * 60 * 60 * 1_000;

const event = ( fields: Partial< CloudEvent > ): CloudEvent => ( {
	specversion: '1.0',
	id: 'x',
	source: 'https://example.org/',
	type: 'order.created',
	time: '2026-01-31T12:00:00.000Z',
	data: {},
	channel: 'public',
	severity: 'info',
	...fields,
} );

const orders: LiveValue = {
	kind: 'events',
	type: 'order.created',
	dayStart: DAY_START,
};
const stock: LiveValue = { kind: 'stock', subject: 'product/7' };
const comments: LiveValue = { kind: 'comments', post: 42 };
const reading = { value: 5, dayStart: DAY_START };

describe( 'readingAfter', () => {
	it( 'counts events of its type', () => {
		expect( readingAfter( orders, reading, event( {} ) ).value ).toBe( 6 );
		expect(
			readingAfter( orders, reading, event( { type: 'user.login' } ) )
		).toBe( reading );
	} );

	it( 'does not count what happened yesterday', () => {
		const late = event( { time: '2026-01-30T23:59:59.999Z' } );
		expect( readingAfter( orders, reading, late ) ).toBe( reading );
	} );

	it( 'takes over what is left of its product, and of no other', () => {
		const sold = event( { subject: 'product/7', data: { stock: 0 } } );
		expect( readingAfter( stock, reading, sold ).value ).toBe( 0 );
		const other = event( { subject: 'product/8', data: { stock: 0 } } );
		expect( readingAfter( stock, reading, other ) ).toBe( reading );
	} );

	it.each( [ '3', null, undefined, NaN, Infinity, {} ] )(
		'keeps what it knows where an event says %p',
		( left ) => {
			const odd = event( {
				subject: 'product/7',
				data: { stock: left },
			} );
			expect( readingAfter( stock, reading, odd ) ).toBe( reading );
		}
	);

	it( 'takes over the number of comments of its post', () => {
		const approved = event( { data: { post_id: 42, comments: 9 } } );
		expect( readingAfter( comments, reading, approved ).value ).toBe( 9 );
	} );
} );

describe( 'readingAt', () => {
	it( 'begins a new day at nought', () => {
		expect( readingAt( orders, reading, DAY_START + DAY - 1 ) ).toBe(
			reading
		);
		expect( readingAt( orders, reading, DAY_START + DAY ) ).toEqual( {
			value: 0,
			dayStart: DAY_START + DAY,
		} );
	} );

	it( 'finds its day on a page that was cached for days', () => {
		expect(
			readingAt( orders, reading, DAY_START + 3.5 * DAY ).dayStart
		).toBe( DAY_START + 3 * DAY );
	} );

	it( 'leaves other numbers as they are', () => {
		expect( readingAt( stock, reading, DAY_START + 9 * DAY ) ).toBe(
			reading
		);
	} );
} );

describe( 'countText', () => {
	it( 'says a number in the words of the page', () => {
		expect( countText( 1234, '{count} people', '', 'en' ) ).toBe(
			'1,234 people'
		);
		expect( countText( 1234, '{count} Leute', '', 'de' ) ).toBe(
			'1.234 Leute'
		);
	} );

	it( 'has other words for one', () => {
		expect( countText( 1, '{count} people', 'Only you', 'en' ) ).toBe(
			'Only you'
		);
		expect( countText( 1, '{count} people', '', 'en' ) ).toBe( '1 people' );
	} );

	it( 'puts the number first where the words leave it no place', () => {
		expect( countText( 3, 'left', '', 'en' ) ).toBe( '3 left' );
		expect( countText( 3, '', '', 'en' ) ).toBe( '3' );
	} );
} );

describe( 'easedNumber', () => {
	it( 'begins and ends where it should', () => {
		expect( easedNumber( 3, 10, 0 ) ).toBe( 3 );
		expect( easedNumber( 3, 10, 1 ) ).toBe( 10 );
		expect( easedNumber( 3, 10, 7 ) ).toBe( 10 );
		expect( easedNumber( 10, 3, -1 ) ).toBe( 10 );
	} );

	it( 'goes one way only', () => {
		const steps = [ 0, 0.2, 0.4, 0.6, 0.8, 1 ].map( ( at ) =>
			easedNumber( 0, 100, at )
		);
		expect( steps ).toEqual( [ ...steps ].sort( ( a, b ) => a - b ) );
	} );
} );
