import type { Code } from '../../protocol';
import { ExpiringMap } from '../log/expiring-map';

const KEEP_MS = 10 * 60_000;
const MAX_KEPT = 10_000;

/**
 * Why connections were cut that could not be told: who does not read what is
 * sent to it does not read why it was cut either. It may ask when it is back.
 *
 * @since 0.1.0
 */
export class CutConnections {
	readonly #codes: ExpiringMap< string, Code >;

	/**
	 * @param now Unix ms.
	 */
	constructor( now: () => number ) {
		this.#codes = new ExpiringMap( KEEP_MS, MAX_KEPT, now );
	}

	remember( id: string, code: Code ): void {
		this.#codes.set( id, code );
	}

	/**
	 * @param id What the client says its connection before was called.
	 * @return Null where that was not cut here.
	 */
	whyCut( id: unknown ): Code | null {
		return typeof id === 'string'
			? ( this.#codes.get( id ) ?? null )
			: null;
	}
}
