import type { FastifyReply } from 'fastify';
import { HTTP_CODES, type HttpCode } from '../../protocol';

/** @since 0.1.0 */
export const RETRY_AFTER_SECONDS = 5;

/**
 * Answers with `{ code, message, data: { status } }`.
 *
 * @since 0.1.0
 */
export function sendError(
	reply: FastifyReply,
	code: HttpCode,
	message: string,
	retryAfterSeconds = RETRY_AFTER_SECONDS
): FastifyReply {
	const status: number = HTTP_CODES[ code ];
	if ( status === 429 || status === 503 ) {
		void reply.header( 'retry-after', String( retryAfterSeconds ) );
	}
	return reply.code( status ).send( { code, message, data: { status } } );
}
