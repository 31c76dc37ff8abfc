import type { FastifyInstance } from 'fastify';
import { isOneOf } from '../auth/signature';
import type { HubConfig } from '../config/types';
import { sendError } from '../ingest/http-error';
import type { EventLog } from '../log/event-log';
import type { HubState } from './hub-state';
import type { Metrics } from './metrics';

/** @since 0.1.0 */
export interface OperationsDependencies {
	readonly config: HubConfig;
	readonly log: EventLog;
	readonly state: HubState;
	readonly metrics: Metrics;
	readonly version: string;
}

/**
 * Questions of supervisors and dashboards. `/healthz` fails only where a
 * restart would help, `/readyz` wherever others should take the traffic.
 *
 * @since 0.1.0
 */
export function operationsRoutes(
	app: FastifyInstance,
	{ config, log, state, metrics, version }: OperationsDependencies
): void {
	app.get( '/healthz', async ( _request, reply ) =>
		reply
			.header( 'cache-control', 'no-store' )
			.send( { ok: true, version } )
	);

	app.get( '/readyz', async ( _request, reply ) => {
		const checks = {
			log: log.isReady(),
			accepting: ! state.isDraining,
			memory: ! state.isShortOfMemory(),
		};
		const ok = Object.values( checks ).every( Boolean );
		return reply
			.code( ok ? 200 : 503 )
			.header( 'cache-control', 'no-store' )
			.send( { ok, checks } );
	} );

	app.get( '/metrics', async ( request, reply ) => {
		const { metricsToken } = config;
		const given = request.headers.authorization?.replace( /^Bearer /i, '' );
		if ( metricsToken && ! isOneOf( given, [ metricsToken ] ) ) {
			return sendError(
				reply,
				'key_invalid',
				'This needs the metrics token.'
			);
		}
		return reply
			.header( 'content-type', metrics.contentType )
			.send( await metrics.text() );
	} );
}
