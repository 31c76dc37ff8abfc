import { pino, type DestinationStream, type Logger } from 'pino';
import type { LogLevel } from '../config/types';

/**
 * JSON lines. What is logged is named one by one, so that no payload, key or
 * token can slip in with an object.
 *
 * @since 0.1.0
 */
export function createLogger(
	level: LogLevel,
	destination?: DestinationStream
): Logger {
	return pino(
		{
			level,
			base: { name: 'realtime-events-hub' },
			timestamp: pino.stdTimeFunctions.isoTime,
			formatters: { level: ( label ) => ( { level: label } ) },
			serializers: {
				req: ( { id, method, url }: Record< string, unknown > ) => ( {
					id,
					method,
					// A query may carry what does not belong into a log.
					path: String( url ).split( '?', 1 )[ 0 ],
				} ),
				res: ( { statusCode }: Record< string, unknown > ) => ( {
					statusCode,
				} ),
				err: ( error: Error ) => ( {
					type: error.name,
					message: error.message,
					// What fetch has to say stands here.
					...( error.cause instanceof Error && {
						cause: error.cause.message,
					} ),
					stack: error.stack,
				} ),
			},
		},
		destination ?? pino.destination( 1 )
	);
}

export type { Logger };
