import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';

const TRIES = 100;
const PAUSE_MS = 50;
/** Given back to the system a moment later. */
const SETTLE_MS = 500;

async function addressOf( port ) {
	for ( let i = 0; i < TRIES; i++ ) {
		try {
			const list = await fetch( `http://127.0.0.1:${ port }/json/list` );
			return ( await list.json() )[ 0 ].webSocketDebuggerUrl;
		} catch {
			await pause( PAUSE_MS );
		}
	}
	throw new Error( 'A server could not be asked to collect its garbage.' );
}

/**
 * Has a Node process throw away what nobody needs any more, so that its memory
 * is what it keeps and not what its collector has not come to yet.
 *
 * @param {{ pid: number, inspectPort?: number }} server Where the port is missing, it is no Node process.
 */
export async function collectGarbage( { pid, inspectPort } ) {
	if ( inspectPort === undefined ) {
		return;
	}
	process.kill( pid, 'SIGUSR1' );
	const socket = new WebSocket( await addressOf( inspectPort ) );
	await new Promise( ( resolve, reject ) => {
		socket.on( 'error', reject );
		socket.on( 'open', () =>
			[ 1, 2 ].forEach( ( id ) =>
				socket.send(
					JSON.stringify( {
						id,
						method: 'HeapProfiler.collectGarbage',
					} )
				)
			)
		);
		socket.on( 'message', ( text ) => {
			if ( JSON.parse( String( text ) ).id === 2 ) {
				resolve();
			}
		} );
	} );
	socket.terminate();
	await pause( SETTLE_MS );
}
