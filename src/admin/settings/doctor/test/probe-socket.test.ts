import { probeSocket } from '../probe-socket';

/** The hub's end of a socket, driven by the test. */
class FakeSocket {
	onmessage: ( ( message: { data: string } ) => void ) | null = null;
	onclose: ( () => void ) | null = null;
	readonly sent: string[] = [];
	isClosed = false;

	constructor( readonly url: string ) {}
	send( packet: string ) {
		this.sent.push( packet );
	}
	close() {
		this.isClosed = true;
	}
	says( data: string ) {
		this.onmessage?.( { data } );
	}
}

const TIMEOUT_MS = 5000;

function knock() {
	let socket: FakeSocket | undefined;
	let time = 0;
	const probe = probeSocket( {
		url: 'https://example.com/hub',
		site: 'example.com',
		token: 'a.b.c',
		timeoutMs: TIMEOUT_MS,
		createSocket: ( url ) => {
			socket = new FakeSocket( url );
			return socket as unknown as WebSocket;
		},
		now: () => ( time += 10 ),
	} );
	if ( ! socket ) {
		throw new Error( 'No socket was opened.' );
	}
	return { probe, socket };
}

it( 'opens the address as a WebSocket, below its path, without a secret in it', () => {
	expect( knock().socket.url ).toBe(
		'wss://example.com/hub/socket.io/?EIO=4&transport=websocket'
	);
} );

it( 'says who it is and leaves once it is let in', async () => {
	const { probe, socket } = knock();
	socket.says( '0{"sid":"x"}' );
	expect( socket.sent ).toEqual( [
		'40{"site":"example.com","token":"a.b.c"}',
	] );
	socket.says( '40{"sid":"y"}' );
	expect( await probe ).toEqual( {
		outcome: 'accepted',
		upgradeMs: 10,
		connectMs: 10,
	} );
	expect( socket.isClosed ).toBe( true );
} );

it( 'repeats the hub’s code for a refusal', async () => {
	const { probe, socket } = knock();
	socket.says( '0{}' );
	socket.says( '44{"message":"No.","data":{"code":"token_invalid"}}' );
	expect( await probe ).toMatchObject( {
		outcome: 'refused',
		code: 'token_invalid',
		message: 'No.',
	} );
} );

it( 'survives a refusal that is no JSON', async () => {
	const { probe, socket } = knock();
	socket.says( '0{}' );
	socket.says( '44<html>' );
	expect( await probe ).toMatchObject( { outcome: 'refused', code: '' } );
} );

it( 'tells a socket that never opened from one that fell silent', async () => {
	const never = knock();
	never.socket.onclose?.();
	expect( await never.probe ).toMatchObject( { outcome: 'no_socket' } );

	const silent = knock();
	silent.socket.says( '0{}' );
	silent.socket.onclose?.();
	expect( await silent.probe ).toMatchObject( { outcome: 'no_answer' } );
} );

it( 'takes whoever speaks another language for no hub', async () => {
	const { probe, socket } = knock();
	socket.says( '{"hello":"world"}' );
	expect( await probe ).toMatchObject( { outcome: 'no_socket' } );
} );

it( 'gives up after a while', async () => {
	jest.useFakeTimers();
	try {
		const { probe, socket } = knock();
		jest.advanceTimersByTime( TIMEOUT_MS );
		expect( await probe ).toMatchObject( { outcome: 'no_socket' } );
		expect( socket.isClosed ).toBe( true );
	} finally {
		jest.useRealTimers();
	}
} );
