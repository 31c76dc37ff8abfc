import { remedyFor, type Code, type ConnectAuth } from '../../protocol';
import type { Site } from '../config/sites';
import type { Metrics } from '../operations/metrics';
import type { Limits } from '../operations/limits';
import type { Logger } from '../operations/logger';
import { TokenBucket } from '../operations/token-bucket';
import type { Authenticator } from './authenticator';
import type { Connection } from './connection';
import { CutConnections } from './cut-connections';
import type { MemberMessages } from './member-messages';
import { RawAnswer } from './raw-answer';
import { messageFor, refusal } from './refusal';
import { countChannels } from './requests';
import { isWithdrawn, type Revocation } from './revocations';
import { Session, type SessionObserver } from './session';
import type { Subscriber } from './subscriber';
import type { Watcher } from './watcher';

/** @since 0.1.0 */
export type Answer = ( raw: RawAnswer ) => void;

/** @since 0.1.0 */
export interface SessionDeskDependencies {
	readonly authenticator: Authenticator;
	readonly subscriber: Subscriber;
	readonly watcher: Watcher;
	readonly messages: MemberMessages;
	readonly metrics: Metrics;
	readonly limits: Limits;
	readonly logger: Logger;
	/** Unix ms. */
	readonly now: () => number;
}

/** Messages that cost something for each channel they name. */
const JOINING = [ 'subscribe', 'watch' ];

const MESSAGES_PER_SECOND = 20;
const MESSAGE_BURST = 100;
/** Refused for their number, before the connection is closed for good. */
const MAX_EXCESS_MESSAGES = 200;

interface Place {
	readonly session: Session;
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
	/** By the id of the connection. */
	readonly #places = new Map< string, Place >();
	readonly #cut: CutConnections;
	/** One for all sessions: every object counts as often as there are connections. */
	readonly #observer: SessionObserver = {
		closed: ( session, code ) => {
			this.#is.metrics.closed( code );
			this.#forget( session );
		},
		cut: ( { id }, code ) => this.#cut.remember( id, code ),
	};

	constructor( dependencies: SessionDeskDependencies ) {
		this.#is = dependencies;
		this.#cut = new CutConnections( dependencies.now );
	}

	get sessions(): Iterable< Session > {
		return Array.from( this.#places.values(), ( { session } ) => session );
	}

	/** Bytes that were written and have not left yet. */
	waitingBytes(): number {
		let bytes = 0;
		for ( const { session } of this.#places.values() ) {
			bytes += session.connection.waitingBytes();
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
		const { authenticator, metrics, limits, now } = this.#is;
		const given = ( auth ?? {} ) as Partial< ConnectAuth >;
		const admitted = await authenticator.admit( connection, given );
		if ( typeof admitted === 'string' || this.#isFull( admitted.site ) ) {
			const code = typeof admitted === 'string' ? admitted : 'overloaded';
			metrics.refused( code );
			return code;
		}
		const { site, claims } = admitted;
		const session = new Session( connection, site, claims, this.#observer );
		session.previous = this.#cut.whyCut( given.previous );
		this.#drop( given.previous, session );
		limits.connectionsOfSite.add( site.id );
		this.#places.set( session.id, {
			session,
			bucket: new TokenBucket(
				MESSAGES_PER_SECOND,
				MESSAGE_BURST,
				now()
			),
			excess: 0,
		} );
		return session;
	}

	/** The client hears from now on: tells it why its connection before was cut. */
	greet( session: Session ): void {
		const { previous: code } = session;
		if ( code ) {
			session.previous = null;
			session.send( 'cut', {
				code,
				reason: messageFor( code ),
				retry: remedyFor( code ) !== 'stop',
			} );
		}
	}

	/** Takes one message; its answer comes when those before it are done. */
	receive(
		session: Session,
		name: string,
		payload: unknown,
		answer: Answer
	): void {
		const place = this.#places.get( session.id );
		if ( place?.session !== session ) {
			return;
		}
		// Looked at when its turn comes, when the answers before it have been written.
		const reply: Answer = ( raw ) => {
			if ( session.isBehind ) {
				session.cut();
				return;
			}
			session.grant( raw.json.length );
			answer( raw );
		};
		const isOwnFault = ! place.bucket.take( this.#is.now() );
		if ( isOwnFault && ++place.excess > MAX_EXCESS_MESSAGES ) {
			session.close( 'abuse', messageFor( 'abuse' ) );
			return;
		}
		if ( isOwnFault || this.#isTooMuch( session, name, payload ) ) {
			this.#is.metrics.refused( 'rate_limited' );
			reply( RawAnswer.of( refusal( 'rate_limited' ) ) );
			return;
		}
		session
			.enqueue( () => this.#handle( session, name, payload, reply ) )
			.catch( ( error: unknown ) => {
				this.#is.logger.error( { err: error }, 'message failed' );
				reply( RawAnswer.of( refusal( 'internal_error' ) ) );
			} );
	}

	disconnected( session: Session ): void {
		session.disconnected();
		this.#forget( session );
	}

	/** Closes the sessions of a user whose rights have changed, or of all users. */
	revoke( siteId: string, revocation: Revocation ): void {
		for ( const session of this.sessions ) {
			const { claims } = session;
			if (
				session.siteId === siteId &&
				claims &&
				isWithdrawn( claims, revocation )
			) {
				session.close( 'token_revoked', messageFor( 'token_revoked' ) );
			}
		}
	}

	/** What many clients together may not ask, of one address or of one site. */
	#isTooMuch(
		{ connection: { ip }, siteId }: Session,
		name: string,
		payload: unknown
	): boolean {
		const { limits } = this.#is;
		const channels = JOINING.includes( name )
			? countChannels( payload )
			: 0;
		return (
			limits.messagesOfIp.take( ip ) > 0 ||
			limits.messagesOfSite.take( siteId ) > 0 ||
			( channels > 0 &&
				( limits.joinsOfIp.take( ip, channels ) > 0 ||
					limits.joinsOfSite.take( siteId, channels ) > 0 ) )
		);
	}

	#handle(
		session: Session,
		name: string,
		payload: unknown,
		answer: Answer
	): void | Promise< void > {
		const { subscriber, watcher, messages } = this.#is;
		switch ( name ) {
			case 'subscribe':
				return subscriber.subscribe( session, payload, answer );
			case 'unsubscribe':
				return answer( subscriber.unsubscribe( session, payload ) );
			case 'watch':
				return answer( watcher.watch( session, payload ) );
			case 'unwatch':
				return answer( watcher.unwatch( session, payload ) );
			case 'token':
				return this.#renew( session, payload, answer );
			case 'state':
				return answer( messages.state( session, payload ) );
			case 'signal':
				return answer( messages.signal( session, payload ) );
			default:
				return answer( RawAnswer.of( refusal( 'message_invalid' ) ) );
		}
	}

	async #renew(
		session: Session,
		payload: unknown,
		answer: Answer
	): Promise< void > {
		const { authenticator, subscriber, watcher, metrics } = this.#is;
		const claims = await authenticator.renew( session, payload );
		if ( typeof claims === 'string' ) {
			metrics.refused( claims );
			answer( RawAnswer.of( refusal( claims ) ) );
			return;
		}
		session.claims = claims;
		subscriber.revalidate( session );
		watcher.revalidate( session );
		const { exp, channels } = claims;
		answer( RawAnswer.of( { ok: true, exp, channels } ) );
	}

	#isFull( { id, maxConnections }: Site ): boolean {
		return (
			maxConnections !== undefined &&
			this.#is.limits.connectionsOfSite.count( id ) >= maxConnections
		);
	}

	/**
	 * A line that broke without a word is still open here, until it answers no
	 * ping: whoever is back on another one is no longer on it.
	 */
	#drop( previous: unknown, { siteId, claims }: Session ): void {
		const former =
			typeof previous === 'string'
				? this.#places.get( previous )?.session
				: undefined;
		if ( former?.siteId === siteId && former.claims?.sub === claims?.sub ) {
			former.connection.terminate();
			this.disconnected( former );
		}
	}

	#forget( session: Session ): void {
		if ( this.#places.get( session.id )?.session === session ) {
			this.#places.delete( session.id );
			this.#is.limits.connectionsOfSite.remove( session.siteId );
			this.#is.subscriber.leaveAll( session );
			this.#is.watcher.leaveAll( session );
		}
	}
}
