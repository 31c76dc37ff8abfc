import { createServer } from 'node:net';
import { PlainError } from './plain-error.mjs';
import { say } from './progress.mjs';

const MAX_TRIES = 100;
const MAX_PORT = 65_535;

/** The demo and the tests are for this machine alone. */
export const LOOPBACK = '127.0.0.1';

/**
 * @param {number} port A port; 0 lets the system choose.
 * @return {Promise<number>} The port that could be opened, or 0 where it could not.
 */
function tryPort( port ) {
	return new Promise( ( resolve ) => {
		const server = createServer();
		server.once( 'error', () => resolve( 0 ) );
		server.listen( { port, host: LOOPBACK, exclusive: true }, () => {
			const opened = server.address().port;
			server.close( () => resolve( opened ) );
		} );
	} );
}

/** A port that nobody uses at this moment. */
export function anyFreePort() {
	return tryPort( 0 );
}

/**
 * The wanted port, or the next one that is free; says so where it is another.
 *
 * @param {number}   wanted Where to begin.
 * @param {string}   what   For whom, as people call it.
 * @param {number[]} taken  Ports that are promised to others.
 */
export async function freePortFrom( wanted, what, taken = [] ) {
	const last = Math.min( wanted + MAX_TRIES, MAX_PORT );
	for ( let port = wanted; port <= last; port++ ) {
		if ( ! taken.includes( port ) && ( await tryPort( port ) ) ) {
			if ( port !== wanted ) {
				say(
					`  ! Port ${ wanted } is in use; ${ what } takes ${ port }.`
				);
			}
			return port;
		}
	}
	throw new PlainError(
		`No free port for ${ what } between ${ wanted } and ${ last }. Choose another with --port or --hub-port.`
	);
}
