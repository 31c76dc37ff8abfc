import { randomBytes } from 'node:crypto';
import type { HubConfig } from '../config/types';
import type { Logger } from '../operations/logger';
import { MemoryLog } from './memory-log';
import { RedisLog } from './redis-log';

const EPOCH_BYTES = 8;
const MS_PER_HOUR = 3_600_000;

/**
 * How long an event is kept, in ms.
 *
 * @since 0.1.0
 */
export const maxAgeMs = ( { logMaxAgeHours }: HubConfig ): number =>
	logMaxAgeHours * MS_PER_HOUR;

/**
 * The log that the configuration asks for: of several nodes where they share a
 * Redis, else of this one.
 *
 * @since 0.1.0
 */
export function createLog(
	config: HubConfig,
	logger: Logger,
	now: () => number
): MemoryLog | RedisLog {
	const { redisUrl, logMaxEvents: maxEvents } = config;
	const bounds = { maxEvents, maxAgeMs: maxAgeMs( config ), now };
	return redisUrl
		? new RedisLog( { ...bounds, url: redisUrl, logger } )
		: new MemoryLog( {
				...bounds,
				epoch: randomBytes( EPOCH_BYTES ).toString( 'hex' ),
			} );
}
