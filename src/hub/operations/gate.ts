import type { IncomingMessage } from 'node:http';
import type { Code } from '../../protocol';
import { readOrigin } from '../auth/origin';
import type { Sites } from '../config/sites';
import type { HubConfig } from '../config/types';
import { clientIp, limitedAddress } from './client-ip';
import type { HubState } from './hub-state';
import type { Limits } from './limits';
import type { Metrics } from './metrics';

/** @since 0.1.0 */
export interface Visitor {
	/** As limits go by it. */
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
	readonly #limits: Limits;
	#connections = 0;

	constructor(
		config: HubConfig,
		sites: Sites,
		state: HubState,
		metrics: Metrics,
		limits: Limits
	) {
		this.#config = config;
		this.#sites = sites;
		this.#state = state;
		this.#metrics = metrics;
		this.#limits = limits;
	}

	get connections(): number {
		return this.#connections;
	}

	check( request: IncomingMessage ): Admission {
		const ip = limitedAddress(
			clientIp( request, this.#config.trustProxy )
		);
		const origin = readOrigin( request.headers.origin );
		const code = this.#whyNot( ip, origin );
		if ( code ) {
			this.#metrics.refused( code );
			return { code };
		}
		return { code: null, ip, origin };
	}

	enter( { ip }: Visitor ): void {
		this.#connections++;
		this.#limits.connectionsOfIp.add( ip );
	}

	/** To be called once, when the connection is gone. */
	leave( { ip }: Visitor ): void {
		this.#connections--;
		this.#limits.connectionsOfIp.remove( ip );
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
		const { connectionsOfIp, connectsOfIp } = this.#limits;
		const isCrowded = connectionsOfIp.count( ip ) >= maxConnectionsPerIp;
		return isCrowded || connectsOfIp.take( ip ) > 0 ? 'rate_limited' : null;
	}
}
