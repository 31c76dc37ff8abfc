import fc from 'fast-check';
import { hintFrom } from '../relay-frame';

const TIME = '2026-01-02T03:04:05.678Z';
const MS = Date.parse( TIME );
const TYPES = { post_published: 'post.published' };

const hint = ( frame: unknown ) => hintFrom( frame, TYPES, 0 );

describe( 'what a relay says', () => {
	it.each( [
		[ { type: 'post_published', timestamp: TIME, title: 'Hello' } ],
		[
			{
				type: 'post_published',
				data: { title: 'Hello' },
				timestamp: TIME,
			},
		],
		[
			{
				event: 'post_published',
				data: { title: 'Hello' },
				timestamp: TIME,
			},
		],
		[ { type: 'post_published', data: { title: 'Hello' }, timestamp: MS } ],
	] )( 'is the same event in each form: %j', ( frame ) => {
		expect( hint( frame ) ).toEqual( {
			...hint( {
				type: 'post_published',
				timestamp: TIME,
				title: 'Hello',
			} ),
			type: 'post.published',
			time: TIME,
			data: { title: 'Hello' },
			channel: 'public',
		} );
	} );

	it( 'takes a small number for seconds, as PHP’s time() has them', () => {
		expect( hint( { type: 'a', timestamp: 1_767_323_045 } )?.time ).toBe(
			'2026-01-02T03:04:05.000Z'
		);
	} );

	it.each( [
		{ type: 'welcome', message: 'Hello.' },
		{ type: 'authenticated', success: true },
		{ type: 'pong' },
		{ message: 'no type' },
		{ type: 'Not A Type' },
		{ type: 7 },
		[ 1 ],
		'text',
		null,
	] )( 'is no event where it is chatter or nonsense: %j', ( frame ) => {
		expect( hint( frame ) ).toBeNull();
	} );

	it( 'has the same id whenever it says the same, and another otherwise', () => {
		const one = { type: 'a', data: { b: 1, c: [ 2 ] }, timestamp: TIME };
		const same = { timestamp: TIME, data: { c: [ 2 ], b: 1 }, type: 'a' };
		const other = { ...one, data: { b: 2, c: [ 2 ] } };
		expect( hint( one )?.id ).toBe( hint( same )?.id );
		expect( hint( one )?.id ).not.toBe( hint( other )?.id );
	} );

	it( 'takes its own time where what is said is none, be it an object that cannot be said', () => {
		const timestamp = { toString: 0, valueOf: 0 };
		expect( hint( { type: 'a', timestamp } )?.time ).toBe(
			hint( { type: 'a' } )?.time
		);
	} );

	it( 'never passes for an event of the ledger, and never throws, whatever it is', () => {
		fc.assert(
			fc.property( fc.jsonValue(), fc.jsonValue(), ( frame, data ) => {
				for ( const said of [
					hint( frame ),
					hint( {
						type: 'a',
						data,
						timestamp: data,
						channel: 'admins',
						sequence: '1',
						id: 'x',
					} ),
				] ) {
					expect( said?.sequence ).toBeUndefined();
					expect( said?.channel ?? 'public' ).toBe( 'public' );
					expect( said?.id ?? 'relay:' ).toMatch( /^relay:/ );
				}
			} )
		);
	} );
} );
