import type { CloudEvent } from '../protocol';
import { Connection } from './connection';
import type { SharedConnectionOptions } from './connection-options';
import { Follower } from './follower';
import { Hearsay } from './hearsay';
import { Inbox } from './inbox';
import { Leadership } from './leadership';
import { leadersListener } from './leaders-listener';
import type { TabChannel, TabMessage, Untold } from './tab-messages';
import type { ConnectionState, Delivery, Listener, Presence } from './types';
import { Wishes } from './wishes';

/**
 * One socket per browser: the tab that holds the lock leads and has a
 * {@link Connection}, the others are {@link Follower}s. Each tab has an inbox
 * of its own, so that whoever leads next goes on where it stands itself.
 *
 * @since 0.1.0
 */
export class SharedConnection {
	private readonly inbox: Inbox;
	private readonly heardOf = new Hearsay();
	private readonly wishes = new Wishes();
	private readonly leadership: Leadership | null;
	private readonly tabs: TabChannel | null;
	private readonly follower: Follower;
	/** While this tab leads. */
	private connection: Connection | null = null;
	private ready: Promise< unknown > = Promise.resolve();
	private isStarted = false;
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
		this.follower = new Follower( {
			...options,
			inbox: this.inbox,
			ready: () => this.ready,
			greet: () =>
				this.tell( {
					kind: 'hello',
					channels: this.wishes.of( options.tabId ),
				} ),
			unanswered: () =>
				options.surroundings.isVisible() && this.leadership?.seize(),
			told: this.heardOf,
		} );
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
		this.follower.end();
		this.resign();
		this.leadership?.stop();
		this.tell( { kind: 'bye' } );
		this.tabs?.close();
	}

	public listen( listener: Listener ): () => void {
		return this.heardOf.listen( listener );
	}

	public current(): ConnectionState {
		return this.heardOf.current();
	}

	public presenceIn( channel: string ): Presence | undefined {
		return this.heardOf.presenceIn( channel );
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
		this.follower.end();
		// A connection that no longer leads has nothing more to say.
		const leads = () => this.connection === connection;
		const connection: Connection = new Connection( {
			...this.options,
			inbox: this.inbox,
			ready: this.ready,
			listener: leadersListener(
				this.heardOf,
				( message ) => this.tell( message ),
				leads
			),
		} );
		this.connection = connection;
		this.wishes
			.channels()
			.forEach( ( channel ) => connection.join( channel ) );
		connection.start();
		this.welcome();
	}

	private follow(): void {
		this.resign();
		if ( ! this.isStarted ) {
			return;
		}
		this.heardOf.waitForLeader( this.options.clock.now() );
		this.follower.begin();
	}

	private resign(): void {
		const { connection } = this;
		this.connection = null;
		connection?.stop();
	}

	/** A hidden leader polls slowly; whoever is looked at does it better. */
	private lookedAt(): void {
		const { phase, reason } = this.current();
		const polls = phase !== 'live' || reason === 'relay_public';
		if (
			! this.connection &&
			polls &&
			this.options.surroundings.isVisible()
		) {
			this.leadership?.seize();
		}
	}

	private heard( message: TabMessage ): void {
		if ( this.connection ) {
			this.heardAsLeader( this.connection, message );
		} else {
			this.follower.heard( message );
		}
		switch ( message.kind ) {
			case 'join':
				this.wish( message.channel, message.from );
				break;
			case 'leave':
				this.unwish( message.channel, message.from );
				break;
			case 'bye':
				this.wishes
					.of( message.from )
					.forEach( ( channel ) =>
						this.unwish( channel, message.from )
					);
		}
	}

	private heardAsLeader( connection: Connection, message: TabMessage ): void {
		switch ( message.kind ) {
			case 'hello':
				message.channels.forEach( ( channel ) =>
					this.wish( channel, message.from )
				);
				this.welcome();
				break;
			case 'retry':
				connection.retry();
				break;
			case 'set_state':
				connection.setState( message.channel, message.state );
				break;
		}
	}

	private delivered( delivery: Delivery ): void {
		if ( this.connection ) {
			this.tell( {
				kind: 'delivery',
				number: this.follower.nextNumber(),
				positions: this.inbox.allPositions(),
				...delivery,
			} );
		}
		this.heardOf.delivery( delivery );
	}

	private wish( channel: string, tab: string ): void {
		if ( this.wishes.add( channel, tab ) ) {
			this.connection?.join( channel );
		}
	}

	private unwish( channel: string, tab: string ): void {
		if ( this.wishes.remove( channel, tab ) ) {
			this.connection?.leave( channel );
		}
	}

	private welcome(): void {
		this.tell( {
			kind: 'welcome',
			number: this.follower.position(),
			state: this.current(),
			positions: this.inbox.allPositions(),
			presences: this.heardOf.presences(),
		} );
	}

	private tell( message: Untold ): void {
		this.tabs?.post( {
			...message,
			from: this.options.tabId,
		} as TabMessage );
	}
}
