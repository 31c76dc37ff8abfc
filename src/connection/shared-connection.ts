import type { CloudEvent, SignalMessage } from '../protocol';
import { backoffMs } from './backoff';
import { catchUp } from './catch-up';
import { Connection } from './connection';
import type { ConnectionOptions } from './connection';
import { Inbox } from './inbox';
import { Leadership } from './leadership';
import type { Locks } from './leadership';
import { INITIAL_STATE } from './machine';
import type { TabChannel, TabMessage, Welcome } from './tab-messages';
import type { ConnectionState, Delivery, Listener, Presence } from './types';

/** @since 0.1.0 */
export interface SharedConnectionOptions extends Omit<
	ConnectionOptions,
	'inbox' | 'listener' | 'ready'
> {
	/** Unique in this browser. */
	tabId: string;
	/** Tabs with the same name share a socket: one site, one user. */
	name: string;
	/** Null where the browser has none (plain http): every tab has a socket of its own. */
	locks: Locks | null;
	tabChannel: ( ( name: string ) => TabChannel ) | null;
}

/** A leader that does not answer within this is asleep, or gone. */
const WELCOME_WITHIN_MS = 3_000;

/** A leader that polls has seen all that was to be seen this long ago. */
const LEADER_READS_WITHIN_MS = 60_000;

/**
 * One socket per browser: the tab that holds the lock leads and has a
 * {@link Connection}, the others hear from it what it hears. Each tab has an
 * inbox of its own, so that whoever leads next goes on where it stands itself.
 *
 * @since 0.1.0
 */
export class SharedConnection {
	private readonly inbox: Inbox;
	private readonly listeners = new Set< Listener >();
	private readonly presences = new Map< string, Presence >();
	/** Who wants which channel besides the usual ones: channel → tabs. */
	private readonly wishes = new Map< string, Set< string > >();
	private readonly leadership: Leadership | null;
	private readonly tabs: TabChannel | null;
	private connection: Connection | null = null;
	private state: ConnectionState = INITIAL_STATE;
	private leader: string | null = null;
	/** Number of the last delivery, the leader's or our own. */
	private number = 0;
	private ready: Promise< unknown > = Promise.resolve();
	private isStarted = false;
	private catching = 0;
	private failures = 0;
	private welcomeTimer: unknown = null;
	private unwatch: ( () => void ) | null = null;

	public constructor( private readonly options: SharedConnectionOptions ) {
		this.inbox = new Inbox( options.clock, ( delivery ) =>
			this.delivered( delivery )
		);
		const shares = options.locks !== null && options.tabChannel !== null;
		this.tabs = shares ? options.tabChannel!( options.name ) : null;
		this.leadership = shares
			? new Leadership( options.locks!, options.name, ( leads ) =>
					leads ? this.lead() : this.follow()
				)
			: null;
	}

	/**
	 * @param history What the screen has read of the ledger, newest page first;
	 *                without it, this tab begins with what happens from now on.
	 */
	public start( history?: Promise< readonly CloudEvent[] > ): void {
		if ( this.isStarted ) {
			return;
		}
		this.isStarted = true;
		this.ready = ( history ?? Promise.resolve( null ) ).then(
			( events ) => events && this.inbox.seed( events ),
			// A screen whose history failed shows so itself, and begins with now.
			() => undefined
		);
		this.unwatch = this.options.surroundings.watch( ( change ) => {
			if ( change === 'visibility' || change === 'woke' ) {
				this.lookedAt();
			}
		} );
		if ( ! this.leadership || ! this.tabs ) {
			this.lead();
			return;
		}
		this.tabs.listen( ( message ) => this.heard( message ) );
		this.follow();
		this.leadership.stand();
	}

	public stop(): void {
		this.isStarted = false;
		this.unwatch?.();
		this.options.clock.clearTimeout( this.welcomeTimer );
		this.resign();
		this.leadership?.stop();
		this.tell( { kind: 'bye' } );
		this.tabs?.close();
	}

	public listen( listener: Listener ): () => void {
		this.listeners.add( listener );
		return () => this.listeners.delete( listener );
	}

	public current(): ConnectionState {
		return this.state;
	}

	public presenceIn( channel: string ): Presence | undefined {
		return this.presences.get( channel );
	}

	public leads(): boolean {
		return this.connection !== null;
	}

	public retry(): void {
		if ( this.connection ) {
			this.connection.retry();
		} else {
			this.tell( { kind: 'retry' } );
		}
	}

	public join( channel: string ): void {
		this.wish( channel, this.options.tabId );
		this.tell( { kind: 'join', channel } );
	}

	public leave( channel: string ): void {
		this.unwish( channel, this.options.tabId );
		this.tell( { kind: 'leave', channel } );
	}

	public setState(
		channel: string,
		state: Readonly< Record< string, unknown > > | null
	): void {
		if ( this.connection ) {
			this.connection.setState( channel, state );
		} else {
			this.tell( { kind: 'set_state', channel, state } );
		}
	}

	private lead(): void {
		this.options.clock.clearTimeout( this.welcomeTimer );
		this.catching++;
		this.inbox.abandon();
		this.leader = this.options.tabId;
		// A connection that no longer leads has nothing more to say.
		const leads = () => this.connection === connection;
		const connection: Connection = new Connection( {
			...this.options,
			inbox: this.inbox,
			ready: this.ready,
			listener: {
				state: ( state ) => {
					if ( leads() ) {
						this.changedTo( state );
						this.tell( { kind: 'state', state } );
					}
				},
				presence: ( channel, presence ) => {
					if ( leads() ) {
						this.seen( channel, presence );
						this.tell( { kind: 'presence', channel, presence } );
					}
				},
				signal: ( message ) => {
					if ( leads() ) {
						this.signalled( message );
						this.tell( { kind: 'signal', message } );
					}
				},
			},
		} );
		this.connection = connection;
		for ( const channel of this.wishes.keys() ) {
			connection.join( channel );
		}
		connection.start();
		this.tell( { kind: 'welcome', ...this.welcome() } );
	}

	private follow(): void {
		this.resign();
		this.leader = null;
		if ( ! this.isStarted ) {
			return;
		}
		if ( this.state.phase === 'idle' ) {
			this.changedTo( {
				...INITIAL_STATE,
				phase: 'connecting',
				reason: 'starting',
				since: this.options.clock.now(),
			} );
		}
		this.greet();
	}

	private resign(): void {
		const { connection } = this;
		this.connection = null;
		connection?.stop();
	}

	private greet(): void {
		const { clock, surroundings, tabId } = this.options;
		const channels = [ ...this.wishes ]
			.filter( ( [ , tabs ] ) => tabs.has( tabId ) )
			.map( ( [ channel ] ) => channel );
		this.tell( { kind: 'hello', channels } );
		clock.clearTimeout( this.welcomeTimer );
		this.welcomeTimer = clock.setTimeout( () => {
			if ( this.leader === null && surroundings.isVisible() ) {
				this.leadership?.seize();
			}
		}, WELCOME_WITHIN_MS );
	}

	/** A hidden leader polls slowly; whoever is looked at does it better. */
	private lookedAt(): void {
		if (
			! this.connection &&
			this.state.phase !== 'live' &&
			this.options.surroundings.isVisible()
		) {
			this.leadership?.seize();
		}
	}

	private heard( message: TabMessage ): void {
		if ( this.connection ) {
			this.heardAsLeader( message );
		} else {
			this.heardAsFollower( message );
		}
		if ( message.kind === 'join' ) {
			this.wish( message.channel, message.from );
		} else if ( message.kind === 'leave' ) {
			this.unwish( message.channel, message.from );
		} else if ( message.kind === 'bye' ) {
			for ( const channel of [ ...this.wishes.keys() ] ) {
				this.unwish( channel, message.from );
			}
		}
	}

	private heardAsLeader( message: TabMessage ): void {
		switch ( message.kind ) {
			case 'hello':
				message.channels.forEach( ( channel ) =>
					this.wish( channel, message.from )
				);
				this.tell( { kind: 'welcome', ...this.welcome() } );
				break;
			case 'retry':
				this.connection?.retry();
				break;
			case 'set_state':
				this.connection?.setState( message.channel, message.state );
				break;
		}
	}

	private heardAsFollower( message: TabMessage ): void {
		if ( message.kind === 'welcome' ) {
			if ( message.from !== this.leader ) {
				this.welcomed( message.from, message );
			}
			return;
		}
		if ( message.from !== this.leader ) {
			return;
		}
		switch ( message.kind ) {
			case 'delivery': {
				const follows = message.number === this.number + 1;
				this.number = message.number;
				if ( ! follows || message.completeFrom !== null ) {
					this.closeGap();
				}
				for ( const [ channel, position ] of Object.entries(
					message.positions
				) ) {
					this.inbox.advance( channel, position );
				}
				this.inbox.push( message.events );
				if ( ! this.inbox.isHolding() ) {
					this.inbox.cursor.confirm(
						this.options.clock.now() - LEADER_READS_WITHIN_MS
					);
				}
				break;
			}
			case 'state':
				this.changedTo( message.state );
				break;
			case 'presence':
				this.seen( message.channel, message.presence );
				break;
			case 'signal':
				this.signalled( message.message );
				break;
			case 'bye':
				this.leader = null;
				this.greet();
		}
	}

	private welcomed( leader: string, welcome: Welcome ): void {
		this.options.clock.clearTimeout( this.welcomeTimer );
		const isNew = this.leader !== null || this.number > 0;
		this.leader = leader;
		this.number = welcome.number;
		this.closeGap();
		for ( const [ channel, position ] of Object.entries(
			welcome.positions
		) ) {
			this.inbox.advance( channel, position );
		}
		this.changedTo( welcome.state );
		welcome.presences.forEach( ( [ channel, presence ] ) =>
			this.seen( channel, presence )
		);
		if ( isNew ) {
			// The new leader may not know yet what we wished of the old one.
			this.greet();
		}
	}

	/** What came between our own reading and the leader's pushing is in the ledger. */
	private closeGap(): void {
		const { ledger, clock, random } = this.options;
		const run = ++this.catching;
		const isCurrent = () => run === this.catching && ! this.connection;
		this.inbox.hold();
		this.ready
			.then( () =>
				catchUp( this.inbox, ledger, clock, isCurrent, () => 0 )
			)
			.then(
				( closed ) => closed,
				() => false
			)
			.then( ( closed ) => {
				if ( ! isCurrent() ) {
					return;
				}
				this.failures = closed ? 0 : this.failures + 1;
				if ( ! closed ) {
					clock.setTimeout(
						() => isCurrent() && this.closeGap(),
						backoffMs( this.failures, random() )
					);
				}
			} );
	}

	private delivered( delivery: Delivery ): void {
		if ( this.connection ) {
			this.tell( {
				kind: 'delivery',
				number: ++this.number,
				positions: this.inbox.allPositions(),
				...delivery,
			} );
		}
		this.listeners.forEach( ( listener ) =>
			listener.delivery?.( delivery )
		);
	}

	private changedTo( state: ConnectionState ): void {
		this.state = state;
		this.listeners.forEach( ( listener ) => listener.state?.( state ) );
	}

	private signalled( message: SignalMessage ): void {
		this.listeners.forEach( ( { signal } ) => signal?.( message ) );
	}

	private seen( channel: string, presence: Presence ): void {
		this.presences.set( channel, presence );
		this.listeners.forEach( ( listener ) =>
			listener.presence?.( channel, presence )
		);
	}

	private wish( channel: string, tab: string ): void {
		const tabs = this.wishes.get( channel ) ?? new Set();
		this.wishes.set( channel, tabs.add( tab ) );
		if ( tabs.size === 1 ) {
			this.connection?.join( channel );
		}
	}

	private unwish( channel: string, tab: string ): void {
		const tabs = this.wishes.get( channel );
		if ( tabs?.delete( tab ) && tabs.size === 0 ) {
			this.wishes.delete( channel );
			this.connection?.leave( channel );
		}
	}

	private welcome(): Welcome {
		return {
			number: this.number,
			state: this.state,
			positions: this.inbox.allPositions(),
			presences: [ ...this.presences ],
		};
	}

	private tell(
		message: TabMessage extends infer M
			? M extends TabMessage
				? Omit< M, 'from' >
				: never
			: never
	): void {
		this.tabs?.post( {
			...message,
			from: this.options.tabId,
		} as TabMessage );
	}
}
