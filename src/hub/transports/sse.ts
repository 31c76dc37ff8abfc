import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply } from 'fastify';
import {
	HTTP_CODES,
	PING_INTERVAL_MS,
	type ChannelRequest,
	type Code,
	type HttpCode,
} from '../../protocol';
import { sseDialect } from '../delivery/sse-frames';
import { sendError } from '../ingest/http-error';
import type { Gate, Visitor } from '../operations/gate';
import type { Connection } from '../sessions/connection';
import { messageFor } from '../sessions/refusal';
import type { SessionDesk } from '../sessions/session-desk';

/** Each client waits another time before it comes back. */
const RETRY_MIN_MS = 2000;
const RETRY_SPREAD_MS = 4000;

/** @since 0.1.0 */
export interface SseDependencies {
	readonly desk: SessionDesk;
	readonly gate: Gate;
}

interface JoinAnswer {
	readonly code?: Code;
	readonly channels?: readonly ( {
		ok: boolean;
		code: Code;
		events?: unknown[];
	} & {
		epoch: string;
		offset: number;
	} )[];
}

/**
 * Server-Sent Events for clients that have no WebSocket. One channel a stream,
 * so that the id of a message is the whole position.
 *
 * @since 0.1.0
 *
 * @return What ends all streams.
 */
export function sseRoutes(
	app: FastifyInstance,
	{ desk, gate }: SseDependencies
): () => void {
	const streams = new Set< ServerResponse >();
	const heartbeat = setInterval( () => {
		streams.forEach( ( stream ) => stream.write( ': still here\n\n' ) );
	}, PING_INTERVAL_MS ).unref();

	app.get( '/sse', async ( request, reply ) => {
		const admission = gate.check( request.raw );
		if ( admission.code !== null ) {
			return refuse( reply, admission.code );
		}
		const { ip, origin } = admission;
		const query = request.query as Record< string, unknown >;
		const channel = String( query.channels ?? query.channel ?? 'public' );
		const connection = createConnection( reply.raw, { ip, origin } );
		const session = await desk.connect( connection, {
			site: query.site,
			// Only a client that can set a header has one: a token never stands in a URL.
			token: request.headers.authorization?.replace( /^Bearer /i, '' ),
		} );
		if ( typeof session === 'string' ) {
			return refuse( reply, session );
		}
		reply.hijack();
		if ( reply.raw.destroyed ) {
			desk.disconnected( session );
			return reply;
		}
		gate.enter( admission );
		reply.raw.once( 'close', () => {
			streams.delete( reply.raw );
			desk.disconnected( session );
			gate.leave( admission );
		} );
		streams.add( reply.raw );
		reply.raw.writeHead( 200, {
			'content-type': 'text/event-stream; charset=utf-8',
			'cache-control': 'no-cache, no-transform',
			// nginx would keep the stream until its buffer is full.
			'x-accel-buffering': 'no',
			...( origin && {
				'access-control-allow-origin': origin,
				vary: 'Origin',
			} ),
		} );
		const retry =
			RETRY_MIN_MS + Math.floor( Math.random() * RETRY_SPREAD_MS );
		reply.raw.write( `retry: ${ retry }\n\n` );
		const seen = readLastEventId( request.headers[ 'last-event-id' ] );
		desk.receive(
			session,
			'subscribe',
			{ channels: [ { channel, ...seen } ] },
			( { json } ) =>
				answer(
					reply.raw,
					JSON.parse( json ) as JoinAnswer,
					session.close.bind( session )
				)
		);
		return reply;
	} );

	return () => {
		clearInterval( heartbeat );
		streams.forEach( ( stream ) => stream.destroy() );
	};
}

/** What has no status of its own is about the token. */
const refuse = ( reply: FastifyReply, code: Code ): FastifyReply =>
	sendError(
		reply,
		isHttpCode( code ) ? code : 'key_invalid',
		messageFor( code )
	);

const isHttpCode = ( code: string ): code is HttpCode =>
	Object.hasOwn( HTTP_CODES, code );

function answer(
	stream: ServerResponse,
	{ code, channels }: JoinAnswer,
	close: ( code: Code, reason: string ) => void
): void {
	const joined = channels?.[ 0 ];
	const refused = code ?? ( joined?.ok === false ? joined.code : undefined );
	if ( refused || ! joined ) {
		close(
			refused ?? 'internal_error',
			messageFor( refused ?? 'internal_error' )
		);
		return;
	}
	const { events = [], ...head } = joined;
	const first = joined.offset - events.length + 1;
	const missed = events.map(
		( event, index ) =>
			`id: ${ joined.epoch }:${ first + index }\ndata: ${ JSON.stringify( event ) }\n\n`
	);
	stream.write(
		`${ missed.join( '' ) }id: ${ joined.epoch }:${ joined.offset }\nevent: subscribed\ndata: ${ JSON.stringify( head ) }\n\n`
	);
}

/** @since 0.1.0 */
export function readLastEventId( header: unknown ): Partial< ChannelRequest > {
	const match =
		typeof header === 'string'
			? /^([\w-]{1,64}):(\d{1,15})$/.exec( header )
			: null;
	return match?.[ 1 ]
		? { epoch: match[ 1 ], offset: Number( match[ 2 ] ) }
		: {};
}

function createConnection(
	stream: ServerResponse,
	visitor: Visitor
): Connection {
	return {
		...visitor,
		id: randomUUID(),
		dialect: sseDialect,
		write: ( { buffer } ) => void stream.write( buffer ),
		waitingBytes: () => stream.writableLength,
		close: () => void stream.end(),
		terminate: () => void stream.destroy(),
	};
}
