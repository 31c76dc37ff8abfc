import type {
	Approach,
	Credentials,
	PushHandlers,
	PushTransport,
} from '../types';
import { openHubSocketIo } from './hub-socket-io';
import { openHubWebSocket } from './hub-web-socket';
import { openRelaySocketIo } from './relay-socket-io';
import { openRelayWebSocket } from './relay-web-socket';

type Open = ( approach: Approach, handlers: PushHandlers ) => PushTransport;

const TRANSPORTS: Record< Exclude< Credentials[ 'transport' ], '' >, Open > = {
	hub: openHubSocketIo,
	'hub-websocket': openHubWebSocket,
	'socket.io': openRelaySocketIo,
	websocket: openRelayWebSocket,
};

/**
 * Opens the connection that the site has named.
 *
 * @since 0.1.0
 *
 * @param approach To a server that browsers can listen to.
 * @param handlers Told what it says.
 */
export const openTransport = async (
	approach: Approach,
	handlers: PushHandlers
): Promise< PushTransport > => {
	const open = TRANSPORTS[ approach.transport || 'hub' ];
	return open( approach, handlers );
};
