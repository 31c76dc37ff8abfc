import type { CloudEvent } from '../../protocol';
import {
	comparison,
	isChanged,
	mayHaveChanged,
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

	const at = ( second: number, words: object = {} ) => ( {
		modified_gmt: `2026-01-31T12:00:0${ second }`,
		...words,
	} );

	it( 'is decided by when it was stored', () => {
		expect( isChanged( at( 1 ), at( 0 ) ) ).toBe( true );
		expect( isChanged( at( 1 ), at( 1 ) ) ).toBe( false );
		expect( isChanged( at( 1 ), at( 2 ) ) ).toBe( false );
		expect( isChanged( at( 1 ), {} ) ).toBe( false );
	} );

	it( 'is decided by the words within one second', () => {
		const stored = at( 1, { title: { raw: 'Theirs' } } );
		expect( isChanged( stored, at( 1, { title: 'Ours' } ) ) ).toBe( true );
		expect( isChanged( stored, at( 1, { title: 'Theirs' } ) ) ).toBe(
			false
		);
		expect( isChanged( stored, at( 1 ) ) ).toBe( false );
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
