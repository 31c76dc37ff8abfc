import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../hub/support/hub-fixture';
import { API_KEY, SITE } from './site';

const ROOT = join( __dirname, '../../..' );
const LOOK_MS = 25;
/** A busy machine needs seconds to start a process. */
const START_LIMIT_MS = 30_000;

/** The hub as it is shipped, built once for a file of tests. */
export async function buildOnce(): Promise< {
	readonly file: string;
	readonly remove: () => Promise< void >;
} > {
	const folder = await mkdtemp( join( tmpdir(), 'hub-faults-' ) );
	const file = join( folder, 'hub.mjs' );
	const script = `
		const { buildHub } = await import( ${ JSON.stringify(
			join( ROOT, 'scripts/build-hub.mjs' )
		) } );
		await buildHub( { outfile: ${ JSON.stringify( file ) } } );
	`;
	const child = spawn( process.execPath, [
		'--input-type=module',
		'-e',
		script,
	] );
	const [ code ] = await once( child, 'close' );
	if ( code !== 0 ) {
		throw new Error( 'The hub could not be built.' );
	}
	return { file, remove: () => rm( folder, { recursive: true } ) };
}

/** A hub in a process of its own, which can be killed, stopped and started again at the same place. */
export class HubProcess {
	readonly url: string;
	readonly #file: string;
	readonly #args: readonly string[];
	readonly #siteUrl: string;
	#child: ChildProcess | null = null;

	private constructor(
		file: string,
		port: number,
		siteUrl: string,
		args: readonly string[]
	) {
		this.#file = file;
		this.#siteUrl = siteUrl;
		this.url = `http://127.0.0.1:${ port }`;
		this.#args = [ '--port', String( port ), ...args ];
	}

	static async start(
		file: string,
		siteUrl: string,
		...args: string[]
	): Promise< HubProcess > {
		const hub = new HubProcess( file, await freePort(), siteUrl, args );
		await hub.start();
		return hub;
	}

	async start(): Promise< void > {
		this.#child = spawn(
			process.execPath,
			[ this.#file, ...this.#args, '--log-level', 'silent' ],
			{
				env: {
					PATH: process.env.PATH,
					REALTIME_EVENTS_SITE: SITE,
					REALTIME_EVENTS_SITE_URL: this.#siteUrl,
					REALTIME_EVENTS_API_KEY: API_KEY,
				},
				stdio: 'ignore',
			}
		);
		const end = Date.now() + START_LIMIT_MS;
		while ( ! ( await this.#answers() ) ) {
			if ( Date.now() > end ) {
				throw new Error( 'The hub is not ready in time.' );
			}
			await new Promise( ( resolve ) => setTimeout( resolve, LOOK_MS ) );
		}
	}

	async kill(): Promise< void > {
		const child = this.#child;
		this.#child = null;
		if ( child && child.exitCode === null ) {
			const exited = once( child, 'exit' );
			child.kill( 'SIGKILL' );
			await exited;
		}
	}

	/** It hangs: its connections are open, and nothing is answered. */
	hang(): void {
		this.#child?.kill( 'SIGSTOP' );
	}

	goOn(): void {
		this.#child?.kill( 'SIGCONT' );
	}

	async #answers(): Promise< boolean > {
		if ( this.#child?.exitCode !== null ) {
			throw new Error( 'The hub did not start.' );
		}
		try {
			return ( await fetch( `${ this.url }/readyz` ) ).ok;
		} catch {
			return false;
		}
	}
}
