import { safeUrl } from '../safe-url';

const BASE = 'https://example.org/blog/';

describe( 'safeUrl', () => {
	it.each( [
		[ 'https://example.org/a?b=c#d', 'https://example.org/a?b=c#d' ],
		[ 'http://example.org/', 'http://example.org/' ],
		[ '/shop/', 'https://example.org/shop/' ],
		[ 'post-1', 'https://example.org/blog/post-1' ],
	] )( 'leads to %s', ( value, expected ) => {
		expect( safeUrl( value, BASE ) ).toBe( expected );
	} );

	it.each( [
		'javascript:alert(1)',
		'JaVaScRiPt:alert(1)',
		' javascript:alert(1)',
		'java\nscript:alert(1)',
		'data:text/html,<script>alert(1)</script>',
		'vbscript:msgbox(1)',
		'file:///etc/passwd',
		'https://example.org@evil.example/',
		'https://user:pass@example.org/',
		'https://',
		'',
		'   ',
		null,
		undefined,
		42,
		{ href: 'https://example.org/' },
	] )( 'never leads to %p', ( value ) => {
		expect( safeUrl( value, BASE ) ).toBeNull();
	} );
} );
