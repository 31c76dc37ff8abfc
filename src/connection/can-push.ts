import type { Credentials } from './types';

const TRANSPORTS = [ 'hub', 'hub-websocket', 'socket.io', 'websocket' ];

/**
 * Whether browsers can listen to the server that the site has named. A name
 * that is not known here is of a newer version of the site.
 *
 * @since 0.1.0
 */
export const canPush = ( { url, transport }: Credentials ): boolean =>
	url !== '' && TRANSPORTS.includes( transport );
