import {
	TOKEN_CLOCK_SKEW_SECONDS,
	TOKEN_GRACE_SECONDS,
	type TokenClaims,
} from '../../protocol';
import { messageFor } from './refusal';
import type { Session } from './session';

/** setTimeout counts in 31 bits. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/**
 * Watches over the life of each session's token: asks for a new one when it has
 * run out, closes when none comes.
 *
 * @since 0.1.0
 */
export class TokenClock {
	readonly #timers = new Map< Session, NodeJS.Timeout >();
	readonly #now: () => number;

	/**
	 * @param now Unix ms.
	 */
	constructor( now: () => number ) {
		this.#now = now;
	}

	watch( session: Session, { exp }: TokenClaims ): void {
		this.forget( session );
		const closes = exp + TOKEN_CLOCK_SKEW_SECONDS + TOKEN_GRACE_SECONDS;
		this.#at( session, exp * 1000, () => {
			session.send( 'token', { code: 'token_expired', closes } );
			this.#at( session, closes * 1000, () => {
				this.#timers.delete( session );
				session.close( 'token_expired', messageFor( 'token_expired' ) );
			} );
		} );
	}

	forget( session: Session ): void {
		clearTimeout( this.#timers.get( session ) );
		this.#timers.delete( session );
	}

	close(): void {
		this.#timers.forEach( ( timer ) => clearTimeout( timer ) );
		this.#timers.clear();
	}

	#at( session: Session, timeMs: number, then: () => void ): void {
		const wait = Math.min(
			Math.max( 0, timeMs - this.#now() ),
			MAX_TIMEOUT_MS
		);
		this.#timers.set( session, setTimeout( then, wait ).unref() );
	}
}
