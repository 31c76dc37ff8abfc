import {
	MAX_INGEST_EVENTS,
	type HttpCode,
	type IngestAnswer,
	type Verdict,
} from '../../protocol';
import type { EventLog, NewEntry } from '../log/event-log';
import type { Metrics } from '../operations/metrics';
import { createEventChecker } from './event-schema';

/** @since 0.1.0 */
export interface IngestDependencies {
	readonly log: EventLog;
	readonly metrics: Metrics;
	/** Unix ms. */
	readonly now: () => number;
}

/**
 * A request that cannot be taken as a whole.
 *
 * @since 0.1.0
 */
export class IngestError extends Error {
	readonly code: HttpCode;

	constructor( code: HttpCode, message: string ) {
		super( message );
		this.name = 'IngestError';
		this.code = code;
	}
}

/**
 * Takes events into the log, each judged by itself: a bad one never costs the
 * good ones of its batch.
 *
 * @since 0.1.0
 */
export class Ingest {
	readonly #log: EventLog;
	readonly #metrics: Metrics;
	readonly #check: ReturnType< typeof createEventChecker >;

	constructor( { log, metrics, now }: IngestDependencies ) {
		this.#log = log;
		this.#metrics = metrics;
		this.#check = createEventChecker( now );
	}

	/**
	 * Resolves when every accepted event is in the log.
	 *
	 * @throws IngestError    For a body that is no list of at most 500 events.
	 * @throws LogUnavailable Nothing was taken; the sender keeps all of it.
	 */
	async take( site: string, body: unknown ): Promise< IngestAnswer > {
		const events = Array.isArray( body ) ? body : [ body ];
		if ( events.length > MAX_INGEST_EVENTS ) {
			throw new IngestError(
				'body_too_large',
				`The batch has ${ events.length } events; ${ MAX_INGEST_EVENTS } are allowed.`
			);
		}
		const checked = events.map( this.#check );
		const entries = checked.flatMap( ( one ): NewEntry[] =>
			'entry' in one ? [ one.entry ] : []
		);
		const appended =
			entries.length > 0 ? await this.#log.append( site, entries ) : [];
		let next = 0;
		const results = checked.map( ( one ): Verdict => {
			if ( ! ( 'entry' in one ) ) {
				return { ...one, status: 'rejected' };
			}
			const isDuplicate = appended[ next++ ]?.duplicate;
			return {
				id: one.entry.id,
				status: isDuplicate ? 'duplicate' : 'accepted',
			};
		} );
		results.forEach( ( { status } ) =>
			this.#metrics.ingested( site, status )
		);
		return { results };
	}
}
