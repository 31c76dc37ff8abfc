import type { SubscribeAnswer } from '../protocol';
import { remedyFor } from '../protocol';
import type { Closed } from './types';

/**
 * What a connection ends with whose `subscribe` was not answered, or refused as
 * a whole.
 *
 * @since 0.1.0
 */
export function closedByAnswer( answer: SubscribeAnswer | null ): Closed {
	if ( answer === null || answer.ok !== false ) {
		return { reason: 'connection_lost', code: null, afterMs: 0 };
	}
	switch ( remedyFor( answer.code ) ) {
		case 'stop':
			return { reason: 'hub_refused', code: answer.code, afterMs: 0 };
		case 'reauthenticate':
			return { reason: 'token_refused', code: answer.code, afterMs: 0 };
		default:
			return { reason: 'hub_unreachable', code: answer.code, afterMs: 0 };
	}
}
