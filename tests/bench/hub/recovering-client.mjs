import { io } from 'socket.io-client';
import { SITE } from './signing.mjs';

const RECONNECT_MS = 10;
const ASK_AGAIN_MS = 50;

/**
 * A client of Socket.IO's own library that comes back by itself: to the hub as
 * the protocol says, to plain Socket.IO as its library does.
 */
export class RecoveringClient {
	/** How often each number came. */
	counts = new Map();
	/** Numbers in the order in which they came. */
	order = [];
	/** Told that something is missing which cannot be made up for. */
	gaps = 0;
	disconnects = 0;
	/** Called each time it is in. */
	onIn = () => {};
	#socket;
	#place = {};
	#isHub;

	/**
	 * @param {number}  port  Where the server is.
	 * @param {boolean} isHub Whether that is the hub.
	 * @param {string}  token For the hub.
	 */
	constructor( port, isHub, token ) {
		this.#isHub = isHub;
		this.#socket = io( `http://127.0.0.1:${ port }`, {
			transports: [ 'websocket' ],
			forceNew: true,
			reconnectionDelay: RECONNECT_MS,
			reconnectionDelayMax: RECONNECT_MS,
			randomizationFactor: 0,
			auth: isHub ? { site: SITE, token } : {},
		} );
		this.ready = new Promise( ( resolve ) => {
			this.#socket.on( 'connect', () =>
				this.#joined().then(
					() => {
						resolve();
						this.onIn();
					},
					() => {}
				)
			);
		} );
		this.#socket.on( 'disconnect', () => this.disconnects++ );
		this.#socket.on( 'event', ( event ) => this.#take( [ event ] ) );
		this.#socket.on( 'events', ( { epoch, offset, events } ) => {
			this.#place = { epoch, offset };
			this.#take( events );
		} );
		this.#socket.on( 'resync', () => void this.#joined() );
	}

	/** As a network does that goes away. */
	cut() {
		this.#socket.io.engine?.transport.ws?.terminate();
	}

	close() {
		this.#socket.disconnect();
	}

	async #joined() {
		if ( ! this.#isHub ) {
			return;
		}
		const { channels } = await this.#socket.emitWithAck( 'subscribe', {
			channels: [ { channel: 'editors', ...this.#place } ],
		} );
		const [ { ok, epoch, offset, recovered, events } ] = channels;
		if ( ! ok ) {
			setTimeout( () => void this.#joined(), ASK_AGAIN_MS );
			return;
		}
		this.gaps += this.#place.epoch && ! recovered ? 1 : 0;
		this.#place = { epoch, offset };
		this.#take( events );
	}

	#take( events ) {
		for ( const { data } of events ) {
			const number = Number( data.mark );
			this.counts.set( number, ( this.counts.get( number ) ?? 0 ) + 1 );
			this.order.push( number );
		}
	}
}
