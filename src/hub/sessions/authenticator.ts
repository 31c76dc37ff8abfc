import type { Code, ConnectAuth } from '../../protocol';
import type { Claims, verifyToken } from '../auth/token-verifier';
import type { Site, Sites } from '../config/sites';
import type { Connection } from './connection';
import { readToken } from './requests';
import type { Revocations } from './revocations';
import type { Session } from './session';

/** @since 0.1.0 */
export interface AuthenticatorDependencies {
	readonly sites: Sites;
	readonly revocations: Revocations;
	readonly verify: typeof verifyToken;
	/** Unix ms. */
	readonly now: () => number;
}

/**
 * Who somebody is, and whether that may connect.
 *
 * @since 0.1.0
 */
export class Authenticator {
	readonly #is: AuthenticatorDependencies;

	constructor( dependencies: AuthenticatorDependencies ) {
		this.#is = dependencies;
	}

	/** @return Site and claims, null for a visitor; or the code of the refusal. */
	async admit(
		{ origin }: Connection,
		auth: Partial< ConnectAuth >
	): Promise<
		{ readonly site: Site; readonly claims: Claims | null } | Code
	> {
		const { sites } = this.#is;
		const { token } = auth;
		const site = sites.get( auth.site );
		if ( ! site ) {
			return 'site_unknown';
		}
		if ( origin !== null && ! site.origins.includes( origin ) ) {
			return 'origin_forbidden';
		}
		const claims =
			token === undefined || token === null
				? null
				: await this.#read( token, site );
		return typeof claims === 'string' ? claims : { site, claims };
	}

	/** @return The claims of a new token for a session, or the code of the refusal. */
	async renew(
		session: Session,
		payload: unknown
	): Promise< Claims | Code > {
		const site = this.#is.sites.get( session.siteId );
		const claims = site
			? await this.#read( readToken( payload ), site )
			: 'site_unknown';
		// A socket belongs to one person for its whole life.
		return typeof claims !== 'string' &&
			session.claims &&
			session.claims.sub !== claims.sub
			? 'token_invalid'
			: claims;
	}

	async #read( token: unknown, site: Site ): Promise< Claims | Code > {
		const { verify, revocations, now } = this.#is;
		const verdict = await verify( token, site, new Date( now() ) );
		if ( 'code' in verdict ) {
			return verdict.code;
		}
		return revocations.isRevoked( site.id, verdict.claims )
			? 'token_revoked'
			: verdict.claims;
	}
}
