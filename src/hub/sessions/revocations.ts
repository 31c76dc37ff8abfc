import type { Claims } from '../auth/token-verifier';
import { ExpiringMap } from '../log/expiring-map';

/**
 * How long it has to be known that a user was revoked: longer than any token
 * that the hub accepts can live.
 *
 * @since 0.1.0
 */
export const REVOCATION_KEEP_SECONDS = 2 * 3600;
const MAX_USERS = 100_000;
const MS_PER_SECOND = 1000;

/**
 * A user whose older tokens no longer count.
 *
 * @since 0.1.0
 */
export interface Revocation {
	readonly user: string;
	/** Unix seconds by the clock of the site, which also dates its tokens. */
	readonly before: number;
}

/**
 * Users whose older tokens no longer count: logged out, another role, deleted.
 *
 * @since 0.1.0
 */
export class Revocations {
	readonly #since: ExpiringMap< string, number >;

	constructor( now: () => number ) {
		this.#since = new ExpiringMap(
			REVOCATION_KEEP_SECONDS * MS_PER_SECOND,
			MAX_USERS,
			now
		);
	}

	revoke( site: string, { user, before }: Revocation ): void {
		const key = `${ site }/${ user }`;
		// A repeated message, or an older one that took longer, takes nothing back.
		this.#since.set(
			key,
			Math.max( before, this.#since.get( key ) ?? before )
		);
	}

	isRevoked( site: string, { sub, iat }: Claims ): boolean {
		const since = this.#since.get( `${ site }/${ sub }` );
		// A token of the same second may be the new one; its channels are new then as well.
		return since !== undefined && iat < since;
	}
}

/** @return Null where it is none: it came over Redis. */
export function readRevocation( body: string ): Revocation | null {
	try {
		const { user, before } = JSON.parse( body ) as Partial< Revocation >;
		return typeof user === 'string' && Number.isSafeInteger( before )
			? { user, before: before as number }
			: null;
	} catch {
		return null;
	}
}
