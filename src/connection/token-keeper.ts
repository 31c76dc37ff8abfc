import type { TokenAnswer } from '../protocol';
import { TOKEN_LIFETIME_SECONDS } from '../protocol';
import { SiteError } from './types';
import type { Clock, Credentials } from './types';

/** Early enough for two more tries before the token runs out. */
const RENEW_AT_SHARE = 0.7;
const RETRY_MS = 15_000;

/** @since 0.1.0 */
export interface TokenHandlers {
	take: () => Promise< Credentials >;
	/** Whether that is the server which is listened to. */
	isHere: ( credentials: Credentials ) => boolean;
	renew: (
		token: string,
		answered: ( answer: TokenAnswer | null ) => void
	) => void;
	/** The site has another server by now, one for the first time, or none any more. */
	moved: () => void;
	/** The site gave no new token. */
	failed: ( error: SiteError ) => void;
	/** The hub did not take it. */
	refused: ( code: string ) => void;
}

/**
 * Renews the token of an open socket before it runs out, and sees with it
 * whether the site still has the same server: a screen is open all day. Where
 * there is no token, it looks as often. Lifetimes are counted from receipt: a
 * visitor's clock may be wrong by hours.
 *
 * @since 0.1.0
 */
export class TokenKeeper {
	private timer: unknown = null;
	private dueAt = Number.POSITIVE_INFINITY;
	private run = 0;

	public constructor(
		private readonly clock: Clock,
		private readonly handlers: TokenHandlers
	) {}

	/** A token for a new socket. */
	public async fresh(): Promise< Credentials > {
		const run = ++this.run;
		const credentials = await this.handlers.take();
		if ( run === this.run ) {
			this.planRenewal( credentials );
		}
		return credentials;
	}

	public forget(): void {
		this.run++;
		this.dueAt = Number.POSITIVE_INFINITY;
		this.clock.clearTimeout( this.timer );
	}

	public async renewIfDue(): Promise< void > {
		if ( this.clock.now() >= this.dueAt ) {
			await this.renew();
		}
	}

	public async renew(): Promise< void > {
		const run = ++this.run;
		this.clock.clearTimeout( this.timer );
		try {
			const credentials = await this.handlers.take();
			if ( run !== this.run ) {
				return;
			}
			if ( ! this.handlers.isHere( credentials ) ) {
				this.handlers.moved();
				return;
			}
			this.planRenewal( credentials );
			if ( credentials.token !== undefined ) {
				this.handlers.renew( credentials.token, ( answer ) => {
					if ( run === this.run && answer?.ok === false ) {
						this.handlers.refused( answer.code );
					}
				} );
			}
		} catch ( error ) {
			if ( run !== this.run ) {
				return;
			}
			this.plan( RETRY_MS );
			this.handlers.failed(
				error instanceof SiteError
					? error
					: new SiteError( 0, 'unknown', String( error ) )
			);
		}
	}

	private planRenewal( { lifetimeMs }: Credentials ): void {
		this.plan(
			( lifetimeMs ?? TOKEN_LIFETIME_SECONDS * 1_000 ) * RENEW_AT_SHARE
		);
	}

	private plan( ms: number ): void {
		this.dueAt = this.clock.now() + ms;
		this.clock.clearTimeout( this.timer );
		this.timer = this.clock.setTimeout( () => void this.renew(), ms );
	}
}
