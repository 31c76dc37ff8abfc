import type { Claims } from '../auth/token-verifier';
import { ExpiringMap } from '../log/expiring-map';

/** Longer than any token that the hub accepts can live. */
const KEEP_MS = 2 * 3_600_000;
const MAX_USERS = 100_000;

/**
 * Users whose older tokens no longer count: logged out, another role, deleted.
 *
 * @since 0.1.0
 */
export class Revocations {
	/** Unix seconds before which a token had to be issued to be void. */
	readonly #since: ExpiringMap< string, number >;
	readonly #now: () => number;

	constructor( now: () => number ) {
		this.#now = now;
		this.#since = new ExpiringMap( KEEP_MS, MAX_USERS, now );
	}

	revoke( site: string, user: string ): void {
		this.#since.set(
			`${ site }/${ user }`,
			Math.floor( this.#now() / 1000 )
		);
	}

	isRevoked( site: string, { sub, iat }: Claims ): boolean {
		const since = this.#since.get( `${ site }/${ sub }` );
		// A token of the same second may be the new one; its channels are new then as well.
		return since !== undefined && iat < since;
	}
}
