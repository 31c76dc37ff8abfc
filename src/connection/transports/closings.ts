import type { ClosingMessage } from '../../protocol';
import { codeOfClose, isCode, remedyFor } from '../../protocol';
import type { Closed, Reason } from '../types';

/** A server that is not there, or says nothing anybody understands. */
export const UNREACHABLE: Closed = {
	reason: 'hub_unreachable',
	code: null,
	afterMs: 0,
};

const LOST: Closed = { reason: 'connection_lost', code: null, afterMs: 0 };

/**
 * What an open connection ended with.
 *
 * @since 0.1.0
 *
 * @param closing What the hub said before; null where it said nothing.
 */
export function closedBy( closing: ClosingMessage | null ): Closed {
	if ( closing === null ) {
		return LOST;
	}
	return {
		reason: closing.retry
			? reasonFor( closing.code, 'hub_closing' )
			: 'hub_refused',
		code: closing.code,
		afterMs: closing.after ?? 0,
	};
}

/**
 * What a plain WebSocket to the hub ended with.
 *
 * @since 0.1.0
 *
 * @param closing What the hub said before; null where it said nothing.
 * @param number  Close code.
 * @param wasOpen Whether the hub had taken the connection.
 */
export function closedByNumber(
	closing: ClosingMessage | null,
	number: number,
	wasOpen: boolean
): Closed {
	const code = codeOfClose( number );
	if ( closing !== null || code === null ) {
		return wasOpen ? closedBy( closing ) : UNREACHABLE;
	}
	return {
		reason: reasonFor( code, 'hub_closing' ),
		code,
		afterMs: 0,
	};
}

/**
 * What a handshake was refused with.
 *
 * @since 0.1.0
 *
 * @param said `code` and `after`, where the hub said them.
 */
export function closedByRefusal( said: unknown ): Closed {
	const data = ( said ?? {} ) as { code?: unknown; after?: unknown };
	const code = isCode( data.code ) ? data.code : null;
	return {
		reason:
			code === null
				? 'hub_unreachable'
				: reasonFor( code, 'hub_unreachable' ),
		code,
		afterMs: typeof data.after === 'number' ? data.after : 0,
	};
}

function reasonFor( code: string, otherwise: Reason ): Reason {
	switch ( remedyFor( code ) ) {
		case 'stop':
			return 'hub_refused';
		case 'reauthenticate':
			return 'token_refused';
		case 'resynchronise':
			return 'too_slow';
		default:
			return otherwise;
	}
}
