import { eventOf } from '../../../../store/test/support/events';
import { textOf } from '../event-lines';
import { wrap } from '../wrap';

jest.mock( '@realtime-events/client', () => ( {
	config: {
		types: {
			'post.published': {
				label: 'Post published',
				group: 'content',
				icon: 'edit',
				severity: 'info',
				sentence: '{actorname} published “{title}”',
				link: '',
			},
		},
		urls: {
			admin: 'https://site.example/wp-admin/',
			feed: 'https://site.example/wp-admin/admin.php?page=realtime-events',
			home: 'https://site.example/',
		},
	},
} ) );

const letters = ( text: string ): number => [ ...text ].length;

describe( 'an event for elsewhere', () => {
	const event = eventOf( 7, {
		type: 'post.published',
		data: { title: 'Spring <b>sale</b>' },
		actorname: 'Ada Lovelace',
		channel: 'editors',
		severity: 'info',
	} );

	it( 'is its sentence, its facts and its address as plain text', () => {
		const [ sentence, facts, address ] = textOf( event ).split( '\n' );
		expect( sentence ).toBe(
			'Ada Lovelace published “Spring <b>sale</b>”'
		);
		expect( facts ).toContain( 'editors' );
		expect( address ).toBe(
			`https://site.example/wp-admin/admin.php?page=realtime-events&event=${ event.id }`
		);
	} );

	it( 'begins with what is wrong, where something is', () => {
		expect( textOf( { ...event, severity: 'error' } ) ).toMatch(
			/^Error: Ada/
		);
	} );
} );

describe( 'the lines of a picture', () => {
	it( 'break between words', () => {
		expect( wrap( 'one two  three', 7, letters ) ).toEqual( [
			'one two',
			'three',
		] );
	} );

	it( 'break a word that is wider than the picture, and lose nothing of it', () => {
		expect( wrap( 'a unbreakable b', 5, letters ) ).toEqual( [
			'a',
			'unbre',
			'akabl',
			'e b',
		] );
	} );

	it( 'keep signs of two units whole', () => {
		expect( wrap( '🎉🎉🎉', 2, letters ) ).toEqual( [ '🎉🎉', '🎉' ] );
	} );

	it( 'are none where there are no words', () => {
		expect( wrap( '  ', 5, letters ) ).toEqual( [] );
	} );
} );
