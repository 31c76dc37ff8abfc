import { originOf, socketPathOf, webSocketUrlOf } from '../addresses';

describe( 'where a socket is', () => {
	it.each( [
		[
			'https://hub.test',
			'/socket.io/',
			'https://hub.test',
			'/socket.io/',
		],
		[
			'https://a.test/hub/',
			'/socket.io/',
			'https://a.test',
			'/hub/socket.io/',
		],
		[ 'http://a.test:3000/rt', '/', 'http://a.test:3000', '/rt/' ],
	] )( '%s and %s: for Socket.IO', ( url, path, origin, socketPath ) => {
		expect( originOf( { url, path } ) ).toBe( origin );
		expect( socketPathOf( { url, path } ) ).toBe( socketPath );
	} );

	it.each( [
		[ 'https://relay.test', '', 'wss://relay.test/' ],
		[ 'http://relay.test:8080/live', '', 'ws://relay.test:8080/live' ],
		[ 'https://hub.test/hub', '/ws', 'wss://hub.test/hub/ws' ],
	] )( '%s and %s: for a plain WebSocket', ( url, path, expected ) => {
		expect( new URL( webSocketUrlOf( { url, path } ) ).href ).toBe(
			expected
		);
	} );
} );
