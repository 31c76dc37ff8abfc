import type { LogEntry } from './event-log';

/** Redis answers as RESP 2 gives them. */
export type Reply = string | number | null | readonly Reply[];

/** @since 0.1.0 */
export type StreamEntry = readonly [ id: string, fields: readonly string[] ];

/** @since 0.1.0 */
export function fieldsOf( [ , fields ]: StreamEntry ): Readonly<
	Record< string, string >
> {
	const result: Record< string, string > = Object.create( null );
	for ( let i = 0; i + 1 < fields.length; i += 2 ) {
		result[ fields[ i ]! ] = fields[ i + 1 ]!;
	}
	return result;
}

/**
 * @since 0.1.0
 *
 * @return Null where it is no entry of a log: somebody else wrote into Redis.
 */
export function toLogEntry(
	{ i, j, s, t }: Readonly< Record< string, string > >,
	offset: number
): LogEntry | null {
	if (
		i === undefined ||
		j === undefined ||
		! Number.isSafeInteger( offset ) ||
		offset < 1
	) {
		return null;
	}
	return {
		offset,
		id: i,
		json: j,
		bytes: Buffer.byteLength( j ),
		time: Number( t ) || 0,
		...( s && { sequence: s } ),
	};
}

/** Compares two stream ids (`<ms>-<n>`). */
export function compareStreamIds( a: string, b: string ): number {
	const [ aMs = 0, aN = 0 ] = a.split( '-' ).map( Number );
	const [ bMs = 0, bN = 0 ] = b.split( '-' ).map( Number );
	return aMs - bMs || aN - bN;
}
