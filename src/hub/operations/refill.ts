import type { Site } from '../config/sites';
import { createEventChecker } from '../ingest/event-schema';
import type { NewEntry } from '../log/event-log';
import type { MemoryLog } from '../log/memory-log';
import { isSequence } from '../delivery/sequences';
import { askSite, type SiteRequestDependencies } from './site-request';

const PER_PAGE = 500;
/** Ten thousand events are more than any channel's window needs. */
const MAX_PAGES = 20;
const MAX_PAGE_BYTES = 40 * 1024 * 1024;

/** @since 0.1.0 */
export interface RefillDependencies extends SiteRequestDependencies {
	readonly log: MemoryLog;
	readonly maxAgeMs: number;
}

interface LedgerPage {
	readonly events: readonly unknown[];
	readonly completeAfter: string;
	readonly next: string | undefined;
}

/**
 * Fills the log of a lone node from a site's ledger after a start, so that ten
 * thousand returning browsers do not become ten thousand requests of PHP.
 *
 * All or nothing: a log that was filled in part would vouch for what it lacks.
 *
 * @since 0.1.0
 *
 * @return How many events were taken, null where the site gave none.
 */
export async function refill(
	site: Site,
	is: RefillDependencies
): Promise< number | null > {
	try {
		const collected = await collect( site, is );
		if ( ! collected ) {
			return null;
		}
		await is.log.fill(
			site.id,
			collected.entries,
			collected.completeAfter
		);
		is.logger.info(
			{ site: site.id, events: collected.entries.length },
			'log filled'
		);
		return collected.entries.length;
	} catch ( error ) {
		if ( ! is.signal.aborted ) {
			is.logger.warn( { site: site.id, err: error }, 'log not filled' );
		}
		return null;
	}
}

async function collect(
	site: Site,
	is: RefillDependencies
): Promise< { entries: NewEntry[]; completeAfter: string } | null > {
	const check = createEventChecker( is.now );
	const entries: NewEntry[] = [];
	const afterTime = String( is.now() - is.maxAgeMs );
	let next: string | undefined = '0';
	let completeAfter: string | undefined;
	for ( let pages = 0; next !== undefined; pages++ ) {
		if ( pages === MAX_PAGES ) {
			is.logger.warn(
				{ site: site.id },
				'ledger is longer than the log'
			);
			return null;
		}
		const page: LedgerPage | null = await readPage(
			site,
			afterTime,
			next,
			is
		);
		if ( ! page ) {
			return null;
		}
		completeAfter ??= page.completeAfter;
		for ( const event of page.events ) {
			const checked = check( event );
			if ( 'entry' in checked ) {
				const time = Date.parse(
					String( ( event as { time?: unknown } ).time )
				);
				entries.push( {
					...checked.entry,
					...( time > 0 && { time } ),
				} );
			}
		}
		next = page.next;
	}
	return completeAfter === undefined ? null : { entries, completeAfter };
}

async function readPage(
	site: Site,
	afterTime: string,
	after: string,
	is: RefillDependencies
): Promise< LedgerPage | null > {
	const query = {
		after_time: afterTime,
		after,
		per_page: String( PER_PAGE ),
	};
	const response = await askSite(
		site,
		{ method: 'GET', route: 'ledger', query },
		is
	);
	if ( response.status !== 200 ) {
		await response.body?.cancel();
		is.logger.info(
			{ site: site.id, status: response.status },
			'no ledger to fill from'
		);
		return null;
	}
	const text = await response.text();
	if ( text.length > MAX_PAGE_BYTES ) {
		return null;
	}
	const {
		events,
		complete_after: completeAfter,
		next,
	} = JSON.parse( text ) as Record< string, unknown >;
	const isGood =
		Array.isArray( events ) &&
		isSequence( completeAfter ) &&
		( next === undefined || ( isSequence( next ) && next !== after ) );
	return isGood
		? {
				events: events as unknown[],
				completeAfter: completeAfter as string,
				next: next as string | undefined,
			}
		: null;
}
