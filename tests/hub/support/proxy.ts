import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
	connect,
	createServer,
	type AddressInfo,
	type Server,
	type Socket,
} from 'node:net';

/**
 * - `pass`: as if it were not there.
 * - `hang`: connections stay open, and nothing comes through, not even that one side is gone.
 * - `deaf`: what the server says is not taken from it, as by a client that does not read.
 * - `refuse`: connections are closed, new ones too.
 * - `garbage`: every word is answered with bytes that mean nothing.
 */
export type ProxyMode = 'pass' | 'hang' | 'deaf' | 'refuse' | 'garbage';

/** Stands between two programs, to do what networks do. */
export class Proxy {
	readonly port: number;
	/** The bytes of the mode `garbage`; by default others each time. */
	garbage: string | null = null;
	readonly #server: Server;
	readonly #pairs = new Map< Socket, Socket >();
	/** Whose other side went while nothing came through. */
	readonly #left = new Set< Socket >();
	#mode: ProxyMode = 'pass';

	private constructor( server: Server, targetPort: number ) {
		this.#server = server;
		this.port = ( server.address() as AddressInfo ).port;
		server.on( 'connection', ( near ) => this.#join( near, targetPort ) );
	}

	static async create( targetPort: number ): Promise< Proxy > {
		const server = createServer().listen( 0, '127.0.0.1' );
		await once( server, 'listening' );
		return new Proxy( server, targetPort );
	}

	/** How many are open between the two. */
	get connections(): number {
		return this.#pairs.size;
	}

	get mode(): ProxyMode {
		return this.#mode;
	}

	set mode( mode: ProxyMode ) {
		this.#mode = mode;
		if ( mode === 'refuse' ) {
			this.cut();
		}
		if ( mode !== 'hang' ) {
			this.#left.forEach( ( near ) => near.destroy() );
			this.#left.clear();
		}
		for ( const far of this.#pairs.values() ) {
			if ( mode === 'deaf' ) {
				far.pause();
			} else {
				far.resume();
			}
		}
	}

	/** Closes what is open, as a network that breaks does. */
	cut(): void {
		for ( const [ near, far ] of this.#pairs ) {
			near.resetAndDestroy();
			far.resetAndDestroy();
		}
		this.#left.forEach( ( near ) => near.resetAndDestroy() );
		this.#left.clear();
	}

	async close(): Promise< void > {
		this.cut();
		this.#server.close();
		await once( this.#server, 'close' );
	}

	#join( near: Socket, targetPort: number ): void {
		near.on( 'error', () => {} );
		if ( this.#mode === 'refuse' ) {
			near.resetAndDestroy();
			return;
		}
		const far = connect( targetPort, '127.0.0.1' );
		far.on( 'error', () => near.destroy() );
		this.#pairs.set( near, far );
		near.on( 'data', ( chunk ) => {
			if ( this.#mode === 'pass' ) {
				far.write( chunk );
			} else if ( this.#mode === 'garbage' ) {
				near.write( this.garbage ?? randomBytes( 256 ) );
			}
		} );
		far.on( 'data', ( chunk ) => {
			if ( this.#mode === 'pass' ) {
				near.write( chunk );
			}
		} );
		near.on( 'close', () => {
			if ( this.#mode !== 'hang' ) {
				far.destroy();
			}
		} );
		far.on( 'close', () => {
			this.#pairs.delete( near );
			if ( this.#mode === 'hang' && ! near.destroyed ) {
				this.#left.add( near );
			} else {
				near.destroy();
			}
		} );
	}
}
