import type { CloudEvent } from '../protocol';

/**
 * Ledger ids are 64 bits wide and travel as decimal strings; a JavaScript
 * number would lose the last digits of a large one.
 *
 * @since 0.1.0
 */
export function compareSequences( a: string, b: string ): number {
	if ( a.length !== b.length ) {
		return a.length - b.length;
	}
	if ( a === b ) {
		return 0;
	}
	return a < b ? -1 : 1;
}

/** @since 0.1.0 */
export const laterSequence = ( a: string, b: string ): string =>
	compareSequences( a, b ) >= 0 ? a : b;

/**
 * Oldest first. Events without a sequence come from a foreign relay and are
 * newer than all that the ledger has told of.
 *
 * @since 0.1.0
 */
export function compareEvents( a: CloudEvent, b: CloudEvent ): number {
	if ( a.sequence !== undefined && b.sequence !== undefined ) {
		return compareSequences( a.sequence, b.sequence );
	}
	if ( a.sequence === b.sequence ) {
		return 0;
	}
	return a.sequence === undefined ? 1 : -1;
}
