import { eventOf } from '../../../store/test/support/events';
import { linkOf, plainSentence, sentenceOf } from '../event-sentence/sentence';

const ADMIN = 'https://example.com/wp-admin/';

const facts = ( sentence: string, link = '' ) => ( {
	types: {
		'post.published': {
			label: 'Post published',
			group: 'posts',
			icon: 'admin-post',
			severity: 'success' as const,
			sentence,
			link,
		},
	},
	urls: { admin: ADMIN, feed: '', deliveries: '', settings: '', home: '' },
} );

describe( 'a sentence', () => {
	it( 'puts values in the places that the translation gives them', () => {
		expect(
			plainSentence(
				eventOf( 1 ),
				facts( '„{title}“ wurde von {actorname} veröffentlicht' )
			)
		).toBe( '„Post 1“ wurde von Ada Lovelace veröffentlicht' );
	} );

	it( 'links what it is about, once', () => {
		const pieces = sentenceOf(
			eventOf( 1, { data: { id: 7, title: 'A', status: 'B' } } ),
			facts( '{title} is {status}', 'post.php?post={id}&action=edit' )
		);
		expect( pieces.map( ( { href } ) => href ) ).toEqual( [
			`${ ADMIN }post.php?post=7&action=edit`,
			null,
			null,
		] );
	} );

	it( 'keeps markup as the text that it is', () => {
		const pieces = sentenceOf(
			eventOf( 1, { data: { title: '<b onclick=x>{actorname}</b>' } } ),
			facts( '{title}' )
		);
		expect( pieces ).toEqual( [
			{
				kind: 'object',
				text: '<b onclick=x>{actorname}</b>',
				href: null,
			},
		] );
	} );

	it( 'says something where a title or a name is missing', () => {
		const { actorname: _, ...event } = eventOf( 1, { data: {} } );
		expect(
			plainSentence( event, facts( '{actorname} published “{title}”' ) )
		).toBe( 'Somebody published “(no title)”' );
	} );

	it( 'takes the next field where the first says nothing', () => {
		const template = '{actorname} changed the setting {name|option}';
		const told = ( data: Record< string, unknown > ) =>
			plainSentence( eventOf( 1, { data } ), facts( template ) );
		expect( told( { name: 'Site title', option: 'blogname' } ) ).toBe(
			'Ada Lovelace changed the setting Site title'
		);
		expect( told( { option: 'blogname' } ) ).toBe(
			'Ada Lovelace changed the setting blogname'
		);
		expect( told( {} ) ).toBe(
			'Ada Lovelace changed the setting (no title)'
		);
	} );

	it( 'tells what an undeclared event says', () => {
		expect(
			plainSentence(
				eventOf( 1, { type: 'door.opened', data: { message: 'Hi' } } ),
				facts( '' )
			)
		).toBe( 'Hi — door.opened' );
	} );

	it( 'cannot be made longer than a screen', () => {
		expect(
			plainSentence(
				eventOf( 1, { data: { title: 'x'.repeat( 60_000 ) } } ),
				facts( '{title}' )
			).length
		).toBeLessThan( 250 );
	} );
} );

describe( 'a link', () => {
	const linked = ( template: string, data: Record< string, unknown > ) =>
		linkOf( eventOf( 1, { data } ), template, ADMIN );

	it( 'never leads out of wp-admin, whatever an event says', () => {
		expect( linked( '{url}', { url: 'javascript:alert(1)' } ) ).toBe(
			`${ ADMIN }javascript%3Aalert(1)`
		);
		expect( linked( '//evil.example/{id}', { id: 1 } ) ).toBeNull();
		expect( linked( '../../{id}', { id: 1 } ) ).toBeNull();
	} );

	it( 'encodes what it is given', () => {
		expect( linked( 'post.php?post={id}', { id: '1&action=trash' } ) ).toBe(
			`${ ADMIN }post.php?post=1%26action%3Dtrash`
		);
	} );

	it( 'is none where something for it is missing', () => {
		expect( linked( 'post.php?post={id}', {} ) ).toBeNull();
		expect( linked( 'post.php?post={id}', { id: { a: 1 } } ) ).toBeNull();
	} );
} );
