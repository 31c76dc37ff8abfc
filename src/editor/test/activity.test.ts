import type { CloudEvent } from '../../protocol';
import { activityAfter } from '../activity';

const event = (
	sequence: number,
	fields: Partial< CloudEvent > = {}
): CloudEvent => ( {
	specversion: '1.0',
	id: `event-${ sequence }`,
	source: 'https://example.org/',
	type: 'post.updated',
	time: new Date( sequence * 1_000 ).toISOString(),
	sequence: String( sequence ),
	subject: 'post/42',
	data: {},
	channel: 'editors',
	severity: 'info',
	...fields,
} );

const ids = ( events: readonly CloudEvent[] ) =>
	events.map( ( { sequence } ) => Number( sequence ) );

describe( 'the activity beside a post', () => {
	it( 'is of that post, the newest first, each event once', () => {
		const known = activityAfter(
			[],
			[ event( 1 ), event( 3 ) ],
			'post/42'
		);
		const after = activityAfter(
			known,
			[ event( 3 ), event( 2 ), event( 4, { subject: 'post/4' } ) ],
			'post/42'
		);
		expect( ids( after ) ).toEqual( [ 3, 2, 1 ] );
	} );

	it( 'is of the whole site where no post is named', () => {
		const events = [ event( 1 ), event( 2, { subject: 'user/7' } ) ];
		expect( ids( activityAfter( [], events, null ) ) ).toEqual( [ 2, 1 ] );
	} );

	it( 'does not tell twice what visitors are told as well', () => {
		const events = [
			event( 1 ),
			event( 2, { channel: 'public', causationid: 'event-1' } ),
		];
		expect( ids( activityAfter( [], events, 'post/42' ) ) ).toEqual( [
			1,
		] );
	} );

	it( 'does not grow without end', () => {
		const many = Array.from( { length: 80 }, ( _, n ) => event( n + 1 ) );
		const activity = activityAfter( [], many, null );
		expect( activity ).toHaveLength( 50 );
		expect( ids( activity )[ 0 ] ).toBe( 80 );
	} );
} );
