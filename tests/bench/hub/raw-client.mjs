import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';

const CONNECT_TIMEOUT_MS = 30_000;
/** A mask of zeros is allowed, and leaves the text as it is. */
const MASK = Buffer.alloc( 4 );
const MASKED = 0x80;
/** All sockets are read into it, one after the other: a buffer for each read would cost more than the reading. */
const INPUT = Buffer.allocUnsafeSlow( 256 * 1024 );
const NOTHING = Buffer.alloc( 0 );

/**
 * A masked text frame, as a browser writes it.
 * @param {string} text What it says.
 */
function clientFrame( text ) {
	const payload = Buffer.from( text );
	const header = payload.length < 126 ? Buffer.alloc( 2 ) : Buffer.alloc( 4 );
	header[ 0 ] = 0x81;
	header[ 1 ] = MASKED + Math.min( payload.length, 126 );
	if ( payload.length >= 126 ) {
		header.writeUInt16BE( payload.length, 2 );
	}
	return Buffer.concat( [ header, MASK, payload ] );
}

/**
 * Finds where the first frame ends and its payload begins.
 *
 * @param {Buffer} buffer What came.
 * @return {?{ start: number, end: number }} Null where it is not all there yet.
 */
function firstFrame( buffer ) {
	if ( buffer.length < 2 ) {
		return null;
	}
	let length = buffer[ 1 ] % MASKED;
	let start = 2;
	if ( length === 126 ) {
		if ( buffer.length < 4 ) {
			return null;
		}
		length = buffer.readUInt16BE( 2 );
		start = 4;
	} else if ( length === 127 ) {
		if ( buffer.length < 10 ) {
			return null;
		}
		length = Number( buffer.readBigUInt64BE( 2 ) );
		start = 10;
	}
	return buffer.length < start + length
		? null
		: { start, end: start + length };
}

/**
 * A WebSocket client that costs next to nothing, so that the generator's core
 * is not what is measured.
 */
export class RawClient {
	#socket;
	#rest = NOTHING;
	#isUpgraded = false;
	#isIn = false;
	#enter;
	#contender;
	#seen;
	#onPayload;
	/** What the hub answered to the subscription. */
	answer = '';

	/**
	 * @param {Object}                  contender Whom it speaks to.
	 * @param {number}                  port      Where that is.
	 * @param {(bytes: Buffer) => void} onPayload Called for each frame after it is in.
	 * @param {Object}                  seen      Position to come back with.
	 */
	constructor( contender, port, onPayload, seen = {} ) {
		this.#contender = contender;
		this.#seen = seen;
		this.#onPayload = onPayload;
		this.ready = new Promise( ( resolve, reject ) => {
			const limit = setTimeout(
				() => reject( new Error( 'A client did not get in.' ) ),
				CONNECT_TIMEOUT_MS
			);
			this.#enter = () => {
				clearTimeout( limit );
				this.#isIn = true;
				resolve();
			};
			this.#socket = connect( {
				port,
				host: '127.0.0.1',
				onread: {
					buffer: INPUT,
					callback: ( length, buffer ) => {
						this.#take( buffer.subarray( 0, length ) );
						return true;
					},
				},
			} );
			this.#socket.setNoDelay( true );
			this.#socket.on( 'error', reject );
		} );
		this.#socket.write(
			`GET ${ contender.path } HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
				`Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${ randomBytes( 16 ).toString( 'base64' ) }\r\n\r\n`
		);
	}

	say( text ) {
		this.#socket.write( clientFrame( text ) );
	}

	/** From now on this client reads nothing. */
	pause() {
		this.#socket.pause();
	}

	close() {
		this.#socket.on( 'error', () => {} );
		this.#socket.destroy();
	}

	#take( chunk ) {
		let buffer =
			this.#rest.length > 0
				? Buffer.concat( [ this.#rest, chunk ] )
				: chunk;
		if ( ! this.#isUpgraded ) {
			const end = buffer.indexOf( '\r\n\r\n' );
			if ( end < 0 ) {
				this.#rest = Buffer.from( buffer );
				return;
			}
			this.#isUpgraded = true;
			buffer = buffer.subarray( end + 4 );
			if ( ! this.#contender.greet ) {
				this.#enter();
			}
		}
		for (
			let frame = firstFrame( buffer );
			frame;
			frame = firstFrame( buffer )
		) {
			this.#payload( buffer.subarray( frame.start, frame.end ) );
			buffer = buffer.subarray( frame.end );
		}
		// The next read is written over it.
		this.#rest = buffer.length > 0 ? Buffer.from( buffer ) : NOTHING;
	}

	#payload( payload ) {
		// Engine.IO's heartbeat.
		if ( payload.length === 1 && payload[ 0 ] === 0x32 ) {
			this.say( '3' );
			return;
		}
		if ( this.#isIn ) {
			this.#onPayload( payload );
			return;
		}
		const text = payload.toString();
		if (
			this.#contender.greet(
				text,
				( words ) => this.say( words ),
				this.#seen
			)
		) {
			this.answer = text;
			this.#enter();
		}
	}
}

/**
 * Opens many, some at a time.
 *
 * @param {number}   count  How many.
 * @param {Function} create Makes one.
 */
export async function openMany( count, create ) {
	const clients = [];
	const AT_ONCE = 100;
	while ( clients.length < count ) {
		const some = Array.from(
			{ length: Math.min( AT_ONCE, count - clients.length ) },
			create
		);
		await Promise.all( some.map( ( { ready } ) => ready ) );
		clients.push( ...some );
	}
	return clients;
}
