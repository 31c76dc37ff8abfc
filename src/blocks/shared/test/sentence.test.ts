import cases from './sentences.json';
import { plainText, sentenceParts } from '../sentence';

describe( 'sentenceParts', () => {
	it.each( cases )( '$rule', ( { template, values, href, parts } ) => {
		expect(
			sentenceParts( template, values, href ).map(
				( { text, href: to } ) => ( { text, href: to } )
			)
		).toEqual( parts );
	} );

	it( 'gives each part a key of its own', () => {
		const keys = sentenceParts(
			'a {link} b',
			{ title: 't' },
			'https://example.org/'
		).map( ( { key } ) => key );
		expect( new Set( keys ).size ).toBe( 3 );
	} );
} );

describe( 'plainText', () => {
	it( 'is what is read aloud', () => {
		expect(
			plainText(
				sentenceParts( 'Out: {link}!', { title: 'Sale' }, null )
			)
		).toBe( 'Out: Sale!' );
	} );
} );
