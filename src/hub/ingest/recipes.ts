import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
	EVENT_TYPE_PATTERN,
	MAX_EVENT_BYTES,
	isChannelName,
} from '../../protocol';
import { isOneOf } from '../auth/signature';
import type { Site, Sites } from '../config/sites';
import { LogUnavailable } from '../log/event-log';
import { limitedAddress } from '../operations/client-ip';
import type { HubState } from '../operations/hub-state';
import type { Limits } from '../operations/limits';
import type { Metrics } from '../operations/metrics';
import { sendError } from './http-error';
import type { Ingest } from './ingest';

/** Where plain relays take an event. */
const PATHS = [ '/event', '/event-from-wp', '/dispatch', '/api/send-event' ];
const DEFAULT_TYPE = 'generic_event';
/** Fields that say something about the event and are not what it is about. */
const ENVELOPE = [
	'type',
	'event',
	'data',
	'apiKey',
	'channel',
	'id',
	'timestamp',
];

/** @since 0.1.0 */
export interface RecipeDependencies {
	readonly sites: Sites;
	readonly ingest: Ingest;
	readonly state: HubState;
	readonly metrics: Metrics;
	readonly limits: Limits;
	/** Unix ms. */
	readonly now: () => number;
}

type Body = Readonly< Record< string, unknown > >;

/**
 * The addresses of plain relays, so that a site that followed a recipe can swap
 * its server and leave its code as it is.
 *
 * @since 0.1.0
 */
export function recipeRoutes(
	app: FastifyInstance,
	{ sites, ingest, state, metrics, limits, now }: RecipeDependencies
): void {
	const { requestsOfSite, failuresOfIp } = limits;
	for ( const path of PATHS ) {
		app.post(
			path,
			{ bodyLimit: 2 * MAX_EVENT_BYTES },
			async ( request, reply ) => {
				if ( state.isDraining ) {
					return sendError(
						reply,
						'shutting_down',
						'The hub is stopping.'
					);
				}
				const body = readBody( request );
				const site = body && findSite( sites, request, body );
				if ( ! body || ! site ) {
					metrics.refused( body ? 'key_invalid' : 'body_invalid' );
					const wait = failuresOfIp.take(
						limitedAddress( request.ip )
					);
					if ( wait > 0 ) {
						return sendError(
							reply,
							'rate_limited',
							'Too many refused requests.',
							wait
						);
					}
					return body
						? sendError(
								reply,
								'key_invalid',
								'The API key is missing or wrong.'
							)
						: sendError(
								reply,
								'body_invalid',
								'The body needs to be a JSON object.'
							);
				}
				const wait = requestsOfSite.take( site.id );
				if ( wait > 0 ) {
					metrics.refused( 'rate_limited' );
					return sendError(
						reply,
						'rate_limited',
						'Too many requests of this site.',
						wait
					);
				}
				try {
					const { results } = await ingest.take(
						site.id,
						toEvent( body, site, now() )
					);
					const [ verdict ] = results;
					return verdict?.status === 'rejected'
						? sendError( reply, 'body_invalid', verdict.message )
						: reply.send( {
								success: true,
								ok: true,
								status: 'ok',
								id: verdict?.id,
							} );
				} catch ( error ) {
					if ( error instanceof LogUnavailable ) {
						request.log.warn( { err: error }, 'event refused' );
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
	}
}

function readBody( request: FastifyRequest ): Body | null {
	try {
		const value: unknown = JSON.parse( String( request.body ) );
		return typeof value === 'object' &&
			value !== null &&
			! Array.isArray( value )
			? ( value as Body )
			: null;
	} catch {
		return null;
	}
}

function findSite(
	sites: Sites,
	request: FastifyRequest,
	body: Body
): Site | undefined {
	const given =
		request.headers.authorization?.replace( /^Bearer /i, '' ) ??
		request.headers[ 'x-api-key' ] ??
		body.apiKey;
	// All are looked at, so that the time says nothing about which one it was.
	return sites
		.all()
		.filter( ( { apiKeys } ) => isOneOf( given, apiKeys ) )[ 0 ];
}

function toEvent( body: Body, site: Site, nowMs: number ): Body {
	const wanted = String(
		body.type ?? body.event ?? DEFAULT_TYPE
	).toLowerCase();
	const rest = Object.fromEntries(
		Object.entries( body ).filter(
			( [ name ] ) => ! ENVELOPE.includes( name )
		)
	);
	const isObject =
		typeof body.data === 'object' &&
		body.data !== null &&
		! Array.isArray( body.data );
	const data = isObject ? { ...rest, ...( body.data as Body ) } : rest;
	return {
		specversion: '1.0',
		id: typeof body.id === 'string' ? body.id : randomUUID(),
		source: site.url,
		type: EVENT_TYPE_PATTERN.test( wanted ) ? wanted : DEFAULT_TYPE,
		time: new Date( nowMs ).toISOString(),
		// Such relays tell everybody everything; who means less has to say so.
		channel: isChannelName( body.channel ) ? body.channel : 'public',
		data: {
			...( body.data !== undefined &&
				! isObject && { value: body.data } ),
			...data,
			...( body.timestamp !== undefined && {
				timestamp: body.timestamp,
			} ),
		},
	};
}
