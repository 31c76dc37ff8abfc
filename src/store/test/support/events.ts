import type { CloudEvent } from '../../../protocol';

export const eventOf = (
	sequence: number,
	overrides: Partial< CloudEvent > = {}
): CloudEvent => ( {
	specversion: '1.0',
	id: `event-${ sequence }`,
	source: 'https://example.com',
	type: 'post.published',
	subject: `post/${ sequence }`,
	time: new Date( Date.UTC( 2026, 0, 31, 12, 0, sequence ) ).toISOString(),
	data: { title: `Post ${ sequence }` },
	sequence: String( sequence ),
	channel: 'editors',
	severity: 'info',
	actorid: '1',
	actorname: 'Ada Lovelace',
	...overrides,
} );
