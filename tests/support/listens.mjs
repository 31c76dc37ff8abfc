import { connect } from 'node:net';

/**
 * @param {string | { host: string, port: number }} address A socket's path, or a port.
 * @return {Promise<boolean>} Whether anybody listens there.
 */
export function listens( address ) {
	return new Promise( ( resolve ) => {
		const socket = connect( address );
		socket.once( 'connect', () => {
			socket.destroy();
			resolve( true );
		} );
		socket.once( 'error', () => resolve( false ) );
	} );
}
