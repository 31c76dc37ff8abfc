import type { IncomingMessage } from 'node:http';
import type { Code } from '../../protocol';
import { readOrigin } from '../auth/origin';
import type { Sites } from '../config/sites';
import type { HubConfig } from '../config/types';
import { clientIp } from './client-ip';
import type { HubState } from './hub-state';
import type { Metrics } from './metrics';
import { RateLimiter } from './rate-limiter';

/** All that an address may have may come at once, twice: a restart and a reload of every page. */
const BURST_OF_SHARE = 2;
/** After that, its whole share every so many seconds. */
const SECONDS_PER_SHARE = 4;

/** @since 0.1.0 */
export interface Visitor {
	readonly ip: string;
	readonly origin: string | null;
}

/** @since 0.1.0 */
export type Admission =
	( Visitor & { readonly code: null } ) | { readonly code: Code };

/**
 * Decides who may connect before anything is upgraded: a browser asks no
 * permission to open a WebSocket to a foreign host, so the server has to look.
 *
 * @since 0.1.0
 */
export class Gate {
	readonly #config: HubConfig;
	readonly #sites: Sites;
	readonly #state: HubState;
	readonly #metrics: Metrics;
	readonly #rate: RateLimiter;
	readonly #perIp = new Map< string, number >();
	#connections = 0;

	constructor(
		config: HubConfig,
		sites: Sites,
		state: HubState,
		metrics: Metrics,
		now: () => number
	) {
		this.#config = config;
		this.#sites = sites;
		this.#state = state;
		this.#metrics = metrics;
		this.#rate = new RateLimiter(
			{
				perSecond: config.maxConnectionsPerIp / SECONDS_PER_SHARE,
				burst: config.maxConnectionsPerIp * BURST_OF_SHARE,
			},
			now
		);
	}

	get connections(): number {
		return this.#connections;
	}

	check( request: IncomingMessage ): Admission {
		const ip = clientIp( request, this.#config.trustProxy );
		const origin = readOrigin( request.headers.origin );
		const code = this.#whyNot( ip, origin );
		if ( code ) {
			this.#metrics.refused( code );
			return { code };
		}
		return { code: null, ip, origin };
	}

	/** @return What is to be called once, when the connection is gone. */
	enter( { ip }: Visitor ): () => void {
		this.#connections++;
		this.#perIp.set( ip, ( this.#perIp.get( ip ) ?? 0 ) + 1 );
		let isIn = true;
		return () => {
			if ( ! isIn ) {
				return;
			}
			isIn = false;
			this.#connections--;
			const left = ( this.#perIp.get( ip ) ?? 1 ) - 1;
			if ( left > 0 ) {
				this.#perIp.set( ip, left );
			} else {
				this.#perIp.delete( ip );
			}
		};
	}

	#whyNot( ip: string, origin: string | null ): Code | null {
		const { maxConnections, maxConnectionsPerIp } = this.#config;
		if ( this.#state.isDraining ) {
			return 'shutting_down';
		}
		if ( origin !== null && ! this.#sites.allowsOrigin( origin ) ) {
			return 'origin_forbidden';
		}
		if (
			this.#connections >= maxConnections ||
			this.#state.isShortOfMemory()
		) {
			return 'overloaded';
		}
		const isCrowded = ( this.#perIp.get( ip ) ?? 0 ) >= maxConnectionsPerIp;
		return isCrowded || this.#rate.take( ip ) > 0 ? 'rate_limited' : null;
	}
}
