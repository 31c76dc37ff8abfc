import type { Credentials } from '../types';

type Address = Pick< Credentials, 'url' | 'path' >;

/**
 * Scheme, host and port of a server.
 *
 * @since 0.1.0
 */
export const originOf = ( { url }: Address ): string => new URL( url ).origin;

/**
 * The path of the sockets at that origin: below the one that the server's
 * address has.
 *
 * @since 0.1.0
 */
export const socketPathOf = ( { url, path }: Address ): string =>
	new URL( url ).pathname.replace( /\/+$/, '' ) + path;

/**
 * The address of a plain WebSocket. A socket's scheme is that of the request
 * which opens it.
 *
 * @since 0.1.0
 */
export const webSocketUrlOf = ( address: Address ): string =>
	originOf( address ).replace( /^http/, 'ws' ) + socketPathOf( address );
