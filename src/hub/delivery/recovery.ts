import {
	BACKFILL_OVERLAP_SECONDS,
	MAX_RECOVERY_BYTES,
	MAX_RECOVERY_EVENTS,
	type ChannelRequest,
} from '../../protocol';
import type { LogEntry, LogWindow } from '../log/event-log';
import { compareSequences } from './sequences';

/** @since 0.1.0 */
export interface Recovery {
	readonly recovered: boolean;
	readonly entries: readonly LogEntry[];
}

const NOTHING: Recovery = { recovered: false, entries: [] };

/**
 * What a returning client missed: all of it or nothing, never a part.
 *
 * @since 0.1.0
 */
export function recover(
	window: LogWindow,
	seen: Omit< ChannelRequest, 'channel' >
): Recovery {
	const missed =
		missedByOffset( window, seen ) ?? missedBySequence( window, seen );
	if ( ! missed || missed.length > MAX_RECOVERY_EVENTS ) {
		return NOTHING;
	}
	const bytes = missed.reduce( ( sum, entry ) => sum + entry.bytes, 0 );
	return bytes > MAX_RECOVERY_BYTES
		? NOTHING
		: { recovered: true, entries: missed };
}

function missedByOffset(
	{ epoch, top, entries }: LogWindow,
	seen: Omit< ChannelRequest, 'channel' >
): readonly LogEntry[] | null {
	if (
		seen.offset === undefined ||
		seen.epoch !== epoch ||
		seen.offset > top
	) {
		return null;
	}
	const missing = top - seen.offset;
	return missing <= entries.length
		? entries.slice( entries.length - missing )
		: null;
}

/**
 * A sequence says less than an offset: the site may number an event before it
 * sends it, so what came shortly before is given again. Clients merge by id.
 */
function missedBySequence(
	{ entries, completeAfter }: LogWindow,
	{ sequence }: Omit< ChannelRequest, 'channel' >
): readonly LogEntry[] | null {
	if ( sequence === undefined ) {
		return null;
	}
	const anchor = entries.findLastIndex(
		( entry ) =>
			entry.sequence !== undefined &&
			compareSequences( entry.sequence, sequence ) <= 0
	);
	const reachesBack =
		completeAfter !== undefined &&
		compareSequences( completeAfter, sequence ) <= 0;
	const anchorEntry = entries[ anchor ];
	if ( ! anchorEntry ) {
		return reachesBack ? entries : null;
	}
	const since = anchorEntry.time - BACKFILL_OVERLAP_SECONDS * 1000;
	const first = entries.findIndex( ( { time } ) => time >= since );
	const covered = first > 0 && anchorEntry.sequence === sequence;
	return reachesBack || covered ? entries.slice( first ) : null;
}
