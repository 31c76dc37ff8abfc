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
const EVERYBODY = '*';
const MS_PER_SECOND = 1000;

/**
 * A user whose older tokens no longer count.
 *
 * @since 0.1.0
 */
export interface Revocation {
	/** Whose tokens; `*` for those of all users of the site. */
	readonly user: string;
	/** Unix ms by the clock of the site, which also dates its tokens. */
	readonly at: number;
}

/**
 * Whether a token is no younger than a revocation. One of the same moment may
 * have been made with the rights of before. A token that is dated to the second
 * counts as made at its beginning; whoever is refused for that has a new one
 * within the second.
 */
const isOutdated = (
	{ iat }: Pick< Claims, 'iat' >,
	{ at }: Pick< Revocation, 'at' >
): boolean => Math.round( iat * MS_PER_SECOND ) <= at;

/**
 * Whether a token is one of those that no longer count.
 *
 * @since 0.1.0
 */
export const isWithdrawn = (
	claims: Pick< Claims, 'iat' | 'sub' >,
	revocation: Revocation
): boolean =>
	( revocation.user === EVERYBODY || revocation.user === claims.sub ) &&
	isOutdated( claims, revocation );

/**
 * Users whose older tokens no longer count: logged out, another role, deleted;
 * or all of a site that has left this hub.
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

	revoke( site: string, { user, at }: Revocation ): void {
		const key = `${ site }/${ user }`;
		// A repeated message, or an older one that took longer, takes nothing back.
		this.#since.set( key, Math.max( at, this.#since.get( key ) ?? at ) );
	}

	isRevoked( site: string, claims: Claims ): boolean {
		return [ claims.sub, EVERYBODY ].some( ( user ) => {
			const at = this.#since.get( `${ site }/${ user }` );
			return at !== undefined && isOutdated( claims, { at } );
		} );
	}
}

/** @return Null where it is none: it came over Redis. */
export function readRevocation( body: string ): Revocation | null {
	try {
		const { user, at } = JSON.parse( body ) as Partial< Revocation >;
		return typeof user === 'string' && Number.isSafeInteger( at )
			? { user, at: at as number }
			: null;
	} catch {
		return null;
	}
}
