import type { Address, LogEntry, Notice } from './event-log';
import { fieldsOf, toLogEntry, type StreamEntry } from './redis-replies';

/**
 * Neighbours of one channel in the tail.
 *
 * @since 0.1.0
 */
export interface Run {
	readonly address: Address;
	readonly epoch: string;
	readonly run: LogEntry[];
	/** How much was in the site's log with the last of them; NaN where that is not told. */
	total: number;
}

/**
 * Neighbours of the same channel leave together; notices keep their place
 * among them.
 *
 * @since 0.1.0
 */
export function* runsOf(
	entries: readonly StreamEntry[],
	onNotice: ( notice: Notice ) => void
): Generator< Run > {
	let current: Run | null = null;
	for ( const entry of entries ) {
		const fields = fieldsOf( entry );
		const {
			w: site,
			c: channel,
			e: epoch,
			o: offset,
			a: total,
			n: kind,
			b: body = '',
		} = fields;
		if ( site === undefined ) {
			continue;
		}
		if ( kind !== undefined ) {
			onNotice( { site, kind, body } );
			continue;
		}
		const logged = toLogEntry( fields, Number( offset ) );
		if ( ! logged || channel === undefined || epoch === undefined ) {
			continue;
		}
		const isSame: boolean =
			current !== null &&
			current.address.site === site &&
			current.address.channel === channel &&
			current.epoch === epoch;
		if ( current && isSame ) {
			current.run.push( logged );
			current.total = Number( total );
			continue;
		}
		if ( current ) {
			yield current;
		}
		current = {
			address: { site, channel },
			epoch,
			run: [ logged ],
			total: Number( total ),
		};
	}
	if ( current ) {
		yield current;
	}
}
