import type { CloudEvent } from '../../protocol';
import {
	comparison,
	isNewer,
	mayHaveChanged,
	publication,
	savedByAnother,
} from '../about-post';

let count = 0;

const event = ( fields: Partial< CloudEvent > ): CloudEvent => ( {
	specversion: '1.0',
	id: String( ++count ),
	source: 'https://example.org/',
	type: 'post.updated',
	time: '2026-01-31T12:00:00.000Z',
	subject: 'post/42',
	data: {},
	channel: 'editors',
	severity: 'info',
	actorid: '7',
	...fields,
} );

const ME = 1;

describe( 'that somebody else saved the post', () => {
	it.each( [ 'post.updated', 'post.published', 'post.draft_saved' ] )(
		'is told by %s',
		( type ) => {
			const saved = event( { type } );
			expect( savedByAnother( [ saved ], 'post/42', ME ) ).toBe( saved );
		}
	);

	it( 'is told once for several, by the last', () => {
		const [ first, last ] = [ event( {} ), event( {} ) ];
		expect( savedByAnother( [ first, last ], 'post/42', ME ) ).toBe( last );
	} );

	it.each( [
		[ 'oneself', { actorid: String( ME ) } ],
		[ 'another post', { subject: 'post/4' } ],
		[ 'what visitors are told', { channel: 'public' } ],
		[ 'another kind of event', { type: 'post.trashed' } ],
	] )( 'is not told of %s', ( _, fields ) => {
		expect(
			savedByAnother( [ event( fields ) ], 'post/42', ME )
		).toBeUndefined();
	} );
} );

describe( 'whether what is stored may be another by now', () => {
	it( 'is worth a look whatever happened to the post, by whomever', () => {
		const trashed = event( { type: 'post.trashed', actorid: '1' } );
		expect( mayHaveChanged( [ trashed ], 'post/42' ) ).toBe( true );
	} );

	it( 'is not worth one for other posts, or for comments', () => {
		const events = [
			event( { subject: 'post/4' } ),
			event( { type: 'comment.approved' } ),
		];
		expect( mayHaveChanged( events, 'post/42' ) ).toBe( false );
	} );

	it( 'is decided by when it was stored', () => {
		const stored = { modified_gmt: '2026-01-31T12:00:01' };
		expect( isNewer( stored, '2026-01-31T12:00:00' ) ).toBe( true );
		expect( isNewer( stored, '2026-01-31T12:00:01' ) ).toBe( false );
		expect( isNewer( stored, undefined ) ).toBe( false );
	} );
} );

describe( 'the comparison', () => {
	const ADMIN = 'https://example.org/wp-admin/';

	it( 'leads to WordPress’s own', () => {
		expect(
			comparison(
				{
					modified_gmt: '',
					_links: { 'predecessor-version': [ { id: 9 } ] },
				},
				ADMIN
			)
		).toBe( 'https://example.org/wp-admin/revision.php?revision=9' );
	} );

	it( 'is not offered where no revisions are kept', () => {
		expect( comparison( { modified_gmt: '' }, ADMIN ) ).toBeNull();
		expect(
			comparison( { modified_gmt: '', _links: {} }, ADMIN )
		).toBeNull();
	} );
} );

describe( 'the publication of the post', () => {
	it( 'is what the team is told, and not what visitors are', () => {
		const team = event( { type: 'post.published' } );
		const visitors = event( { type: 'post.published', channel: 'public' } );
		expect( publication( [ visitors, team ], 'post/42' ) ).toBe( team );
		expect( publication( [ visitors ], 'post/42' ) ).toBeUndefined();
	} );

	it( 'is not that of another', () => {
		const other = event( { type: 'post.published', subject: 'post/4' } );
		expect( publication( [ other ], 'post/42' ) ).toBeUndefined();
		expect( publication( [ other ], null ) ).toBeUndefined();
	} );
} );
