import { once } from 'node:events';
import {
	createServer,
	request as httpRequest,
	type IncomingMessage,
	type Server,
	type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A request with events that came by on its way to the hub. */
export interface SeenRequest {
	/** Who sent it, as its user agent says. */
	readonly from: string;
	/** Ids of its events. */
	readonly ids: readonly string[];
	/** What the hub said of each. */
	readonly verdicts: readonly string[];
}

/**
 * Stands between a site and its hub, passes everything on byte for byte and
 * writes down who sent which events. One request can be kept from its answer.
 */
export class HubWitness {
	readonly url: string;
	readonly requests: SeenRequest[] = [];
	readonly #server: Server;
	readonly #hubUrl: string;
	#silenced: ( ( request: SeenRequest ) => void ) | null = null;
	#afterRequests = 0;

	private constructor( server: Server, hubUrl: string ) {
		this.#server = server;
		this.#hubUrl = hubUrl;
		const { port } = server.address() as AddressInfo;
		this.url = `http://127.0.0.1:${ port }`;
		server.on( 'request', ( request, response ) => {
			this.#pass( request, response ).catch( () => response.destroy() );
		} );
	}

	static async open( port: number, hubUrl: string ): Promise< HubWitness > {
		const server = createServer().listen( port, '127.0.0.1' );
		await once( server, 'listening' );
		return new HubWitness( server, hubUrl );
	}

	/**
	 * The hub takes the events of one request, and whoever sent it never hears of that.
	 *
	 * @param count How many requests come through before it.
	 * @return The request, when the hub has taken it.
	 */
	silenceOneAfter( count: number ): Promise< SeenRequest > {
		this.#afterRequests = count;
		return new Promise( ( resolve ) => {
			this.#silenced = resolve;
		} );
	}

	async close(): Promise< void > {
		this.#server.closeAllConnections();
		this.#server.close();
		await once( this.#server, 'close' );
	}

	async #pass(
		request: IncomingMessage,
		response: ServerResponse
	): Promise< void > {
		const body = await buffer( request );
		const passed = httpRequest( this.#hubUrl + request.url, {
			method: request.method,
			headers: request.headers,
		} ).end( body );
		const [ answer ] = ( await once( passed, 'response' ) ) as [
			IncomingMessage,
		];
		const answered = await buffer( answer );
		if ( request.url === '/api/v1/events' ) {
			const seen: SeenRequest = {
				from: request.headers[ 'user-agent' ] ?? '',
				ids: JSON.parse( body.toString() ).map(
					( { id }: { id: string } ) => id
				),
				verdicts: (
					JSON.parse( answered.toString() ).results ?? []
				).map( ( { status }: { status: string } ) => status ),
			};
			this.requests.push( seen );
			if (
				this.#silenced &&
				this.requests.length > this.#afterRequests
			) {
				this.#silenced( seen );
				this.#silenced = null;
				return;
			}
		}
		response.writeHead( answer.statusCode ?? 502, answer.headers );
		response.end( answered );
	}
}
