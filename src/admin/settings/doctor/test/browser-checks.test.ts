import type { TestStep } from '../../types';
import { type BrowserEnvironment, runBrowserChecks } from '../browser-checks';
import type { SocketProbe } from '../probe-socket';

const ACCEPTED: SocketProbe = {
	outcome: 'accepted',
	upgradeMs: 3,
	connectMs: 2,
};

async function check(
	changes: Partial< BrowserEnvironment > = {},
	serverUrl = 'https://hub.example.com',
	withEvent = true
): Promise< TestStep[] > {
	const steps: TestStep[] = [];
	await runBrowserChecks(
		{
			origin: 'https://example.com',
			now: () => 0,
			takeToken: async () => ( { site: 'example.com', token: 'a.b.c' } ),
			probeSocket: async () => ACCEPTED,
			probeHttp: async () => 'let_in',
			awaitTestEvent: async () => 'pushed',
			...changes,
		},
		serverUrl,
		withEvent,
		( step ) => steps.push( step )
	);
	return steps;
}

const outcomes = ( steps: TestStep[] ) =>
	steps.map( ( { id, ok } ) => [ id, ok ] );

const refused = (
	code: string,
	message = ''
): Partial< BrowserEnvironment > => ( {
	probeSocket: async () => ( {
		outcome: 'refused',
		upgradeMs: 1,
		ms: 1,
		code,
		message,
	} ),
} );

it( 'goes from the token to an event on the screen', async () => {
	expect( outcomes( await check() ) ).toEqual( [
		[ 'token', true ],
		[ 'upgrade', true ],
		[ 'accept', true ],
		[ 'arrival', true ],
	] );
} );

it( 'knocks as who the site says', async () => {
	const probeSocket = jest.fn( async () => ACCEPTED );
	await check( { probeSocket } );
	expect( probeSocket ).toHaveBeenCalledWith( 'example.com', 'a.b.c' );
} );

it( 'stops at the first step that fails', async () => {
	const steps = await check( {
		takeToken: async () => {
			throw new Error( 'You may not listen.' );
		},
	} );
	expect( outcomes( steps ) ).toEqual( [ [ 'token', false ] ] );
	expect( steps[ 0 ]?.message ).toBe( 'You may not listen.' );
} );

it( 'waits for no event where none was sent', async () => {
	const awaitTestEvent = jest.fn();
	await check( { awaitTestEvent }, undefined, false );
	expect( awaitTestEvent ).not.toHaveBeenCalled();
} );

const noSocket = async (): Promise< SocketProbe > => ( {
	outcome: 'no_socket',
	ms: 5,
} );

it( 'tells mixed content without knocking a second time', async () => {
	const probeHttp = jest.fn();
	const steps = await check(
		{ probeSocket: noSocket, probeHttp },
		'http://hub.example.com'
	);
	expect( steps.at( -1 )?.message ).toContain( 'unencrypted' );
	expect( probeHttp ).not.toHaveBeenCalled();
} );

it.each( [
	[ 'let_in', 'its WebSocket does not open', 'proxy_set_header Upgrade' ],
	[ 'kept_out', 'https://example.com', '--origins https://example.com' ],
	[ 'silent', 'this browser does not', 'proxy_set_header Upgrade' ],
] as const )(
	'explains a socket that does not open where HTTP is %s',
	async ( http, sentence, copied ) => {
		const step = (
			await check( {
				probeSocket: noSocket,
				probeHttp: async () => http,
			} )
		).at( -1 );
		expect( step ).toMatchObject( { id: 'upgrade', ok: false } );
		expect( step?.message ).toContain( sentence );
		expect( step?.snippets?.map( ( { text } ) => text ).join() ).toContain(
			copied
		);
	}
);

it( 'shows the flag for an origin that is not let in', async () => {
	const step = ( await check( refused( 'origin_forbidden' ) ) ).at( -1 );
	expect( step ).toMatchObject( { id: 'accept', ok: false } );
	expect( step?.snippets ).toEqual( [
		expect.objectContaining( { text: '--origins https://example.com' } ),
	] );
} );

it( 'speaks of the key where a token is refused, and repeats what it does not know', async () => {
	const token = ( await check( refused( 'token_invalid' ) ) ).at( -1 );
	const other = ( await check( refused( 'brand_new', 'Full moon.' ) ) ).at(
		-1
	);
	expect( token?.fix ).toContain( 'key' );
	expect( other?.message ).toBe( 'Full moon.' );
} );

it.each( [
	[ 'polled', true ],
	[ 'missing', false ],
] as const )( 'takes an event that was %s for %s', async ( arrival, ok ) => {
	const step = ( await check( { awaitTestEvent: async () => arrival } ) ).at(
		-1
	);
	expect( step ).toMatchObject( { id: 'arrival', ok } );
	expect( step?.message ).not.toBe( '' );
} );
