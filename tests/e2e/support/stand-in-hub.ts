import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { test as base } from './feed';

/** What a server in the hub's place answers to everything. */
export interface HubAnswer {
	status: number;
	code: string;
	message: string;
	/** How long it asks to be left alone, in seconds. */
	retryAfter?: number;
}

interface StandIn {
	/** Ends it; the hub has its place back. */
	leave: () => Promise< void >;
}

interface StandInFixtures {
	/**
	 * Takes the hub away and puts a server in its place, that answers this to
	 * everything; the answer may be changed meanwhile. It ends with the test at
	 * the latest, however the test ends: the hub that returns needs its port.
	 */
	standInForHub: ( answer: HubAnswer ) => Promise< StandIn >;
}

async function end( server: Server ): Promise< void > {
	if ( server.listening ) {
		const closed = once( server, 'close' );
		server.close();
		server.closeAllConnections();
		await closed;
	}
}

export const test = base.extend< StandInFixtures >( {
	standInForHub: async ( { demo, hub }, provide ) => {
		const servers: Server[] = [];
		await provide( async ( answer ) => {
			await hub.kill();
			const server = createServer( ( request, response ) => {
				request.resume();
				response.writeHead( answer.status, {
					'Content-Type': 'application/json',
					Connection: 'close',
					...( answer.retryAfter !== undefined && {
						'Retry-After': answer.retryAfter,
					} ),
				} );
				response.end( JSON.stringify( answer ) );
			} );
			servers.push( server );
			const { hostname, port } = new URL( demo.hub );
			server.listen( Number( port ), hostname );
			await once( server, 'listening' );
			return {
				leave: async () => {
					await end( server );
					await hub.start();
				},
			};
		} );
		await Promise.all( servers.map( end ) );
	},
} );
