import type { SiteStats } from '../../protocol';
import type { Address } from '../log/event-log';
import type { SiteRates } from './site-rates';

const MB = 1024 * 1024;

/** @since 0.1.0 */
export interface StatsDependencies {
	readonly version: string;
	/** Nodes of this hub that are heard, this one included. */
	readonly nodes: () => number;
	readonly sessions: () => Iterable< { readonly siteId: string } >;
	readonly rooms: () => Iterable< Address >;
	readonly rates: SiteRates;
	readonly rssBytes: () => number;
	/** Seconds that the node has been up. */
	readonly uptime: () => number;
}

/**
 * What a site may know of the hub: figures of the whole node, and of sites its own alone.
 *
 * @since 0.1.0
 */
export const siteStats =
	( {
		version,
		nodes,
		sessions,
		rooms,
		rates,
		rssBytes,
		uptime,
	}: StatsDependencies ) =>
	( site: string ): SiteStats => ( {
		version,
		uptime_seconds: Math.floor( uptime() ),
		memory_mb: Math.round( rssBytes() / MB ),
		nodes: nodes(),
		connections: countOf( sessions(), ( { siteId } ) => siteId === site ),
		rooms: countOf( rooms(), ( address ) => address.site === site ),
		events: rates.total( site ),
		events_per_second: Math.round( 100 * rates.perSecond( site ) ) / 100,
	} );

function countOf< Item >(
	items: Iterable< Item >,
	isCounted: ( item: Item ) => boolean
): number {
	let count = 0;
	for ( const item of items ) {
		count += isCounted( item ) ? 1 : 0;
	}
	return count;
}
