import { startCommand } from '../start-command';

const facts = {
	hubCommand: "KEY='<key>' node hub.mjs --host 0.0.0.0 --port 8090",
	keyPlaceholder: '<key>',
};

it( 'is what PHP printed where nothing speaks against it', () => {
	expect( startCommand( facts, '' ) ).toBe( facts.hubCommand );
} );

it( 'listens where a plain address points', () => {
	expect(
		startCommand( facts, 'http://hub.example.com:9000/hub' )
	).toContain( '--port 9000' );
} );

it( 'leaves the port alone behind a proxy', () => {
	expect( startCommand( facts, 'https://hub.example.com:8443' ) ).toContain(
		'--port 8090'
	);
} );

it( 'does not take a colon in an IPv6 address for a port', () => {
	expect( startCommand( facts, 'http://[2001:db8::1]' ) ).toContain(
		'--port 8090'
	);
} );

it( 'fills in a key as it is, dollars included', () => {
	expect( startCommand( facts, '', "a$&b$'c" ) ).toContain( "KEY='a$&b$'c'" );
} );
