import type { ProfileOptions } from '../types';

const RELAYS = [
	'ws-event',
	'socketio-event-from-wp',
	'ratchet-dispatch',
	'key-in-body',
];

/**
 * Which options a kind of server has: a field without effect is not shown.
 *
 * @since 0.1.0
 *
 * @param profile Id of the kind.
 */
export function optionsOf(
	profile: string
): ReadonlyArray< keyof ProfileOptions > {
	if ( RELAYS.includes( profile ) ) {
		return [ 'publish_path', 'socket_url', 'relay_is_private' ];
	}
	switch ( profile ) {
		case 'http':
			return [ 'publish_path', 'auth', 'format', 'headers' ];
		case 'hub':
		case 'file':
			return [ 'socket_url' ];
		default:
			return [];
	}
}
