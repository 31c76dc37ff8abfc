/** @since 0.1.0 */
export const TOKEN_ALGORITHM = 'HS256';

/** @since 0.1.0 */
export const TOKEN_AUDIENCE = 'realtime-events-hub';

/**
 * What the site says about a browser, signed with the site's token key.
 *
 * @since 0.1.0
 */
export interface TokenClaims {
	/** Home URL of the site. */
	readonly iss: string;
	readonly aud: typeof TOKEN_AUDIENCE;
	/** Site id at the hub. */
	readonly site: string;
	/** User id as a decimal string; `order:{id}` for who looks at an order without an account. */
	readonly sub: string;
	readonly name?: string;
	/** URL of a picture, for presence. */
	readonly avatar?: string;
	/** Every channel that needs a right and may be joined. */
	readonly channels: readonly string[];
	/** Unix seconds. */
	readonly iat: number;
	/** Unix seconds. */
	readonly nbf: number;
	/** Unix seconds. */
	readonly exp: number;
	readonly jti: string;
}

/**
 * Answer of the site's `POST /token` route.
 *
 * @since 0.1.0
 */
export interface TokenResponse {
	readonly token: string;
	readonly channels: readonly string[];
	/** Unix seconds. */
	readonly exp: number;
	readonly site: string;
	/** Where the server is, as the browser reaches it; empty where it cannot listen to one. */
	readonly url: string;
	/** Path of its sockets, below the one that `url` has. */
	readonly path: string;
	/** Kind of the server, as the settings call it. */
	readonly profile: string;
	/** How to listen: empty where that is not possible. */
	readonly transport:
		'' | 'hub' | 'hub-websocket' | 'socket.io' | 'websocket';
	/** Which events of those that this user may see come by it. */
	readonly reach: 'all' | 'public';
	/** When the site left the server that it had before, in Unix ms; 0 where it has had no other. What a hub said of its streams before that holds no longer. */
	readonly since: number;
}
