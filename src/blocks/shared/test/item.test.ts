import type { CloudEvent } from '../../../protocol';
import { itemFrom, withNewest } from '../item';

const EVENT: CloudEvent = {
	specversion: '1.0',
	id: '0190b8d0-0000-7000-8000-000000000001',
	source: 'https://example.org/',
	type: 'post.published',
	time: '2026-01-31T12:00:00.000Z',
	data: { title: 'Spring sale', link: 'https://example.org/sale/' },
	channel: 'public',
	severity: 'info',
	actorname: 'Ada',
};
const BASE = 'https://example.org/';
const TEMPLATES = { 'post.published': '{actorname}: {title} ({time})' };
const noon = () => 'noon';

describe( 'itemFrom', () => {
	it( 'says an event in the words of its type', () => {
		expect( itemFrom( EVENT, TEMPLATES, noon, BASE ) ).toMatchObject( {
			id: EVENT.id,
			text: 'Ada: Spring sale (noon)',
			timeText: 'noon',
			parts: [ { href: 'https://example.org/sale/' } ],
		} );
	} );

	it( 'is silent about types that the block does not tell of', () => {
		expect(
			itemFrom( { ...EVENT, type: 'user.login' }, TEMPLATES, noon, BASE )
		).toBeNull();
		expect(
			itemFrom( { ...EVENT, type: 'constructor' }, TEMPLATES, noon, BASE )
		).toBeNull();
	} );

	it( 'is silent where nothing is left to say', () => {
		expect(
			itemFrom(
				{ ...EVENT, data: {} },
				{ 'post.published': '{title}' },
				noon,
				BASE
			)
		).toBeNull();
	} );

	it( 'does not let the data speak in the name of somebody', () => {
		const event = { ...EVENT, data: { actorname: 'The bank' } };
		expect( itemFrom( event, TEMPLATES, noon, BASE )?.text ).toBe(
			'Ada: (noon)'
		);
	} );

	it( 'links to nothing that is no web address', () => {
		const event = {
			...EVENT,
			data: { title: 'x', link: 'data:text/html,x', url: 'ftp://x/' },
		};
		expect(
			itemFrom( event, TEMPLATES, noon, BASE )?.parts[ 0 ]?.href
		).toBeNull();
	} );
} );

describe( 'withNewest', () => {
	const list = [ { id: 'b' }, { id: 'a' } ];

	it( 'puts what is new on top and lets go of the oldest', () => {
		expect( withNewest( list, [ { id: 'c' } ], 2 ) ).toEqual( [
			{ id: 'c' },
			{ id: 'b' },
		] );
	} );

	it( 'never shows an event twice', () => {
		expect( withNewest( list, [ { id: 'a' }, { id: 'b' } ], 5 ) ).toEqual(
			list
		);
	} );
} );
