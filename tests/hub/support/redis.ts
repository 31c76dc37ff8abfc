import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { freePort } from './hub-fixture';

/** Whether a machine has it. */
const isThere = ( program: string ): boolean =>
	( process.env.PATH ?? '' ).split( delimiter ).some( ( folder ) => {
		try {
			accessSync( join( folder, program ), constants.X_OK );
			return true;
		} catch {
			return false;
		}
	} );

/** Programs that may stand behind several nodes: Redis, and Valkey where it is installed. */
export const REDIS_PROGRAMS = [
	'redis-server',
	...[ 'valkey-server' ].filter( isThere ),
];

/** A Redis of the test's own, which keeps what it has acknowledged. */
export class RedisServer {
	readonly url: string;
	readonly port: number;
	readonly #folder: string;
	readonly #program: string;
	#child: ChildProcess | null = null;

	private constructor( port: number, folder: string, program: string ) {
		this.port = port;
		this.#program = program;
		this.#folder = folder;
		this.url = `redis://127.0.0.1:${ port }`;
	}

	static async create( program = 'redis-server' ): Promise< RedisServer > {
		const folder = await mkdtemp( join( tmpdir(), 'hub-redis-' ) );
		const server = new RedisServer( await freePort(), folder, program );
		await server.start();
		return server;
	}

	async start(): Promise< void > {
		const child = spawn(
			this.#program,
			[
				...[ '--port', String( this.port ), '--bind', '127.0.0.1' ],
				...[ '--dir', this.#folder, '--save', '' ],
				...[ '--appendonly', 'yes', '--appendfsync', 'always' ],
			],
			{ stdio: [ 'ignore', 'pipe', 'ignore' ] }
		);
		this.#child = child;
		await new Promise< void >( ( resolve, reject ) => {
			child.once( 'error', reject );
			child.once( 'exit', () =>
				reject( new Error( 'Redis did not start.' ) )
			);
			child.stdout.on( 'data', ( chunk ) => {
				if (
					String( chunk ).includes( 'Ready to accept connections' )
				) {
					resolve();
				}
			} );
		} );
	}

	/** Ends it as a power cut does. */
	async kill(): Promise< void > {
		const child = this.#child;
		this.#child = null;
		if ( child && child.exitCode === null ) {
			const exited = once( child, 'exit' );
			child.kill( 'SIGKILL' );
			await exited;
		}
	}

	/** Lets it stand still with its connections open. */
	pause(): void {
		this.#child?.kill( 'SIGSTOP' );
	}

	resume(): void {
		this.#child?.kill( 'SIGCONT' );
	}

	/** Keeps a copy of what it has kept so far. It must not be running. */
	async copy(): Promise< void > {
		await cp( this.#data, this.#copy, { recursive: true } );
	}

	/** Puts that copy back. It must not be running. */
	async restore(): Promise< void > {
		await this.wipe();
		await cp( this.#copy, this.#data, { recursive: true } );
	}

	get #data(): string {
		return join( this.#folder, 'appendonlydir' );
	}

	get #copy(): string {
		return join( this.#folder, 'copy' );
	}

	/** Forgets everything it has kept. */
	async wipe(): Promise< void > {
		await rm( this.#data, {
			recursive: true,
			force: true,
		} );
	}

	async remove(): Promise< void > {
		this.resume();
		await this.kill();
		await rm( this.#folder, { recursive: true, force: true } );
	}
}
