import { randomUUID } from 'node:crypto';
import {
	CONTENT_TYPE_BATCH,
	MAX_SENT_BATCH_EVENTS,
	type CloudEvent,
	type Verdict,
} from '../../protocol';
import { sign } from '../auth/signature';
import { deriveKey } from '../config/sites';

/** @since 0.1.0 */
export interface PublisherOptions {
	/** Where the hub is, http or https. */
	readonly url: string;
	readonly site: string;
	readonly apiKey: string;
	readonly fetch?: typeof fetch;
	/** Unix ms. */
	readonly now?: () => number;
}

/**
 * An answer of the hub that is no list of verdicts.
 *
 * @since 0.1.0
 */
export class PublishError extends Error {
	readonly code: string;
	readonly status: number;

	constructor( status: number, code: string, message: string ) {
		super( message );
		this.name = 'PublishError';
		this.status = status;
		this.code = code;
	}
}

/**
 * Sends events to a hub as a site does.
 *
 * @since 0.1.0
 */
export class Publisher {
	readonly #options: PublisherOptions;
	readonly #key: Uint8Array;

	constructor( options: PublisherOptions ) {
		this.#options = options;
		this.#key = deriveKey( options.apiKey, 'publish' );
	}

	/**
	 * @throws PublishError Where the hub did not take the batch; sending it again is safe.
	 */
	async publish( events: readonly CloudEvent[] ): Promise< Verdict[] > {
		const verdicts: Verdict[] = [];
		for ( let i = 0; i < events.length; i += MAX_SENT_BATCH_EVENTS ) {
			verdicts.push(
				...( await this.#send(
					events.slice( i, i + MAX_SENT_BATCH_EVENTS )
				) )
			);
		}
		return verdicts;
	}

	async #send(
		events: readonly CloudEvent[]
	): Promise< readonly Verdict[] > {
		const {
			url,
			site,
			fetch: send = fetch,
			now = Date.now,
		} = this.#options;
		const body = JSON.stringify( events );
		const response = await send( new URL( '/api/v1/events', url ), {
			method: 'POST',
			body,
			headers: {
				'content-type': CONTENT_TYPE_BATCH,
				'realtime-events-site': site,
				...sign(
					body,
					[ this.#key ],
					randomUUID(),
					Math.floor( now() / 1000 )
				),
			},
		} );
		const answer = ( await response.json() ) as {
			results?: Verdict[];
			code?: string;
			message?: string;
		};
		if ( response.status !== 202 || ! answer.results ) {
			const {
				code = 'internal_error',
				message = 'The hub gave no reason.',
			} = answer;
			throw new PublishError( response.status, code, message );
		}
		return answer.results;
	}
}
