import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { verifyToken } from './auth/token-verifier';
import { Sites } from './config/sites';
import type { HubConfig, SiteConfig } from './config/types';
import { Rooms } from './delivery/rooms';
import { Ingest } from './ingest/ingest';
import { EventFile } from './ingest/event-file';
import { recipeRoutes } from './ingest/recipes';
import { ingestRoutes } from './ingest/routes';
import { createLog, maxAgeMs } from './log/create-log';
import type { EventLog } from './log/event-log';
import { MemoryLog } from './log/memory-log';
import { RedisLog } from './log/redis-log';
import { Exchange } from './nodes/exchange';
import { drain } from './operations/drain';
import { Gate } from './operations/gate';
import { createApp } from './operations/http-app';
import { HubState } from './operations/hub-state';
import { Limits } from './operations/limits';
import type { Logger } from './operations/logger';
import { Metrics } from './operations/metrics';
import { operationsRoutes } from './operations/routes';
import { refill } from './operations/refill';
import { siteStats } from './operations/site-stats';
import { wake } from './operations/wake';
import { PresenceBoard } from './presence/presence-board';
import { SharedPresence, SharedSignals } from './presence/shared-presence';
import { Authenticator } from './sessions/authenticator';
import { MemberMessages } from './sessions/member-messages';
import { Revocations, readRevocation } from './sessions/revocations';
import { SessionDesk } from './sessions/session-desk';
import { Subscriber } from './sessions/subscriber';
import { TokenClock } from './sessions/token-clock';
import { Watcher } from './sessions/watcher';
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

/** Nobody can connect before the ledgers are read, so they get this long. */
const REFILL_TIMEOUT_MS = 5000;
/** Longer than a connection is given to take its last words. */
const CLOSE_TIMEOUT_MS = 3000;

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
	const rssBytes = () => process.memoryUsage.rss();
	const state = new HubState( config.maxMemoryMb, rssBytes, now );
	const log = dependencies.log ?? createLog( config, logger, now );
	const rooms = new Rooms( log, metrics );
	const presence = new PresenceBoard( now );
	const onRefused = metrics.refused.bind( metrics );
	const subscriber = new Subscriber( rooms, presence, onRefused );
	const revocations = new Revocations( now );
	const limits = new Limits( config, now );
	const desk = new SessionDesk( {
		authenticator: new Authenticator( {
			sites,
			revocations,
			verify: dependencies.verify ?? verifyToken,
			now,
		} ),
		subscriber,
		watcher: new Watcher( presence, onRefused ),
		messages: new MemberMessages( presence, now ),
		metrics,
		limits,
		logger,
		now,
	} );
	const exchange =
		log instanceof RedisLog
			? new Exchange( {
					broadcast: log.broadcast,
					parts: [
						new SharedPresence( presence ),
						new SharedSignals( presence ),
						...limits.share(),
					],
					now,
				} )
			: null;
	const tokens = new TokenClock( now, () => desk.sessions );
	const gate = new Gate( config, sites, state, metrics, limits );
	const nodes = () => 1 + ( exchange?.size ?? 0 );
	metrics.watch( {
		connections: () => gate.connections,
		nodes,
		rooms: () => rooms.size,
		waitingBytes: () => desk.waitingBytes(),
	} );
	log.onNotice( ( { site, kind, body } ) => {
		const revocation = kind === 'revoke' ? readRevocation( body ) : null;
		if ( revocation ) {
			revocations.revoke( site, revocation );
			desk.revoke( site, revocation );
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
		limits,
		statsOf: siteStats( {
			version,
			nodes,
			sessions: () => desk.sessions,
			rooms: () => rooms.addresses(),
			rates: metrics.rates,
			rssBytes,
			uptime: process.uptime,
		} ),
		now,
	} );
	operationsRoutes( app, { config, log, state, metrics, version } );
	recipeRoutes( app, { sites, ingest, state, metrics, limits, now } );
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
	const fillFromLedgers = ( memory: MemoryLog ) =>
		Promise.all(
			sites.all().map( ( site ) =>
				refill( site, {
					...asking,
					log: memory,
					maxAgeMs: maxAgeMs( config ),
					timeoutMs: REFILL_TIMEOUT_MS,
					onEnd: metrics.logFilled.bind( metrics ),
				} )
			)
		);

	/** Ends everything that would keep the process from ending. */
	const release = async () => {
		stopping.abort();
		await eventFile?.close();
		tokens.close();
		presence.close();
		rooms.close();
		io.engine.close();
		endSockets();
		endStreams();
		// A client that is gone without a word would hold the server open.
		await Promise.race( [
			app.close(),
			pause( CLOSE_TIMEOUT_MS, undefined, { ref: false } ),
		] );
		await exchange?.close();
		await log.close();
	};

	const start = async () => {
		if ( log instanceof RedisLog ) {
			await log.start();
			await exchange?.start();
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
	};

	return {
		async start() {
			try {
				return await start();
			} catch ( error ) {
				await release();
				throw error;
			}
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
			await release();
			logger.info( 'stopped' );
		},
	};
}
