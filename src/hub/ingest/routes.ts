import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
	CONTENT_TYPE_BATCH,
	CONTENT_TYPE_EVENT,
	MAX_INGEST_BYTES,
	type ControlMessage,
	type SiteStats,
} from '../../protocol';
import type { Sites } from '../config/sites';
import { LogUnavailable, type EventLog } from '../log/event-log';
import { limitedAddress } from '../operations/client-ip';
import type { HubState } from '../operations/hub-state';
import type { Limits } from '../operations/limits';
import type { Metrics } from '../operations/metrics';
import {
	REVOCATION_KEEP_SECONDS,
	type Revocation,
} from '../sessions/revocations';
import { sendError } from './http-error';
import { IngestError, type Ingest } from './ingest';
import { readSigned } from './signed-request';

/** @since 0.1.0 */
export interface IngestRouteDependencies {
	readonly sites: Sites;
	readonly ingest: Ingest;
	readonly log: EventLog;
	readonly state: HubState;
	readonly metrics: Metrics;
	readonly limits: Limits;
	/** What a site may know of the hub. */
	readonly statsOf: ( site: string ) => SiteStats;
	/** Unix ms. */
	readonly now: () => number;
}

const MS_PER_SECOND = 1000;
const MAX_CONTROL_BYTES = 4 * 1024;
/** A user's id, or everybody's sign. */
const WHOSE = /^(?:[1-9][0-9]{0,19}|\*)$/;

/**
 * The signed ways in: events, control messages and questions of the sites.
 *
 * @since 0.1.0
 */
export function ingestRoutes(
	app: FastifyInstance,
	{
		sites,
		ingest,
		log,
		state,
		metrics,
		limits,
		statsOf,
		now,
	}: IngestRouteDependencies
): void {
	const { requestsOfSite, failuresOfIp } = limits;

	/** Answers and returns null where the request may not go on. */
	const authenticate = ( request: FastifyRequest, reply: FastifyReply ) => {
		if ( state.isDraining ) {
			sendError( reply, 'shutting_down', 'The hub is stopping.' );
			return null;
		}
		const signed = readSigned( request, sites, Math.floor( now() / 1000 ) );
		if ( 'code' in signed ) {
			metrics.refused( signed.code );
			const wait = failuresOfIp.take( limitedAddress( request.ip ) );
			sendError(
				reply,
				wait > 0 ? 'rate_limited' : signed.code,
				wait > 0
					? 'Too many requests with a wrong signature.'
					: signed.message,
				wait
			);
			return null;
		}
		const wait = requestsOfSite.take( signed.site.id );
		if ( wait > 0 ) {
			metrics.refused( 'rate_limited' );
			sendError(
				reply,
				'rate_limited',
				'Too many requests of this site.',
				wait
			);
			return null;
		}
		return signed.site;
	};

	app.post(
		'/api/v1/events',
		{ bodyLimit: MAX_INGEST_BYTES },
		async ( request, reply ) => {
			const started = now();
			const site = authenticate( request, reply );
			if ( ! site ) {
				return reply;
			}
			const type = request.headers[ 'content-type' ]
				?.split( ';', 1 )[ 0 ]
				?.trim();
			if ( type !== CONTENT_TYPE_BATCH && type !== CONTENT_TYPE_EVENT ) {
				return sendError(
					reply,
					'media_type_unsupported',
					`The content type needs to be ${ CONTENT_TYPE_BATCH } or ${ CONTENT_TYPE_EVENT }.`
				);
			}
			const body = parseJson( request.body );
			if (
				body === undefined ||
				Array.isArray( body ) !== ( type === CONTENT_TYPE_BATCH )
			) {
				return sendError(
					reply,
					'body_invalid',
					'The body is not the JSON that its type says.'
				);
			}
			try {
				const answer = await ingest.take( site.id, body );
				metrics.ingestTook( ( now() - started ) / 1000 );
				return reply.code( 202 ).send( answer );
			} catch ( error ) {
				if ( error instanceof IngestError ) {
					return sendError( reply, error.code, error.message );
				}
				if ( error instanceof LogUnavailable ) {
					request.log.warn( { err: error }, 'events refused' );
					metrics.refused( 'log_unavailable' );
					return sendError(
						reply,
						'log_unavailable',
						'Events cannot be stored at the moment.'
					);
				}
				throw error;
			}
		}
	);

	app.get( '/api/v1/stats', async ( request, reply ) => {
		const site = authenticate( request, reply );
		return site
			? reply
					.header( 'cache-control', 'no-store' )
					.send( statsOf( site.id ) )
			: reply;
	} );

	app.post(
		'/api/v1/control',
		{ bodyLimit: MAX_CONTROL_BYTES },
		async ( request, reply ) => {
			const site = authenticate( request, reply );
			if ( ! site ) {
				return reply;
			}
			const message = parseJson( request.body ) as
				Partial< ControlMessage > | undefined;
			const revocation = readRevoke(
				message,
				Number( request.headers[ 'webhook-timestamp' ] )
			);
			if ( ! revocation ) {
				return sendError(
					reply,
					'body_invalid',
					'The body needs to be { "type": "revoke", "user": "<id>" | "*", "at"?: <Unix ms> }.'
				);
			}
			try {
				await log.notify( {
					site: site.id,
					kind: 'revoke',
					body: JSON.stringify( revocation ),
					keepSeconds: REVOCATION_KEEP_SECONDS,
				} );
			} catch ( error ) {
				if ( error instanceof LogUnavailable ) {
					request.log.warn( { err: error }, 'control refused' );
					metrics.refused( 'log_unavailable' );
					return sendError(
						reply,
						'log_unavailable',
						'The other nodes cannot be told at the moment.'
					);
				}
				throw error;
			}
			return reply.code( 202 ).send( { ok: true } );
		}
	);
}

/** @return Null where it is none. */
function readRevoke(
	message: Partial< ControlMessage > | undefined,
	signedSeconds: number
): Revocation | null {
	// The end of the second: what was signed in it may be of any moment of it.
	const signed = ( signedSeconds + 1 ) * MS_PER_SECOND - 1;
	const { type, user, at = signed } = message ?? {};
	return type === 'revoke' &&
		WHOSE.test( String( user ) ) &&
		Number.isSafeInteger( at )
		? // Nobody is locked out of a time that has not come.
			{ user: String( user ), at: Math.min( at, signed ) }
		: null;
}

/** @return Undefined where it is no JSON. */
function parseJson( body: unknown ): unknown {
	if ( ! ( body instanceof Buffer ) ) {
		return undefined;
	}
	try {
		return JSON.parse( body.toString( 'utf8' ) ) ?? undefined;
	} catch {
		return undefined;
	}
}
