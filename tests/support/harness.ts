import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

/** A person of the demo. The password is the same for all. */
export interface DemoUser {
	login: string;
	password: string;
	application_password: string;
}

export type DemoLogin =
	'admin' | 'editor' | 'author' | 'shop_manager' | 'subscriber';

interface Stoppable {
	stop: () => Promise< void >;
}

interface Killable extends Stoppable {
	/** Process id. */
	pid: number;
	/** Ends it without a goodbye. */
	kill: () => Promise< void >;
	/** Starts it again after `kill()`. */
	start: () => Promise< void >;
}

/** What every site of ours tells about itself: the line of `npm start -- --json`, and what a hub needs. */
interface SiteFacts {
	site: string;
	feed: string;
	/** Where the site expects its hub, whether or not one is there. */
	hub: string;
	wordpress: string;
	wp: string;
	users: Record< DemoLogin, DemoUser >;
	apiKey: string;
	siteId: string;
}

export interface Demo extends SiteFacts, Stoppable {
	home: string;
}

/** The demo site on MariaDB, and php-fpm and nginx or Apache. */
export interface Site extends SiteFacts, Stoppable {
	socket: string;
	killDatabase: () => Promise< void >;
	startDatabase: () => Promise< void >;
	killPhp: () => Promise< void >;
	startPhp: () => Promise< void >;
}

export interface Hub extends Killable {
	url: string;
	port: number;
	/** The file with its output. */
	log: string;
}

export interface HubOptions {
	siteId: string;
	siteUrl: string;
	apiKey: string;
	port?: number;
	args?: string[];
	env?: Record< string, string >;
}

export interface Redis extends Killable {
	url: string;
	port: number;
}

/** A request that a relay got, byte for byte. */
export interface RelayRequest {
	method: string;
	url: string;
	headers: Record< string, string >;
	body: string;
}

/** A server of the site owner's, as the recipes have them. */
export interface Relay extends Omit< Killable, 'pid' > {
	url: string;
	/** Where its sockets are. */
	socketUrl: string;
	/** What it had got when `look()` was called last. */
	requests: RelayRequest[];
	look: () => Promise< void >;
}

export interface MariaDb extends Killable {
	socket: string;
	user: string;
	password: string;
}

export interface WebServer extends Stoppable {
	url: string;
	port: number;
	killPhp: () => Promise< void >;
	startPhp: () => Promise< void >;
}

interface Message {
	ready?: boolean;
	done?: string;
	error: string | null;
	facts: Record< string, unknown >;
	methods: string[];
}

/**
 * Starts a service in a process of its own, which ends with this one.
 *
 * @param name    The function of services.mjs.
 * @param options What it takes.
 */
async function start< Service extends Stoppable >(
	name: string,
	...options: unknown[]
): Promise< Service > {
	const child = fork(
		resolve( __dirname, 'serve.mjs' ),
		[ name, JSON.stringify( options ) ],
		{ execArgv: [], stdio: [ 'ignore', 'ignore', 'inherit', 'ipc' ] }
	);
	// It keeps this process alive only while it is waited for: a test that fails before it could stop its service must not keep Jest from ending. The service ends with this process.
	const hold = ( held: boolean ) => {
		for ( const handle of [ child, child.channel ] ) {
			if ( held ) {
				handle?.ref();
			} else {
				handle?.unref();
			}
		}
	};
	// Asked once: each question of its own would leave a listener behind.
	const ended = once( child, 'exit' );
	const answer = async (): Promise< Message > => {
		const waiting = new AbortController();
		hold( true );
		const [ message ] = ( await Promise.race( [
			once( child, 'message', { signal: waiting.signal } ),
			ended.then( () => [ { error: `${ name } has ended.` } ] ),
		] ) ) as [ Message ];
		waiting.abort();
		hold( false );
		if ( message.error ) {
			throw new Error( message.error );
		}
		return message;
	};

	const { facts, methods } = await answer();
	const service: Record< string, unknown > = { ...facts };
	for ( const method of methods ) {
		service[ method ] = async () => {
			const answered = answer();
			child.send( { call: method } );
			Object.assign( service, ( await answered ).facts );
			if ( method === 'stop' ) {
				hold( true );
				await ended;
			}
		};
	}
	return service as unknown as Service;
}

/**
 * `npm start` with a home and ports of its own.
 *
 * @param args More arguments, such as `--no-hub`.
 */
export const startDemo = ( args: string[] = [] ): Promise< Demo > =>
	start( 'startDemo', { args } );

/** The demo site as a real host runs it; no hub. */
export const startSite = (
	options: { hubUrl?: string; children?: number; isApache?: boolean } = {}
): Promise< Site > => start( 'startSite', options );

/** The built hub. */
export const startHub = ( options: HubOptions ): Promise< Hub > =>
	start( 'startHub', options );

/** A Redis that keeps nothing. */
export const startRedis = (
	options: { port?: number; args?: string[] } = {}
): Promise< Redis > => start( 'startRedis', options );

/** A server of one of the kinds in relays/. */
export const startRelay = ( options: {
	script: string;
	apiKey: string;
} ): Promise< Relay > => start( 'startRelay', options );

/** A MariaDB that is reached by a socket alone. */
export const startMariaDb = (
	options: { args?: string[] } = {}
): Promise< MariaDb > => start( 'startMariaDb', options );

/** Any WordPress folder, served by nginx and php-fpm. */
export const startPhpFpmNginx = (
	wordpress: string,
	options: { port?: number; children?: number } = {}
): Promise< WebServer > => start( 'startPhpFpmNginx', wordpress, options );
