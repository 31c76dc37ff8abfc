/**
 * Compares two ledger ids: decimal strings without leading zeros, which may be
 * larger than a number can hold.
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

const SEQUENCE = /^(0|[1-9][0-9]{0,19})$/;

/** @since 0.1.0 */
export const isSequence = ( value: unknown ): value is string =>
	typeof value === 'string' && SEQUENCE.test( value );
