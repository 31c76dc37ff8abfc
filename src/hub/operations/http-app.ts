import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import Fastify, {
	LogController,
	type FastifyInstance,
	type FastifyServerOptions,
} from 'fastify';
import { ConfigError } from '../config/config-error';
import type { HubConfig } from '../config/types';
import { sendError } from '../ingest/http-error';
import type { Logger } from './logger';

const CONNECTIONS_CHECK_MS = 1000;

/**
 * The HTTP server without its routes: how bodies come in, and what errors look
 * like.
 *
 * @since 0.1.0
 *
 * @throws ConfigError Where a certificate cannot be read.
 */
export function createApp(
	config: HubConfig,
	logger: Logger
): FastifyInstance {
	const timeouts = {
		headersTimeout: config.requestTimeoutMs,
		connectionsCheckingInterval: CONNECTIONS_CHECK_MS,
	};
	const tls = readCertificate( config );
	const options: FastifyServerOptions & { http?: object; https?: object } = {
		loggerInstance: logger,
		// One line for each request would cost more than the request.
		logController: new LogController( { disableRequestLogging: true } ),
		trustProxy: ( _address, hop ) => hop < config.trustProxy,
		// Slow headers and bodies are an old way of holding a server's connections.
		requestTimeout: config.requestTimeoutMs,
		...( tls ? { https: { ...timeouts, ...tls } } : { http: timeouts } ),
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

function readCertificate( { tlsCert, tlsKey }: HubConfig ) {
	if ( ! tlsCert || ! tlsKey ) {
		return null;
	}
	const read = ( name: string, path: string ) => {
		try {
			return readFileSync( path );
		} catch {
			throw new ConfigError( name, path, 'a readable file' );
		}
	};
	const tls = {
		cert: read( 'tlsCert', tlsCert ),
		key: read( 'tlsKey', tlsKey ),
	};
	try {
		createSecureContext( tls );
	} catch {
		throw new ConfigError(
			'tlsCert',
			tlsCert,
			'a certificate (PEM) that belongs to the key in tlsKey'
		);
	}
	return tls;
}
