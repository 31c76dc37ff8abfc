import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CloudEvent } from '../../../src/protocol';
import { Publisher } from '../../../src/hub/client';

export const SITE = 'shop.test';
export const API_KEY = 'key-of-the-shop-0123456789abcdef';
export const CHANNEL = 'editors';

const ATTEMPT_MS = 1000;
const PAUSE_MS = 20;
const BATCH = 50;

const pause = ( ms: number ) =>
	new Promise( ( resolve ) => setTimeout( resolve, ms ) );

/**
 * A site as the hub and its clients know it: a ledger that has every event, an
 * outbox that offers each until it is acknowledged, and the routes that a hub
 * asks at its start.
 */
export class Site {
	readonly ledger: CloudEvent[] = [];
	readonly url: string;
	readonly #server: Server;
	readonly #acknowledged = new Set< string >();
	#hubs: readonly string[] = [];
	#isOpen = true;
	#sending: Promise< void > = Promise.resolve();

	private constructor( server: Server ) {
		this.#server = server;
		const { port } = server.address() as AddressInfo;
		this.url = `http://127.0.0.1:${ port }`;
		server.on( 'request', ( request, response ) => {
			const url = new URL( request.url ?? '/', this.url );
			this.#answer( url, response );
		} );
	}

	static async open(): Promise< Site > {
		const server = createServer().listen( 0, '127.0.0.1' );
		await once( server, 'listening' );
		return new Site( server );
	}

	/** Begins to send what there is, to one hub after the other. */
	sendTo( ...hubs: string[] ): void {
		this.#hubs = hubs;
		this.#sending = this.#send();
	}

	/** Something happens, some milliseconds after each other. */
	async happen( count: number, everyMs = 3 ): Promise< void > {
		for ( let i = 0; i < count; i++ ) {
			this.ledger.push( {
				specversion: '1.0',
				id: randomUUID(),
				source: this.url,
				type: 'post.updated',
				time: new Date().toISOString(),
				data: { text: 'x'.repeat( 500 ) },
				sequence: String( this.ledger.length + 1 ),
				channel: CHANNEL,
				severity: 'info',
			} );
			await pause( everyMs );
		}
	}

	/** What `GET /events?after=` has, a little overlapping as clients ask for it. */
	after( sequence: string | undefined ): readonly CloudEvent[] {
		return this.ledger.slice( Math.max( 0, Number( sequence ?? 0 ) - 50 ) );
	}

	get isEmpty(): boolean {
		return this.#acknowledged.size === this.ledger.length;
	}

	async close(): Promise< void > {
		this.#isOpen = false;
		await this.#sending;
		this.#server.closeAllConnections();
		this.#server.close();
		await once( this.#server, 'close' );
	}

	async #send(): Promise< void > {
		for ( let turn = 0; this.#isOpen; turn++ ) {
			const waiting = this.ledger
				.filter( ( { id } ) => ! this.#acknowledged.has( id ) )
				.slice( 0, BATCH );
			if ( waiting.length > 0 ) {
				await this.#offer(
					this.#hubs[ turn % this.#hubs.length ]!,
					waiting
				);
			}
			await pause( PAUSE_MS );
		}
	}

	async #offer(
		url: string,
		events: readonly CloudEvent[]
	): Promise< void > {
		const publisher = new Publisher( {
			url,
			site: SITE,
			apiKey: API_KEY,
			fetch: ( input, init ) =>
				fetch( input, {
					...init,
					signal: AbortSignal.timeout( ATTEMPT_MS ),
				} ),
		} );
		try {
			for ( const { id, status } of await publisher.publish( events ) ) {
				if ( status !== 'rejected' ) {
					this.#acknowledged.add( id );
				}
			}
		} catch {
			// It stays in the outbox and is offered again.
		}
	}

	#answer( url: URL, response: ServerResponse ): void {
		if ( url.pathname.endsWith( '/ledger' ) ) {
			response.setHeader( 'content-type', 'application/json' );
			response.end(
				JSON.stringify( {
					events: this.ledger.filter( ( { id } ) =>
						this.#acknowledged.has( id )
					),
					complete_after: '0',
				} )
			);
			return;
		}
		response.statusCode = url.pathname.endsWith( '/wake' ) ? 200 : 404;
		response.end( '{}' );
	}
}
