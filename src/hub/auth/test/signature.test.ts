import { createHmac } from 'node:crypto';
import { deriveKey } from '../../config/sites';
import { isOneOf, sign, verifySignature } from '../signature';

const key = deriveKey( 'an api key', 'publish' );
const other = deriveKey( 'another api key', 'publish' );
const body = Buffer.from( '[]' );
const NOW = 1_700_000_000;

describe( 'signatures', () => {
	it( 'are what Standard Webhooks says they are', () => {
		const expected = createHmac( 'sha256', key )
			.update( `msg_1.${ NOW }.[]` )
			.digest( 'base64' );
		expect( sign( body, [ key ], 'msg_1', NOW ) ).toEqual( {
			'webhook-id': 'msg_1',
			'webhook-timestamp': String( NOW ),
			'webhook-signature': `v1,${ expected }`,
		} );
	} );

	it( 'hold while keys rotate, on either side', () => {
		const both = sign( body, [ other, key ], 'a', NOW );
		expect( verifySignature( body, both, [ key ], NOW ) ).toBe( 'valid' );
		const old = sign( body, [ key ], 'a', NOW );
		expect( verifySignature( body, old, [ other, key ], NOW ) ).toBe(
			'valid'
		);
		expect( verifySignature( body, old, [ other ], NOW ) ).toBe(
			'signature_invalid'
		);
	} );

	it( 'do not hold for another purpose of the same API key', () => {
		const wrong = sign(
			body,
			[ deriveKey( 'an api key', 'hub' ) ],
			'a',
			NOW
		);
		expect( verifySignature( body, wrong, [ key ], NOW ) ).toBe(
			'signature_invalid'
		);
	} );

	it( 'hold for five minutes in either direction', () => {
		const signed = sign( body, [ key ], 'a', NOW );
		expect( verifySignature( body, signed, [ key ], NOW + 300 ) ).toBe(
			'valid'
		);
		expect( verifySignature( body, signed, [ key ], NOW - 300 ) ).toBe(
			'valid'
		);
		expect( verifySignature( body, signed, [ key ], NOW + 301 ) ).toBe(
			'signature_expired'
		);
		expect( verifySignature( body, signed, [ key ], NOW - 301 ) ).toBe(
			'signature_expired'
		);
	} );

	it( 'cover every byte', () => {
		const signed = sign( body, [ key ], 'a', NOW );
		expect(
			verifySignature( Buffer.from( '[] ' ), signed, [ key ], NOW )
		).toBe( 'signature_invalid' );
	} );

	it( 'do not let an id take over the dot that ends it', () => {
		// "a.1" + "." + "2" and "a" + "." + "1.2" would be the same bytes.
		const signed = sign( body, [ key ], 'a.1', NOW );
		expect( verifySignature( body, signed, [ key ], NOW ) ).toBe(
			'signature_invalid'
		);
	} );

	it( 'are missing where a header is missing or doubled', () => {
		const signed = sign( body, [ key ], 'a', NOW );
		for ( const name of Object.keys( signed ) ) {
			expect(
				verifySignature(
					body,
					{ ...signed, [ name ]: undefined },
					[ key ],
					NOW
				)
			).toBe( 'signature_missing' );
			expect(
				verifySignature(
					body,
					{ ...signed, [ name ]: [ 'a', 'b' ] },
					[ key ],
					NOW
				)
			).toBe( 'signature_missing' );
		}
	} );
} );

describe( 'isOneOf', () => {
	it( 'takes the whole secret and nothing else', () => {
		expect( isOneOf( 'abc', [ 'x', 'abc' ] ) ).toBe( true );
		for ( const wrong of [
			'ab',
			'abcd',
			'',
			null,
			undefined,
			[ 'abc' ],
		] ) {
			expect( isOneOf( wrong, [ 'x', 'abc' ] ) ).toBe( false );
		}
		expect( isOneOf( 'abc', [] ) ).toBe( false );
	} );
} );
