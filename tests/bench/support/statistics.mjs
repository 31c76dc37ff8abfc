/**
 * A percentile by the nearest rank: a value that was really measured.
 *
 * @param {number[]} values  Measured values, at least one.
 * @param {number}   percent 1 to 100.
 */
export function percentile( values, percent ) {
	const sorted = [ ...values ].sort( ( a, b ) => a - b );
	return sorted[ Math.ceil( ( percent / 100 ) * sorted.length ) - 1 ];
}

/** @param {number[]} values Measured values, at least one. */
export const median = ( values ) => percentile( values, 50 );
