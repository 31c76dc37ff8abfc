import type {
	ChannelAnswer,
	ChannelRequest,
	EventsMessage,
	PresenceSnapshot,
	SubscribeAnswer,
} from '../protocol';
import { remedyFor } from '../protocol';
import { closedByAnswer } from './closed-by-answer';
import { Gap } from './gap';
import type { Inbox } from './inbox';
import { needsName, roomInToken } from './needs-name';
import type { Clock, Closed, Ledger, PushTransport } from './types';
import { WantedChannels } from './wanted-channels';

/** @since 0.1.0 */
export interface SubscriptionHandlers {
	/** All that was asked for is joined, and nothing is missing. */
	joined: ( latencyMs: number ) => void;
	/** The hub will not go on like this. */
	dropped: ( closed: Closed ) => void;
	/** The ledger gave no answer. */
	failed: ( error: unknown ) => void;
	/** A channel is wanted that the token at hand does not name. */
	needsToken: () => void;
	presence: ( channel: string, snapshot: PresenceSnapshot ) => void;
	/** It cannot be joined, and so not be told who is there. */
	refused: ( channel: string, code: string ) => void;
}

const MAX_EARLY_MESSAGES = 1_000;

/**
 * What is joined at the hub, and that nothing is missing of it: each message is
 * passed on in order, and where one is not there, the hub's log has it, or
 * else the ledger.
 *
 * @since 0.1.0
 */
export class Subscriptions {
	private transport: PushTransport | null = null;
	/** Grows with every connection; an answer on an older one is no longer of interest. */
	private run = 0;
	private channels: readonly string[] = [];
	private readonly wanted = new WantedChannels();
	/** What was pushed on channels whose `subscribe` is not answered yet. */
	private readonly early = new Map< string, EventsMessage[] >();
	private readonly gap: Gap;

	public constructor(
		private readonly inbox: Inbox,
		ledger: Ledger,
		private readonly clock: Clock,
		private readonly handlers: SubscriptionHandlers
	) {
		this.gap = new Gap( inbox, ledger, clock );
	}

	/** Begins on a new connection, with the channels that the site has named. */
	public begin(
		transport: PushTransport,
		channels: readonly string[]
	): void {
		this.transport = transport;
		this.channels = channels;
		this.subscribeAll();
	}

	/** Subscribes to what the token names; for what was wanted since it was asked for, a new one is taken. */
	public subscribeAll(): void {
		this.subscribe( [ ...this.channels, ...this.wanted.ofToken() ] );
		this.wanted.unnamed().forEach( ( name ) => this.wanted.wait( name ) );
		this.wanted
			.sinceToken()
			.forEach( ( channel ) => this.joinNow( channel ) );
	}

	public end(): void {
		this.run++;
		this.transport = null;
		this.early.clear();
		this.wanted.waitNoLonger();
		this.gap.abandon();
	}

	public join( channel: string ): void {
		this.wanted.add( channel );
		if ( this.transport ) {
			this.joinNow( channel );
		}
	}

	public leave( channel: string ): void {
		this.wanted.remove( channel );
		this.transport?.unsubscribe( [ channel ] );
	}

	public wants( channel: string ): boolean {
		return this.channels.includes( channel ) || this.wanted.has( channel );
	}

	/** Whether some wait for room in the token of this connection. */
	public lacksRoom(): boolean {
		return this.transport !== null && this.wanted.unnamed().length > 0;
	}

	/** What a token that is asked for now has to name. */
	public toBeNamed(): string[] {
		const named = this.wanted.toBeNamed( roomInToken() );
		this.wanted
			.unnamed()
			.forEach( ( channel ) =>
				this.handlers.refused( channel, 'channel_limit' )
			);
		return named;
	}

	/** The hub has taken a token that names all of it. */
	public tokenTaken(): void {
		const ready = this.wanted.takeReady();
		if ( ready.length > 0 ) {
			this.subscribe( ready );
		}
	}

	public received( message: EventsMessage ): void {
		const { inbox } = this;
		const { channel, epoch, offset, events } = message;
		const early = this.early.get( channel );
		if ( early ) {
			// Dropping one is safe: the next that follows shows the hole.
			if ( early.length < MAX_EARLY_MESSAGES ) {
				early.push( message );
			}
			return;
		}
		const stream = inbox.streamAt( channel );
		const first = offset - events.length + 1;
		const follows = stream?.epoch === epoch && first <= stream.offset + 1;
		if ( ! follows ) {
			// Something is missing before this; the hub's log has it.
			this.subscribe( [ channel ] );
			return;
		}
		if ( offset > stream.offset ) {
			inbox.advance( channel, { epoch, offset } );
		}
		inbox.push( events );
	}

	/** The hub was heard: all that could be seen by now has been, unless there is a gap. */
	public heard(): void {
		if ( this.transport && ! this.gap.isOpen() ) {
			this.inbox.cursor.confirm( this.clock.now() );
		}
	}

	public subscribe( names: readonly string[] ): void {
		const { transport, run } = this;
		if ( ! transport ) {
			return;
		}
		// The site's token names what a screen wants as well, and the hub takes a name once.
		const channels = [ ...new Set( names ) ];
		const isCurrent = () => run === this.run;
		const askedAt = this.clock.now();
		channels.forEach( ( channel ) => this.early.set( channel, [] ) );
		transport.subscribe(
			channels.map( ( channel ) => this.requestFor( channel ) ),
			( answer ) => {
				if ( ! isCurrent() ) {
					return;
				}
				const early = channels.flatMap(
					( channel ) => this.early.get( channel ) ?? []
				);
				channels.forEach( ( channel ) => this.early.delete( channel ) );
				this.answered( answer, askedAt );
				if ( isCurrent() ) {
					early.forEach( ( message ) => this.received( message ) );
				}
			}
		);
	}

	private joinNow( channel: string ): void {
		if ( needsName( channel ) ) {
			// The token at hand does not name it.
			this.wanted.wait( channel );
			this.handlers.needsToken();
		} else {
			this.subscribe( [ channel ] );
		}
	}

	private requestFor( channel: string ): ChannelRequest {
		const { inbox } = this;
		const position = inbox.resumeAt( channel );
		const sequence = inbox.cursor.overlapStart();
		return {
			channel,
			...position,
			...( sequence !== null && { sequence } ),
		};
	}

	private answered( answer: SubscribeAnswer | null, askedAt: number ): void {
		if ( answer === null || answer.ok === false ) {
			this.handlers.dropped( closedByAnswer( answer ) );
			return;
		}
		const needsToken = answer.channels.some(
			( channel ) =>
				! channel.ok && remedyFor( channel.code ) === 'reauthenticate'
		);
		if ( needsToken ) {
			this.handlers.dropped( {
				reason: 'token_refused',
				code: 'token_required',
				afterMs: 0,
			} );
			return;
		}
		const joined = answer.channels.filter( ( channel ) => channel.ok );
		if ( joined.some( ( { recovered } ) => ! recovered ) ) {
			this.gap.open();
		}
		joined.forEach( ( channel ) => this.joined( channel ) );
		const latencyMs = this.clock.now() - askedAt;
		if ( this.gap.isOpen() ) {
			void this.closeGap( latencyMs );
		} else {
			this.handlers.joined( latencyMs );
		}
	}

	private joined( answer: ChannelAnswer & { ok: true } ): void {
		const { channel, epoch, offset, events, presence } = answer;
		this.inbox.advance( channel, { epoch, offset } );
		this.inbox.push( events );
		if ( presence ) {
			this.handlers.presence( channel, presence );
		}
	}

	private async closeGap( latencyMs: number ): Promise< void > {
		try {
			const outcome = await this.gap.close();
			if ( outcome === 'closed' ) {
				this.handlers.joined( latencyMs );
			} else if ( outcome === 'endless' ) {
				this.handlers.dropped( {
					reason: 'too_slow',
					code: null,
					afterMs: 0,
				} );
			}
		} catch ( error ) {
			this.handlers.failed( error );
		}
	}
}
