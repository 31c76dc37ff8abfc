/** What came of knocking at the hub's socket. */
export type SocketProbe =
	| {
			readonly outcome: 'accepted';
			readonly upgradeMs: number;
			readonly connectMs: number;
	  }
	| { readonly outcome: 'no_socket'; readonly ms: number }
	| {
			readonly outcome: 'no_answer';
			readonly upgradeMs: number;
			readonly ms: number;
	  }
	| {
			readonly outcome: 'refused';
			readonly upgradeMs: number;
			readonly ms: number;
			/** The hub's own code: `origin_forbidden`. */
			readonly code: string;
			readonly message: string;
	  };

interface Options {
	/** Normalised address of the server. */
	readonly url: string;
	readonly site: string;
	readonly token: string;
	readonly timeoutMs: number;
	readonly createSocket: ( url: string ) => WebSocket;
	/** Milliseconds on a clock that only goes forward. */
	readonly now: () => number;
}

// Engine.IO packet types followed by Socket.IO's: 0 open; 40 connect, 44 connect error.
const OPEN = '0';
const CONNECT = '40';
const CONNECT_ERROR = '44';

/**
 * Opens a socket, says who it is and leaves again.
 *
 * Spoken by hand and not by the client library, because that one hides which
 * part failed: whether the upgrade did, or the hub refused what came after it.
 *
 * @since 0.1.0
 */
export function probeSocket( options: Options ): Promise< SocketProbe > {
	const { url, site, token, timeoutMs, createSocket, now } = options;
	return new Promise( ( resolve ) => {
		const start = now();
		let openedAt: number | null = null;
		const socket = createSocket(
			`${ url.replace( /^http/, 'ws' ) }/socket.io/?EIO=4&transport=websocket`
		);
		const finish = ( probe: SocketProbe ) => {
			clearTimeout( timer );
			socket.onclose = null;
			socket.onmessage = null;
			socket.close();
			resolve( probe );
		};
		const giveUp = () => {
			const end = now();
			finish(
				openedAt === null
					? { outcome: 'no_socket', ms: end - start }
					: {
							outcome: 'no_answer',
							upgradeMs: openedAt - start,
							ms: end - openedAt,
						}
			);
		};
		const timer = setTimeout( giveUp, timeoutMs );
		socket.onclose = giveUp;
		socket.onmessage = ( { data } ) => {
			const packet = String( data );
			if ( packet.startsWith( OPEN ) ) {
				openedAt = now();
				socket.send(
					`${ CONNECT }${ JSON.stringify( { site, token } ) }`
				);
			} else if ( openedAt === null ) {
				// Whoever speaks first and says something else is no hub.
				giveUp();
			} else if ( packet.startsWith( CONNECT_ERROR ) ) {
				finish( {
					outcome: 'refused',
					upgradeMs: openedAt - start,
					ms: now() - openedAt,
					...readRefusal( packet.slice( CONNECT_ERROR.length ) ),
				} );
			} else if ( packet.startsWith( CONNECT ) ) {
				finish( {
					outcome: 'accepted',
					upgradeMs: openedAt - start,
					connectMs: now() - openedAt,
				} );
			}
		};
	} );
}

function readRefusal( json: string ): { code: string; message: string } {
	try {
		const { message, data } = JSON.parse( json ) as {
			message?: unknown;
			data?: { code?: unknown };
		};
		return {
			code: typeof data?.code === 'string' ? data.code : '',
			message: typeof message === 'string' ? message : '',
		};
	} catch {
		return { code: '', message: '' };
	}
}
