import type { Appended, LogEntry } from './event-log';

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

/** What a script says that has nothing to tell but that it was done. */
const DONE = 1;

/** What stands where no answer of ours can be: somebody else has written, or it is no Redis. */
class UnknownReply extends Error {
	constructor() {
		super( 'Redis answered something else than was asked' );
		this.name = 'UnknownReply';
	}
}

/**
 * Reads the answer of APPEND.
 *
 * @since 0.1.0
 *
 * @param reply
 * @param count How many entries were to be appended.
 * @return Where each is now, and the site's total where it is new.
 * @throws UnknownReply Nothing can be said of what was appended.
 */
export function toAppended(
	reply: Reply,
	count: number
): readonly { readonly appended: Appended; readonly total: number }[] {
	if ( ! Array.isArray( reply ) || reply.length !== count ) {
		throw new UnknownReply();
	}
	return reply.map( ( entry: Reply ) => {
		const [ text, duplicate, total ] = Array.isArray( entry ) ? entry : [];
		const [ , epoch = '', offset ] =
			/^(\S+) (\d+)$/.exec( String( text ) ) ?? [];
		if ( ! epoch || typeof total !== 'number' ) {
			throw new UnknownReply();
		}
		return {
			appended: {
				epoch,
				offset: Number( offset ),
				duplicate: duplicate === 1,
			},
			total,
		};
	} );
}

/**
 * Reads the answer of READ.
 *
 * @since 0.1.0
 *
 * @param reply
 * @throws UnknownReply Nothing can be said of the log.
 */
export function toRead( reply: Reply ): {
	readonly epoch: string;
	readonly top: number;
	readonly newestFirst: readonly StreamEntry[];
} {
	const [ epoch, top, newestFirst ] = Array.isArray( reply ) ? reply : [];
	if (
		typeof epoch !== 'string' ||
		! /^\d+$/.test( String( top ) ) ||
		! Array.isArray( newestFirst ) ||
		! newestFirst.every( isStreamEntry )
	) {
		throw new UnknownReply();
	}
	return { epoch, top: Number( top ), newestFirst };
}

/**
 * @since 0.1.0
 *
 * @param reply
 * @throws UnknownReply Nobody knows whether it was done.
 */
export function assertDone( reply: Reply ): void {
	if ( reply !== DONE ) {
		throw new UnknownReply();
	}
}

const isStreamEntry = ( entry: Reply ): entry is StreamEntry =>
	Array.isArray( entry ) &&
	typeof entry[ 0 ] === 'string' &&
	Array.isArray( entry[ 1 ] );

/** Compares two stream ids (`<ms>-<n>`). */
export function compareStreamIds( a: string, b: string ): number {
	const [ aMs = 0, aN = 0 ] = a.split( '-' ).map( Number );
	const [ bMs = 0, bN = 0 ] = b.split( '-' ).map( Number );
	return aMs - bMs || aN - bN;
}
