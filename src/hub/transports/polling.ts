import type { IncomingMessage } from 'node:http';
import type { Server, ServerOptions } from 'socket.io';
import { readOrigin } from '../auth/origin';
import type { Sites } from '../config/sites';

/** Engine.IO reads it before anybody else does. */
type EngineRequest = IncomingMessage & {
	readonly _query?: Readonly< Record< string, unknown > >;
};

/**
 * Lets clients of a former relay begin by HTTP long-polling, and go over to a
 * WebSocket. Pages of other origins cannot read what is answered.
 *
 * @since 0.1.0
 *
 * @param sites            Their origins may.
 * @param upgradeTimeoutMs What a client has to go over.
 */
export const pollingOptions = (
	sites: Sites,
	upgradeTimeoutMs: number
): Partial< ServerOptions > => ( {
	transports: [ 'polling', 'websocket' ],
	allowUpgrades: true,
	upgradeTimeout: upgradeTimeoutMs,
	cors: {
		origin: ( origin, decide ) => decide( null, isOf( sites, origin ) ),
	},
} );

/**
 * A page of the hub's own origin names that in no GET, but for where it comes
 * from.
 *
 * @since 0.1.0
 */
export function readReferer( { headers }: IncomingMessage ): void {
	if ( headers.origin === undefined && headers.referer !== undefined ) {
		headers.origin = headers.referer;
	}
}

/**
 * What belongs to a session that was begun passes no other check: its id is a
 * secret. A foreign page has nothing to say in it all the same, nor has a script
 * element, which no Origin comes with.
 *
 * @since 0.1.0
 */
export function guardPolling( io: Server, sites: Sites ): void {
	io.engine.use(
		(
			request: EngineRequest,
			_response: unknown,
			next: ( error?: Error ) => void
		) => {
			const { origin } = request.headers;
			const { sid, j } = request._query ?? {};
			const isForeign =
				sid !== undefined &&
				origin !== undefined &&
				! isOf( sites, origin );
			next(
				isForeign || j !== undefined
					? new Error( 'origin_forbidden' )
					: undefined
			);
		}
	);
}

function isOf( sites: Sites, header: string | undefined ): boolean {
	const origin = readOrigin( header );
	return origin !== null && sites.allowsOrigin( origin );
}
