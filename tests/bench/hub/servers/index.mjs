import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SITE, SITE_URL, API_KEY, signHeaders, token } from '../signing.mjs';

const HERE = fileURLToPath( new URL( '.', import.meta.url ) );
const NCHAN = '/usr/lib/nginx/modules/ngx_nchan_module.so';
const SERVER_CORE = '0';
const READY_TRIES = 200;
const READY_PAUSE_MS = 25;

/**
 * @typedef {Object} Contender
 * @property {string}                                                             name    What the table calls it.
 * @property {() => Promise<Object>}                                              start   Starts it on core 0: { port, pid, inspectPort, stop }.
 * @property {string}                                                             path    Where its WebSocket is.
 * @property {Function}                                                           greet   What a client says, and when it is in.
 * @property {(event: Object) => { path: string, body: string, headers: Object }} publish One event as a request.
 */

async function freePort() {
	const server = createServer().listen( 0, '127.0.0.1' );
	await once( server, 'listening' );
	const { port } = server.address();
	server.close();
	await once( server, 'close' );
	return port;
}

const stopper = ( child ) => async () => {
	const gone = once( child, 'exit' );
	child.kill( 'SIGKILL' );
	await gone;
};

async function startNode( file, env = {} ) {
	const inspectPort = await freePort();
	const child = fork( join( HERE, file ), [], {
		env: { ...process.env, ...env },
		// Node tells on it that somebody asks it to collect its garbage.
		stdio: [ 'ignore', 'ignore', 'ignore', 'ipc' ],
		execPath: 'taskset',
		execArgv: [
			...[ '-c', SERVER_CORE, process.execPath ],
			`--inspect-port=${ inspectPort }`,
		],
	} );
	const [ port ] = await once( child, 'message' );
	return { port, pid: child.pid, inspectPort, stop: stopper( child ) };
}

async function answers( url ) {
	for ( let i = 0; i < READY_TRIES; i++ ) {
		try {
			await ( await fetch( url ) ).body?.cancel();
			return;
		} catch {
			await new Promise( ( resolve ) =>
				setTimeout( resolve, READY_PAUSE_MS )
			);
		}
	}
	throw new Error( `${ url } did not answer.` );
}

async function startHub( bundle, args = [], env = {} ) {
	const port = await freePort();
	const inspectPort = await freePort();
	const child = spawn(
		'taskset',
		[
			'-c',
			SERVER_CORE,
			process.execPath,
			`--inspect-port=${ inspectPort }`,
			bundle,
			'--port',
			String( port ),
			'--log-level',
			'silent',
			'--max-connections-per-ip',
			'100000',
			...args,
		],
		{
			env: {
				PATH: process.env.PATH,
				REALTIME_EVENTS_SITE: SITE,
				REALTIME_EVENTS_SITE_URL: SITE_URL,
				REALTIME_EVENTS_API_KEY: API_KEY,
				...env,
			},
			stdio: 'ignore',
		}
	);
	await answers( `http://127.0.0.1:${ port }/healthz` );
	return { port, pid: child.pid, inspectPort, stop: stopper( child ) };
}

async function startNchan() {
	const port = await freePort();
	const folder = await mkdtemp( join( tmpdir(), 'bench-nchan-' ) );
	await writeFile(
		join( folder, 'nginx.conf' ),
		`load_module ${ NCHAN };
daemon off; master_process off; worker_processes 1; pid ${ folder }/pid; error_log /dev/null;
worker_rlimit_nofile 20000;
events { worker_connections 10000; }
http {
	access_log off; client_body_temp_path ${ folder }; proxy_temp_path ${ folder };
	fastcgi_temp_path ${ folder }; uwsgi_temp_path ${ folder }; scgi_temp_path ${ folder };
	keepalive_requests 1000000;
	server {
		listen 127.0.0.1:${ port };
		location = /publish { nchan_publisher; nchan_channel_id editors; nchan_message_buffer_length 1000; }
		location = /subscribe { nchan_subscriber websocket; nchan_channel_id editors; nchan_subscriber_first_message newest; }
	}
}
`
	);
	const child = spawn(
		'taskset',
		[
			'-c',
			SERVER_CORE,
			'nginx',
			'-p',
			folder,
			'-c',
			join( folder, 'nginx.conf' ),
		],
		{
			stdio: 'ignore',
		}
	);
	await answers( `http://127.0.0.1:${ port }/` );
	const kill = stopper( child );
	return {
		port,
		pid: child.pid,
		stop: async () => {
			await kill();
			await rm( folder, { recursive: true } );
		},
	};
}

const hubPublish = ( event ) => {
	const body = JSON.stringify( [ event ] );
	return { path: '/api/v1/events', body, headers: signHeaders( body ) };
};

/**
 * A Redis on the servers' core that keeps what it has acknowledged, and can be
 * killed and started again.
 */
export async function startRedis() {
	const port = await freePort();
	const folder = await mkdtemp( join( tmpdir(), 'bench-redis-' ) );
	let child;
	const start = async () => {
		child = spawn(
			'taskset',
			[
				...[ '-c', SERVER_CORE, 'redis-server' ],
				...[ '--port', String( port ), '--bind', '127.0.0.1' ],
				...[ '--dir', folder, '--save', '' ],
				...[ '--appendonly', 'yes', '--appendfsync', 'always' ],
			],
			{ stdio: [ 'ignore', 'pipe', 'ignore' ] }
		);
		for await ( const chunk of child.stdout ) {
			if ( String( chunk ).includes( 'Ready to accept' ) ) {
				break;
			}
		}
	};
	await start();
	return {
		url: `redis://127.0.0.1:${ port }`,
		start,
		kill: () => stopper( child )(),
		remove: async () => {
			await stopper( child )();
			await rm( folder, { recursive: true } );
		},
	};
}

/**
 * A node of a hub whose log is in Redis.
 *
 * @param {string} bundle   The hub's file.
 * @param {string} redisUrl Where Redis is.
 */
export const startNodeOnRedis = async ( bundle, redisUrl ) => ( {
	...( await startHub( bundle, [ '--redis-url', redisUrl ] ) ),
	publish: hubPublish,
} );

const plainPublish = ( event ) => ( {
	path: '/publish',
	body: JSON.stringify( event ),
	headers: { 'content-type': 'application/json' },
} );

/**
 * Who claims to lose nothing when connections are cut.
 *
 * @param {string} slowHub The hub's file, with a check of tokens that can be slow.
 */
export const recoveringContenders = ( slowHub ) => [
	{
		name: 'Realtime Events hub',
		isHub: true,
		start: ( authMs ) =>
			startHub( slowHub, [], { AUTH_MS: String( authMs ) } ),
		publish: hubPublish,
	},
	{
		name: 'Socket.IO 4.8 with its own recovery',
		isHub: false,
		start: ( authMs ) =>
			startNode( 'socket-io.mjs', { AUTH_MS: String( authMs ) } ),
		publish: plainPublish,
	},
];

/**
 * All that can run here, ours first.
 *
 * @param {string} bundle The hub's file.
 * @return {Promise<Contender[]>} The contenders.
 */
export async function contenders( bundle ) {
	const jwt = await token();
	const hub = {
		name: 'Realtime Events hub',
		start: () => startHub( bundle ),
		path: '/socket.io/?EIO=4&transport=websocket',
		greet( text, say, seen ) {
			if ( text.startsWith( '0{' ) ) {
				say( `40${ JSON.stringify( { site: SITE, token: jwt } ) }` );
			} else if ( text.startsWith( '40' ) ) {
				say(
					`420${ JSON.stringify( [ 'subscribe', { channels: [ { channel: 'editors', ...seen } ] } ] ) }`
				);
			}
			return text.startsWith( '430' );
		},
		publish: hubPublish,
	};
	const socketIo = {
		name: 'Socket.IO 4.8',
		start: () => startNode( 'socket-io.mjs' ),
		path: '/socket.io/?EIO=4&transport=websocket',
		greet( text, say ) {
			if ( text.startsWith( '0{' ) ) {
				say( '40' );
			}
			return text.startsWith( '40' );
		},
		publish: plainPublish,
	};
	const ws = {
		name: 'bare ws loop',
		start: () => startNode( 'ws.mjs' ),
		path: '/',
		greet: null,
		publish: plainPublish,
	};
	const nchan = {
		name: 'nchan 1.3.6 (nginx)',
		start: startNchan,
		path: '/subscribe',
		greet: null,
		publish: plainPublish,
	};
	return [ hub, ws, socketIo, ...( existsSync( NCHAN ) ? [ nchan ] : [] ) ];
}
