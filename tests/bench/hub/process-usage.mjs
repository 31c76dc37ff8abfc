import { readFile } from 'node:fs/promises';

/** Linux counts in hundredths of a second, wherever this runs. */
const MICROSECONDS_PER_TICK = 10_000;
const KIB_PER_PAGE = 4;

/**
 * CPU time a process has used, in µs.
 * @param {number} pid Its id.
 */
export async function cpuMicroseconds( pid ) {
	const text = await readFile( `/proc/${ pid }/stat`, 'utf8' );
	const fields = text.slice( text.lastIndexOf( ')' ) + 2 ).split( ' ' );
	return (
		( Number( fields[ 11 ] ) + Number( fields[ 12 ] ) ) *
		MICROSECONDS_PER_TICK
	);
}

/**
 * Memory a process holds, in KiB.
 * @param {number} pid Its id.
 */
export async function residentKib( pid ) {
	const text = await readFile( `/proc/${ pid }/statm`, 'utf8' );
	return Number( text.split( ' ' )[ 1 ] ) * KIB_PER_PAGE;
}
