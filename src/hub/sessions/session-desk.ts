import {
	MAX_PRESENCE_STATE_BYTES,
	MAX_SIGNAL_BYTES,
	isPublicChannel,
	type Code,
	type ConnectAuth,
} from '../../protocol';
import type { verifyToken } from '../auth/token-verifier';
import type { Sites } from '../config/sites';
import type { Metrics } from '../operations/metrics';
import { TokenBucket } from '../operations/token-bucket';
import type { PresenceBoard } from '../presence/presence-board';
import type { Connection } from './connection';
import { RawAnswer } from './raw-answer';
import { messageFor, refusal } from './refusal';
import { readSignal, readState, readToken } from './requests';
import type { Revocations } from './revocations';
import { Session } from './session';
import type { Subscriber } from './subscriber';

/** @since 0.1.0 */
export type Answer = ( raw: RawAnswer ) => void;

/** @since 0.1.0 */
export interface SessionDeskDependencies {
	readonly sites: Sites;
	readonly subscriber: Subscriber;
	readonly presence: PresenceBoard;
	readonly revocations: Revocations;
	readonly metrics: Metrics;
	readonly verify: typeof verifyToken;
	/** Unix ms. */
	readonly now: () => number;
}

const MESSAGES_PER_SECOND = 20;
const MESSAGE_BURST = 100;
/** Refused for their number, before the connection is closed for good. */
const MAX_EXCESS_MESSAGES = 200;

interface Flow {
	readonly bucket: TokenBucket;
	excess: number;
}

/**
 * Takes what clients say, whatever they are connected by.
 *
 * @since 0.1.0
 */
export class SessionDesk {
	readonly #is: SessionDeskDependencies;
	readonly #sessions = new Map< Session, Flow >();

	constructor( dependencies: SessionDeskDependencies ) {
		this.#is = dependencies;
	}

	get sessions(): Iterable< Session > {
		return this.#sessions.keys();
	}

	/** Bytes that were written and have not left yet. */
	waitingBytes(): number {
		let bytes = 0;
		for ( const { connection } of this.#sessions.keys() ) {
			bytes += connection.waitingBytes();
		}
		return bytes;
	}

	/**
	 * Nothing can be joined before this has said yes.
	 *
	 * @return The session, or the code of the refusal.
	 */
	async connect(
		connection: Connection,
		auth: unknown
	): Promise< Session | Code > {
		const { sites, metrics, now, revocations, verify } = this.#is;
		const { site: siteId, token } = ( auth ??
			{} ) as Partial< ConnectAuth >;
		const site = sites.get( siteId );
		const refuse = ( code: Code ): Code => {
			metrics.refused( code );
			return code;
		};
		if ( ! site ) {
			return refuse( 'site_unknown' );
		}
		if (
			connection.origin !== null &&
			! site.origins.includes( connection.origin )
		) {
			return refuse( 'origin_forbidden' );
		}
		const verdict =
			token === undefined || token === null
				? { claims: null }
				: await verify( token, site, new Date( now() ) );
		if ( 'code' in verdict ) {
			return refuse( verdict.code );
		}
		const { claims } = verdict;
		if ( claims && revocations.isRevoked( site.id, claims ) ) {
			return refuse( 'token_revoked' );
		}
		if (
			site.maxConnections !== undefined &&
			this.#countOf( site.id ) >= site.maxConnections
		) {
			return refuse( 'overloaded' );
		}
		const session = new Session( connection, site, claims, {
			closed: ( closed, code ) => {
				metrics.closed( code );
				this.#forget( closed );
			},
		} );
		this.#sessions.set( session, {
			bucket: new TokenBucket(
				MESSAGES_PER_SECOND,
				MESSAGE_BURST,
				now()
			),
			excess: 0,
		} );
		return session;
	}

	/** Takes one message; its answer comes when those before it are done. */
	receive(
		session: Session,
		name: string,
		payload: unknown,
		answer: Answer
	): void {
		const flow = this.#sessions.get( session );
		if ( ! flow ) {
			return;
		}
		if ( ! flow.bucket.take( this.#is.now() ) ) {
			flow.excess++;
			if ( flow.excess > MAX_EXCESS_MESSAGES ) {
				session.close( 'abuse', messageFor( 'abuse' ) );
				return;
			}
			answer( RawAnswer.of( refusal( 'rate_limited' ) ) );
			return;
		}
		void session
			.enqueue( () => this.#handle( session, name, payload, answer ) )
			.catch( () =>
				answer( RawAnswer.of( refusal( 'internal_error' ) ) )
			);
	}

	disconnected( session: Session ): void {
		session.disconnected();
		this.#forget( session );
	}

	/** Closes every session of a user whose rights have changed. */
	revoke( siteId: string, user: string ): void {
		for ( const session of [ ...this.#sessions.keys() ] ) {
			if ( session.siteId === siteId && session.claims?.sub === user ) {
				session.close( 'token_revoked', messageFor( 'token_revoked' ) );
			}
		}
	}

	#handle(
		session: Session,
		name: string,
		payload: unknown,
		answer: Answer
	): void | Promise< void > {
		const { subscriber } = this.#is;
		switch ( name ) {
			case 'subscribe':
				return subscriber.subscribe( session, payload, answer );
			case 'unsubscribe':
				return answer( subscriber.unsubscribe( session, payload ) );
			case 'token':
				return this.#renew( session, payload, answer );
			case 'state':
				return answer( this.#state( session, payload ) );
			case 'signal':
				return answer( this.#signal( session, payload ) );
			default:
				return answer( RawAnswer.of( refusal( 'message_invalid' ) ) );
		}
	}

	async #renew(
		session: Session,
		payload: unknown,
		answer: Answer
	): Promise< void > {
		const { sites, subscriber, now, revocations, metrics, verify } =
			this.#is;
		const site = sites.get( session.siteId );
		const verdict = site
			? await verify( readToken( payload ), site, new Date( now() ) )
			: ( { code: 'site_unknown' } as const );
		const code = ( () => {
			if ( 'code' in verdict ) {
				return verdict.code;
			}
			// A socket belongs to one person for its whole life.
			if ( session.claims && session.claims.sub !== verdict.claims.sub ) {
				return 'token_invalid';
			}
			return revocations.isRevoked( session.siteId, verdict.claims )
				? 'token_revoked'
				: null;
		} )();
		if ( code || 'code' in verdict ) {
			metrics.refused( code ?? 'token_invalid' );
			answer( RawAnswer.of( refusal( code ?? 'token_invalid' ) ) );
			return;
		}
		const { claims } = verdict;
		session.claims = claims;
		subscriber.revalidate( session );
		const { exp, channels } = claims;
		answer( RawAnswer.of( { ok: true, exp, channels } ) );
	}

	#state( session: Session, payload: unknown ): RawAnswer {
		const request = readState( payload, MAX_PRESENCE_STATE_BYTES );
		if ( ! request ) {
			return RawAnswer.of( refusal( 'message_invalid' ) );
		}
		const subscription = session.subscriptions.get( request.channel );
		if ( ! subscription ) {
			return RawAnswer.of( refusal( 'not_subscribed' ) );
		}
		return RawAnswer.of(
			this.#is.presence.setState( subscription, request.state )
				? { ok: true }
				: refusal( 'signal_forbidden' )
		);
	}

	#signal( session: Session, payload: unknown ): RawAnswer {
		const request = readSignal( payload, MAX_SIGNAL_BYTES );
		if ( ! request ) {
			return RawAnswer.of( refusal( 'message_invalid' ) );
		}
		const subscription = session.subscriptions.get( request.channel );
		if ( ! subscription ) {
			return RawAnswer.of( refusal( 'not_subscribed' ) );
		}
		if ( isPublicChannel( subscription.channel ) || ! session.claims ) {
			return RawAnswer.of( refusal( 'signal_forbidden' ) );
		}
		const { sub, name = '' } = session.claims;
		this.#is.presence.signal( subscription, {
			...request,
			from: { id: sub, name },
			time: new Date( this.#is.now() ).toISOString(),
		} );
		return RawAnswer.of( { ok: true } );
	}

	#countOf( siteId: string ): number {
		let count = 0;
		for ( const session of this.#sessions.keys() ) {
			count += session.siteId === siteId ? 1 : 0;
		}
		return count;
	}

	#forget( session: Session ): void {
		if ( this.#sessions.delete( session ) ) {
			this.#is.subscriber.leaveAll( session );
		}
	}
}
