import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import Fastify, {
	LogController,
	type FastifyInstance,
	type FastifyServerOptions,
} from 'fastify';
import { verifyToken } from './auth/token-verifier';
import { Sites } from './config/sites';
import type { HubConfig, SiteConfig } from './config/types';
import { Rooms } from './delivery/rooms';
import { sendError } from './ingest/http-error';
import { Ingest } from './ingest/ingest';
import { EventFile } from './ingest/event-file';
import { recipeRoutes } from './ingest/recipes';
import { ingestRoutes } from './ingest/routes';
import type { EventLog } from './log/event-log';
import { MemoryLog } from './log/memory-log';
import { RedisLog } from './log/redis-log';
import { drain } from './operations/drain';
import { Gate } from './operations/gate';
import { HubState } from './operations/hub-state';
import type { Logger } from './operations/logger';
import { Metrics } from './operations/metrics';
import { operationsRoutes } from './operations/routes';
import { refill } from './operations/refill';
import { wake } from './operations/wake';
import { PresenceBoard } from './presence/presence-board';
import { Revocations } from './sessions/revocations';
import { SessionDesk } from './sessions/session-desk';
import { Subscriber } from './sessions/subscriber';
import { TokenClock } from './sessions/token-clock';
import { createSocketIo } from './transports/socket-io';
import { sseRoutes } from './transports/sse';
import { refuseOtherUpgrades } from './transports/upgrades';
import { WEBSOCKET_PATHS, createWebSockets } from './transports/web-socket';

/** @since 0.1.0 */
export interface HubDependencies {
	readonly logger: Logger;
	readonly version: string;
	readonly fetch?: typeof fetch;
	/** Unix ms. */
	readonly now?: () => number;
	readonly log?: EventLog;
	readonly verify?: typeof verifyToken;
}

/** @since 0.1.0 */
export interface Hub {
	/** @return Where it listens. */
	start: () => Promise< { readonly host: string; readonly port: number } >;
	/** Takes other sites without dropping a connection of those that stay. */
	reload: ( sites: readonly SiteConfig[] ) => void;
	/** Moves the clients away, then ends. Resolves when all is closed. */
	stop: () => Promise< void >;
}

const MS_PER_HOUR = 3_600_000;
const EPOCH_BYTES = 8;
/** Nobody can connect before the ledgers are read, so they get this long. */
const REFILL_TIMEOUT_MS = 5000;
const CONNECTIONS_CHECK_MS = 1000;

/**
 * Puts the parts of a hub together. Nothing here knows of a site's events.
 *
 * @since 0.1.0
 */
export function createHub(
	config: HubConfig,
	dependencies: HubDependencies
): Hub {
	const {
		logger,
		version,
		now = Date.now,
		fetch: ask = fetch,
	} = dependencies;
	const sites = new Sites( config.sites );
	const metrics = new Metrics( now );
	const state = new HubState(
		config.maxMemoryMb,
		() => process.memoryUsage.rss(),
		now
	);
	const log = dependencies.log ?? createLog( config, logger, now );
	const rooms = new Rooms( log, metrics );
	const presence = new PresenceBoard( now );
	const subscriber = new Subscriber( rooms, presence );
	const revocations = new Revocations( now );
	const desk = new SessionDesk( {
		sites,
		subscriber,
		presence,
		revocations,
		metrics,
		verify: dependencies.verify ?? verifyToken,
		now,
	} );
	const tokens = new TokenClock( now, () => desk.sessions );
	const gate = new Gate( config, sites, state, metrics, now );
	metrics.watch( {
		connections: () => gate.connections,
		rooms: () => rooms.size,
		waitingBytes: () => desk.waitingBytes(),
	} );
	log.onNotice( ( { site, kind, body } ) => {
		if ( kind === 'revoke' ) {
			revocations.revoke( site, body );
			desk.revoke( site, body );
		}
	} );

	const app = createApp( config, logger );
	const ingest = new Ingest( { log, metrics, now } );
	ingestRoutes( app, {
		sites,
		ingest,
		log,
		state,
		metrics,
		now,
	} );
	operationsRoutes( app, { config, log, state, metrics, version } );
	recipeRoutes( app, { sites, ingest, state, metrics, now } );
	const endStreams = sseRoutes( app, { desk, gate } );
	const { server } = app;
	const io = createSocketIo( { server, desk, gate, sites, logger, config } );
	const endSockets = createWebSockets( {
		server,
		desk,
		gate,
		sites,
		config,
	} );
	refuseOtherUpgrades( server, WEBSOCKET_PATHS );
	const eventFile = config.watch
		? new EventFile( {
				path: config.watch,
				site: config.watchSite ?? config.sites[ 0 ]!.id,
				ingest,
				logger,
			} )
		: null;
	const stopping = new AbortController();
	const asking = { fetch: ask, now, logger, signal: stopping.signal };

	/** Waits for the ledgers, but not for a site that does not answer. */
	const fillFromLedgers = async ( memory: MemoryLog ) => {
		const signal = AbortSignal.any( [
			stopping.signal,
			AbortSignal.timeout( REFILL_TIMEOUT_MS ),
		] );
		const maxAgeMs = config.logMaxAgeHours * MS_PER_HOUR;
		await Promise.all(
			sites
				.all()
				.map( ( site ) =>
					refill( site, { ...asking, signal, log: memory, maxAgeMs } )
				)
		);
	};

	return {
		async start() {
			if ( log instanceof RedisLog ) {
				await log.start();
			}
			if ( log instanceof MemoryLog ) {
				await fillFromLedgers( log );
			}
			await app.listen( { host: config.host, port: config.port } );
			const { port } = app.server.address() as AddressInfo;
			logger.info(
				{ host: config.host, port, sites: config.sites.length },
				'listening'
			);
			await eventFile?.start();
			for ( const site of sites.all() ) {
				void wake( site, asking );
			}
			return { host: config.host, port };
		},
		reload( next ) {
			sites.replace( next );
			for ( const session of [ ...desk.sessions ] ) {
				if ( ! sites.get( session.siteId ) ) {
					session.close(
						'site_unknown',
						'The site is no longer served here.'
					);
				}
			}
			logger.info( { sites: next.length }, 'sites reloaded' );
		},
		async stop() {
			state.isDraining = true;
			stopping.abort();
			await eventFile?.close();
			await drain( desk, config.drainSeconds );
			tokens.close();
			presence.close();
			rooms.close();
			io.engine.close();
			endSockets();
			endStreams();
			await app.close();
			await log.close();
			logger.info( 'stopped' );
		},
	};
}

function createLog( config: HubConfig, logger: Logger, now: () => number ) {
	const { redisUrl, logMaxEvents: maxEvents, logMaxAgeHours } = config;
	const bounds = { maxEvents, maxAgeMs: logMaxAgeHours * MS_PER_HOUR, now };
	return redisUrl
		? new RedisLog( { ...bounds, url: redisUrl, logger } )
		: new MemoryLog( {
				...bounds,
				epoch: randomBytes( EPOCH_BYTES ).toString( 'hex' ),
			} );
}

function createApp( config: HubConfig, logger: Logger ): FastifyInstance {
	const options: FastifyServerOptions & { http?: object; https?: object } = {
		loggerInstance: logger,
		// One line for each request would cost more than the request.
		logController: new LogController( { disableRequestLogging: true } ),
		trustProxy: ( _address, hop ) => hop < config.trustProxy,
		// Slow headers and bodies are an old way of holding a server's connections.
		requestTimeout: config.requestTimeoutMs,
		http: {
			headersTimeout: config.requestTimeoutMs,
			connectionsCheckingInterval: CONNECTIONS_CHECK_MS,
		},
		...( config.tlsCert &&
			config.tlsKey && {
				https: {
					cert: readFileSync( config.tlsCert ),
					key: readFileSync( config.tlsKey ),
				},
			} ),
	};
	const app = Fastify( options );
	// Signatures are over the bytes, so every body stays bytes until it is trusted.
	app.removeAllContentTypeParsers();
	app.addContentTypeParser(
		'*',
		{ parseAs: 'buffer' },
		( _request, body, done ) => done( null, body )
	);
	app.setNotFoundHandler( ( _request, reply ) =>
		sendError( reply, 'not_found', 'There is nothing at this address.' )
	);
	app.setErrorHandler(
		( error: Error & { statusCode?: number }, request, reply ) => {
			if ( error.statusCode === 413 ) {
				return sendError(
					reply,
					'body_too_large',
					'The body is larger than allowed here.'
				);
			}
			if ( error.statusCode && error.statusCode < 500 ) {
				return sendError(
					reply,
					'request_invalid',
					'The request cannot be read.'
				);
			}
			request.log.error( { err: error }, 'request failed' );
			return sendError(
				reply,
				'internal_error',
				'Something went wrong on the server.'
			);
		}
	);
	return app;
}
