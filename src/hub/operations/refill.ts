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

/** How the filling of a log has ended. */
export type FillResult = 'filled' | 'refused' | 'failed' | 'late';

/** @since 0.1.0 */
export interface RefillDependencies extends SiteRequestDependencies {
	readonly log: MemoryLog;
	readonly maxAgeMs: number;
	/** Longer than this nobody waits for a site. */
	readonly timeoutMs: number;
	readonly onEnd: ( site: string, result: FillResult ) => void;
}

interface LedgerPage {
	readonly events: readonly unknown[];
	readonly completeAfter: string;
	readonly next: string | undefined;
}

interface Collected {
	readonly entries: NewEntry[];
	readonly completeAfter: string;
}

/** The site has answered, and not with a ledger that the log can be filled from. */
class LedgerRefused extends Error {
	readonly status: number;

	constructor( status: number, reason: string ) {
		super( reason );
		this.name = 'LedgerRefused';
		this.status = status;
	}
}

/**
 * Fills the log of a lone node from a site's ledger after a start, so that ten
 * thousand returning browsers do not become ten thousand requests of PHP.
 *
 * All or nothing: a log that was filled in part would vouch for what it lacks.
 * Where it stays empty every returning browser asks the site, so whoever runs
 * the hub is told, and why.
 *
 * @since 0.1.0
 */
export async function refill(
	site: Site,
	is: RefillDependencies
): Promise< void > {
	const timeout = AbortSignal.timeout( is.timeoutMs );
	const signal = AbortSignal.any( [ is.signal, timeout ] );
	try {
		const { entries, completeAfter } = await collect( site, {
			...is,
			signal,
		} );
		await is.log.fill( site.id, entries, completeAfter );
		is.onEnd( site.id, 'filled' );
		is.logger.info(
			{ site: site.id, events: entries.length },
			'log filled'
		);
	} catch ( error ) {
		if ( is.signal.aborted ) {
			return;
		}
		const result = resultOf( error, timeout );
		is.onEnd( site.id, result );
		is.logger.warn(
			{
				site: site.id,
				result,
				...( result === 'late' && { timeoutMs: is.timeoutMs } ),
				...( error instanceof LedgerRefused && {
					status: error.status,
				} ),
				err: error,
			},
			'log not filled'
		);
	}
}

function resultOf( error: unknown, timeout: AbortSignal ): FillResult {
	if ( error instanceof LedgerRefused ) {
		return 'refused';
	}
	return timeout.aborted ? 'late' : 'failed';
}

async function collect(
	site: Site,
	is: RefillDependencies
): Promise< Collected > {
	const check = createEventChecker( is.now );
	const entries: NewEntry[] = [];
	const afterTime = String( is.now() - is.maxAgeMs );
	let next: string | undefined = '0';
	let completeAfter: string | undefined;
	for ( let pages = 0; next !== undefined; pages++ ) {
		if ( pages === MAX_PAGES ) {
			throw new LedgerRefused(
				200,
				`The ledger of that time has more than ${ MAX_PAGES * PER_PAGE } events.`
			);
		}
		const page: LedgerPage = await readPage( site, afterTime, next, is );
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
	return { entries, completeAfter: completeAfter ?? '0' };
}

async function readPage(
	site: Site,
	afterTime: string,
	after: string,
	is: RefillDependencies
): Promise< LedgerPage > {
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
		throw new LedgerRefused(
			response.status,
			'The site has no ledger for this hub.'
		);
	}
	const text = await response.text();
	const page = text.length > MAX_PAGE_BYTES ? null : readLedgerPage( text );
	if ( ! page || page.next === after ) {
		throw new LedgerRefused(
			response.status,
			'What the site answered is no page of a ledger.'
		);
	}
	return page;
}

/** @return Null where it is none; an error would quote what stands there. */
function readLedgerPage( text: string ): LedgerPage | null {
	let page: unknown;
	try {
		page = JSON.parse( text );
	} catch {
		return null;
	}
	const {
		events,
		complete_after: completeAfter,
		next,
	} = ( page ?? {} ) as Record< string, unknown >;
	return Array.isArray( events ) &&
		isSequence( completeAfter ) &&
		( next === undefined || isSequence( next ) )
		? { events, completeAfter, next }
		: null;
}
