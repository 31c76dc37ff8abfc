import type {
	ChannelAnswer,
	ChannelRequest,
	EventsMessage,
	SubscribeAnswer,
} from '../protocol';
import { isPublicChannel, parseChannel, remedyFor } from '../protocol';
import { catchUp } from './catch-up';
import type { Inbox } from './inbox';
import { INITIAL_STATE, step } from './machine';
import type { Command, MachineState, Signal } from './machine';
import { Poller } from './poller';
import { PresenceBook } from './presence-book';
import { TokenKeeper } from './token-keeper';
import { SiteError } from './types';
import type {
	Change,
	Clock,
	Closed,
	ConnectionState,
	Credentials,
	CredentialSource,
	Ledger,
	Listener,
	PushFactory,
	PushTransport,
	Surroundings,
} from './types';

/** @since 0.1.0 */
export interface ConnectionOptions {
	inbox: Inbox;
	ledger: Ledger;
	credentials: CredentialSource;
	/** Null for a profile that this browser cannot be pushed to by. */
	transportFor: ( credentials: Credentials ) => PushFactory | null;
	clock: Clock;
	surroundings: Surroundings;
	random: () => number;
	/** What is known of the ledger must be in the inbox before the first subscribe. */
	ready: Promise< unknown >;
	listener: Listener;
}

const MAX_EARLY_MESSAGES = 1_000;

/**
 * One browser's line to the site: carries out what the state machine decides.
 *
 * @since 0.1.0
 */
export class Connection {
	private state: MachineState = INITIAL_STATE;
	private transport: PushTransport | null = null;
	/** Grows with every attempt; an answer to an older one is no longer of interest. */
	private attempt = 0;
	private timer: unknown = null;
	private unwatch: ( () => void ) | null = null;
	private channels: readonly string[] = [];
	private readonly wanted = new Set< string >();
	/** Those of them that the newest token was asked to name. */
	private named: ReadonlySet< string > = new Set();
	/** Those that are joined as soon as a token names them. */
	private readonly waiting = new Set< string >();
	/** What was pushed on channels whose `subscribe` is not answered yet. */
	private readonly early = new Map< string, EventsMessage[] >();
	private gaps = 0;
	private isCatchingUp = false;
	private readonly presence = new PresenceBook();
	private readonly poller: Poller;
	private readonly tokens: TokenKeeper;

	public constructor( private readonly options: ConnectionOptions ) {
		const { inbox, ledger, clock, surroundings } = options;
		this.poller = new Poller( inbox, ledger, clock, surroundings, {
			answered: () => this.signal( { type: 'poll_answered' } ),
			failed: ( error ) => this.siteFailed( error ),
		} );
		this.tokens = new TokenKeeper( clock, {
			take: () => {
				this.named = new Set( this.wanted );
				return options.credentials( [ ...this.wanted ] );
			},
			renew: ( token, answered ) =>
				this.transport?.renew( token, ( answer ) => {
					answered( answer );
					if ( answer?.ok ) {
						this.joinWaiting();
					}
				} ),
			failed: ( error ) => this.siteFailed( error ),
			refused: ( code ) =>
				this.dropped( { reason: 'token_refused', code, afterMs: 0 } ),
		} );
	}

	public start(): void {
		this.unwatch ??= this.options.surroundings.watch( ( change ) =>
			this.changed( change )
		);
		this.signal( { type: 'start' } );
		if ( ! this.options.surroundings.isOnline() ) {
			this.signal( { type: 'offline' } );
		}
	}

	public stop(): void {
		this.unwatch?.();
		this.unwatch = null;
		this.signal( { type: 'stop' } );
	}

	/** Tries at once, whatever pause is due. */
	public retry(): void {
		this.signal( { type: 'retry' } );
		this.poller.hurry();
	}

	public current(): ConnectionState {
		return this.state;
	}

	/** Joins a channel besides those that the site names: a post's, a page's. */
	public join( channel: string ): void {
		this.wanted.add( channel );
		if ( this.state.push === 'open' ) {
			this.joinNow( channel );
		}
	}

	private joinNow( channel: string ): void {
		const parsed = parseChannel( channel );
		if ( parsed && ! isPublicChannel( parsed ) ) {
			// The token at hand does not name it.
			this.waiting.add( channel );
			void this.tokens.renew();
		} else {
			this.subscribe( [ channel ] );
		}
	}

	private joinWaiting(): void {
		const named = [ ...this.waiting ].filter( ( channel ) =>
			this.named.has( channel )
		);
		named.forEach( ( channel ) => this.waiting.delete( channel ) );
		if ( named.length > 0 ) {
			this.subscribe( named );
		}
	}

	/** Subscribes to what the token names; for what was wanted since it was asked for, a new one is taken. */
	private subscribeAll(): void {
		const wanted = [ ...this.wanted ];
		this.subscribe( [
			...this.channels,
			...wanted.filter( ( channel ) => this.named.has( channel ) ),
		] );
		wanted
			.filter( ( channel ) => ! this.named.has( channel ) )
			.forEach( ( channel ) => this.joinNow( channel ) );
	}

	public leave( channel: string ): void {
		this.wanted.delete( channel );
		this.waiting.delete( channel );
		this.transport?.unsubscribe( [ channel ] );
	}

	public setState(
		channel: string,
		state: Readonly< Record< string, unknown > > | null
	): void {
		this.transport?.setState( channel, state );
	}

	/** What a tab that joins later has to be told. */
	public presences(): ReturnType< PresenceBook[ 'all' ] > {
		return this.presence.all();
	}

	private signal( signal: Signal ): void {
		const { clock, random, listener } = this.options;
		const [ next, commands ] = step( this.state, signal, {
			now: clock.now(),
			random: random(),
		} );
		const changed = next !== this.state;
		this.state = next;
		commands.forEach( ( command ) => this.carryOut( command ) );
		// A command may have signalled in turn, and told a later state already.
		if ( changed && this.state === next ) {
			listener.state?.( publicPart( next ) );
		}
	}

	private carryOut( command: Command ): void {
		const { clock } = this.options;
		switch ( command.do ) {
			case 'open':
				void this.open();
				break;
			case 'close':
				this.close();
				break;
			case 'poll':
				this.poller.start();
				break;
			case 'stop_polling':
				this.poller.stop();
				break;
			case 'wait':
				clock.clearTimeout( this.timer );
				this.timer = clock.setTimeout(
					() => this.signal( { type: 'retry' } ),
					command.ms
				);
				break;
			case 'stop_waiting':
				clock.clearTimeout( this.timer );
				break;
		}
	}

	private async open(): Promise< void > {
		const attempt = ++this.attempt;
		const isCurrent = () => attempt === this.attempt;
		try {
			const [ credentials ] = await Promise.all( [
				this.tokens.fresh(),
				this.options.ready,
			] );
			if ( ! isCurrent() ) {
				return;
			}
			this.channels = credentials.channels;
			const factory = this.options.transportFor( credentials );
			if ( ! factory ) {
				this.signal( { type: 'hubless' } );
				return;
			}
			const opened = await factory( credentials, {
				opened: ( socket ) => {
					if ( isCurrent() ) {
						this.transport = socket;
						this.subscribeAll();
					}
				},
				events: ( message ) => isCurrent() && this.received( message ),
				presence: ( message ) =>
					isCurrent() &&
					this.options.listener.presence?.(
						message.channel,
						this.presence.change( message )
					),
				signal: ( message ) =>
					isCurrent() && this.options.listener.signal?.( message ),
				resync: ( { channels } ) =>
					isCurrent() && this.subscribe( channels ),
				tokenExpired: () => isCurrent() && void this.tokens.renew(),
				heard: () => isCurrent() && this.heard(),
				closed: ( closed ) => isCurrent() && this.dropped( closed ),
			} );
			if ( isCurrent() ) {
				this.transport = opened;
			} else {
				opened.close();
			}
		} catch ( error ) {
			if ( ! isCurrent() ) {
				return;
			}
			this.failed( error );
		}
	}

	private close(): void {
		this.attempt++;
		this.tokens.forget();
		this.transport?.close();
		this.transport = null;
		this.early.clear();
		this.waiting.clear();
		this.isCatchingUp = false;
		this.options.inbox.abandon();
		for ( const channel of this.presence.clear() ) {
			this.options.listener.presence?.( channel, { count: 0 } );
		}
	}

	private dropped( closed: Closed ): void {
		if ( closed.reason === 'hub_refused' ) {
			this.signal( { type: 'refused', code: closed.code } );
		} else {
			this.signal( { type: 'lost', ...closed } );
		}
	}

	private siteFailed( { status, code }: SiteError ): void {
		if ( status === 401 || status === 403 ) {
			this.signal( {
				type: 'denied',
				reason: status === 401 ? 'signed_out' : 'no_permission',
				code,
			} );
		} else {
			this.signal( { type: 'poll_failed', code } );
		}
	}

	private subscribe( channels: readonly string[] ): void {
		const { transport, attempt } = this;
		if ( ! transport ) {
			return;
		}
		const askedAt = this.options.clock.now();
		channels.forEach( ( channel ) => this.early.set( channel, [] ) );
		transport.subscribe(
			channels.map( ( channel ) => this.requestFor( channel ) ),
			( answer ) => {
				if ( attempt === this.attempt ) {
					const early = channels.flatMap(
						( channel ) => this.early.get( channel ) ?? []
					);
					channels.forEach( ( channel ) =>
						this.early.delete( channel )
					);
					this.answered( answer, askedAt );
					if ( attempt === this.attempt ) {
						early.forEach( ( message ) =>
							this.received( message )
						);
					}
				}
			}
		);
	}

	private requestFor( channel: string ): ChannelRequest {
		const { inbox } = this.options;
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
			this.dropped( closedByAnswer( answer ) );
			return;
		}
		const needsToken = answer.channels.some(
			( channel ) =>
				! channel.ok && remedyFor( channel.code ) === 'reauthenticate'
		);
		if ( needsToken ) {
			this.dropped( {
				reason: 'token_refused',
				code: 'token_required',
				afterMs: 0,
			} );
			return;
		}
		const { inbox, clock } = this.options;
		const joined = answer.channels.filter( ( channel ) => channel.ok );
		if ( joined.some( ( { recovered } ) => ! recovered ) ) {
			this.gaps++;
			inbox.hold();
		}
		joined.forEach( ( channel ) => this.joined( channel ) );
		const latencyMs = clock.now() - askedAt;
		if ( inbox.isHolding() ) {
			void this.catchUp( latencyMs );
		} else {
			this.signal( { type: 'subscribed', latencyMs } );
			this.heard();
		}
	}

	private joined( answer: ChannelAnswer & { ok: true } ): void {
		const { inbox, listener } = this.options;
		const { channel, epoch, offset, events, presence } = answer;
		inbox.advance( channel, { epoch, offset } );
		inbox.push( events );
		if ( presence ) {
			listener.presence?.(
				channel,
				this.presence.open( channel, presence )
			);
		}
	}

	private async catchUp( latencyMs: number ): Promise< void > {
		if ( this.isCatchingUp ) {
			return;
		}
		this.isCatchingUp = true;
		const { inbox, ledger, clock } = this.options;
		const attempt = this.attempt;
		const isCurrent = () => attempt === this.attempt;
		try {
			const isClosed = await catchUp(
				inbox,
				ledger,
				clock,
				isCurrent,
				() => this.gaps
			);
			if ( ! isCurrent() ) {
				return;
			}
			this.isCatchingUp = false;
			if ( isClosed ) {
				this.signal( { type: 'subscribed', latencyMs } );
			} else {
				this.dropped( { reason: 'too_slow', code: null, afterMs: 0 } );
			}
		} catch ( error ) {
			if ( isCurrent() ) {
				this.failed( error );
			}
		}
	}

	private failed( error: unknown ): void {
		if ( error instanceof SiteError ) {
			this.siteFailed( error );
			this.dropped( {
				reason: 'site_unreachable',
				code: error.code,
				afterMs: error.retryAfterMs ?? 0,
			} );
		} else {
			// The script of the transport could not be loaded.
			this.dropped( {
				reason: 'hub_unreachable',
				code: 'script_failed',
				afterMs: 0,
			} );
		}
	}

	private received( message: EventsMessage ): void {
		const { inbox } = this.options;
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

	private heard(): void {
		// Only a line without a gap vouches for all that could be seen by now.
		const { inbox, clock } = this.options;
		if ( this.state.phase === 'live' && ! inbox.isHolding() ) {
			inbox.cursor.confirm( clock.now() );
		}
	}

	private changed( change: Change ): void {
		switch ( change ) {
			case 'offline':
			case 'online':
				this.signal( { type: change } );
				break;
			case 'woke':
				this.wake();
				break;
			case 'visibility':
				if ( this.options.surroundings.isVisible() ) {
					this.wake();
				}
		}
	}

	/** After a sleep nothing is sure: an open socket is asked, everything else tries now. */
	private wake(): void {
		if ( this.state.push === 'open' ) {
			void this.tokens.renewIfDue();
			this.subscribeAll();
		} else {
			this.retry();
		}
	}
}

function closedByAnswer( answer: SubscribeAnswer | null ): Closed {
	if ( answer === null || answer.ok !== false ) {
		return { reason: 'connection_lost', code: null, afterMs: 0 };
	}
	switch ( remedyFor( answer.code ) ) {
		case 'stop':
			return { reason: 'hub_refused', code: answer.code, afterMs: 0 };
		case 'reauthenticate':
			return { reason: 'token_refused', code: answer.code, afterMs: 0 };
		default:
			return { reason: 'hub_unreachable', code: answer.code, afterMs: 0 };
	}
}

function publicPart( state: MachineState ): ConnectionState {
	const { phase, reason, code, since, attempt, retryAt, latencyMs } = state;
	return { phase, reason, code, since, attempt, retryAt, latencyMs };
}
