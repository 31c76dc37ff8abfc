import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { SITE_URL } from './signing.mjs';

const MARK = Buffer.from( '"mark":"' );
const DIGITS = 8;

/**
 * An event of about 300 bytes that can be found again in any encoding.
 *
 * @param {number} number Its number.
 * @param {number} bytes  How much is added to it.
 */
export const benchEvent = ( number, bytes = 0 ) => ( {
	specversion: '1.0',
	id: randomUUID(),
	source: SITE_URL,
	type: 'post.updated',
	subject: 'post/42',
	time: '2026-01-31T12:00:00.000Z',
	channel: 'editors',
	severity: 'info',
	data: {
		mark: String( number ).padStart( DIGITS, '0' ),
		title: 'A title of usual length',
		...( bytes > 0 && { text: 'x'.repeat( bytes ) } ),
	},
} );

/**
 * Counts events by their numbers: several may stand in one frame.
 *
 * @param {Buffer}                   payload A frame.
 * @param {(number: number) => void} found   Called for each event.
 */
export function findEvents( payload, found ) {
	for (
		let at = payload.indexOf( MARK );
		at >= 0;
		at = payload.indexOf( MARK, at + MARK.length )
	) {
		const start = at + MARK.length;
		found( Number( payload.latin1Slice( start, start + DIGITS ) ) );
	}
}

/** Posts events over connections that stay open. */
export class Poster {
	#agent = new Agent( { keepAlive: true, maxSockets: 8 } );
	#contender;
	#port;

	constructor( contender, port ) {
		this.#contender = contender;
		this.#port = port;
	}

	/** @param {Object} event Resolves when the server has answered. */
	post( event ) {
		const { path, body, headers } = this.#contender.publish( event );
		return new Promise( ( resolve, reject ) => {
			const sending = request(
				{
					host: '127.0.0.1',
					port: this.#port,
					path,
					method: 'POST',
					agent: this.#agent,
					headers: {
						...headers,
						'content-length': Buffer.byteLength( body ),
					},
				},
				( response ) => {
					response.resume();
					response.on( 'end', () =>
						response.statusCode < 300
							? resolve()
							: reject( new Error( `${ response.statusCode }` ) )
					);
				}
			);
			sending.on( 'error', reject );
			sending.end( body );
		} );
	}

	close() {
		this.#agent.destroy();
	}
}
