import type { CloudEvent } from '@realtime-events/client';
import { mergeLatest } from '../latest';

const event = ( sequence: number ): CloudEvent => ( {
	specversion: '1.0',
	id: `event-${ sequence }`,
	source: 'https://example.com',
	type: 'post.published',
	time: '2026-01-31T12:00:00.000Z',
	data: {},
	sequence: String( sequence ),
	channel: 'editors',
	severity: 'info',
} );

const sequences = ( events: CloudEvent[] ) =>
	events.map( ( { sequence } ) => sequence );

it( 'has each event once, newest first, however they come', () => {
	expect(
		sequences(
			mergeLatest(
				[ event( 9 ) ],
				[ event( 10 ), event( 9 ), event( 2 ) ],
				5
			)
		)
	).toEqual( [ '10', '9', '2' ] );
} );

it( 'keeps no more than it was asked for', () => {
	expect(
		sequences(
			mergeLatest( [ event( 3 ), event( 2 ) ], [ event( 4 ) ], 2 )
		)
	).toEqual( [ '4', '3' ] );
} );
