import { TOKEN_CLOCK_SKEW_SECONDS, TOKEN_GRACE_SECONDS } from '../../protocol';
import { messageFor } from './refusal';
import type { Session } from './session';

const CHECK_MS = 1000;

/**
 * Watches over the life of each session's token: asks for a new one when it has
 * run out, closes when none comes. One look a second at all of them takes less
 * than a timer for each.
 *
 * @since 0.1.0
 */
export class TokenClock {
	readonly #now: () => number;
	readonly #sessions: () => Iterable< Session >;
	readonly #interval: NodeJS.Timeout;

	/**
	 * @param now      Unix ms.
	 * @param sessions All that are open.
	 */
	constructor( now: () => number, sessions: () => Iterable< Session > ) {
		this.#now = now;
		this.#sessions = sessions;
		this.#interval = setInterval( () => this.#check(), CHECK_MS ).unref();
	}

	close(): void {
		clearInterval( this.#interval );
	}

	#check(): void {
		const nowSeconds = this.#now() / 1000;
		for ( const session of [ ...this.#sessions() ] ) {
			const { claims } = session;
			if ( ! claims || claims.exp > nowSeconds ) {
				continue;
			}
			const closes =
				claims.exp + TOKEN_CLOCK_SKEW_SECONDS + TOKEN_GRACE_SECONDS;
			if ( closes <= nowSeconds ) {
				session.close( 'token_expired', messageFor( 'token_expired' ) );
			} else if ( session.askedForTokenOf !== claims ) {
				session.askedForTokenOf = claims;
				session.send( 'token', { code: 'token_expired', closes } );
			}
		}
	}
}
