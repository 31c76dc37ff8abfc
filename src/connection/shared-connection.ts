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
import type { Wish, WishList } from './wishes';

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
	private unlisten: ( () => void ) | null = null;

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
					wishes: this.wishes.of( options.tabId ),
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
		this.unlisten = this.options.surroundings.watch( ( change ) => {
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
		this.unlisten?.();
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
		this.wish( 'join', [ channel ] );
	}

	public leave( channel: string ): void {
		this.unwish( 'join', [ channel ] );
	}

	/** Is told who is in channels without being in them. */
	public watch( channels: readonly string[] ): void {
		this.wish( 'watch', channels );
	}

	public unwatch( channels: readonly string[] ): void {
		this.unwish( 'watch', channels );
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
		this.fulfil( this.wishes.all() );
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
			case 'wish':
				this.wished( message.wish, message.channels, message.from );
				break;
			case 'unwish':
				this.unwished( message.wish, message.channels, message.from );
				break;
			case 'bye': {
				const { join, watch } = this.wishes.of( message.from );
				this.unwished( 'join', join, message.from );
				this.unwished( 'watch', watch, message.from );
			}
		}
	}

	private heardAsLeader( connection: Connection, message: TabMessage ): void {
		switch ( message.kind ) {
			case 'hello':
				this.wished( 'join', message.wishes.join, message.from );
				this.wished( 'watch', message.wishes.watch, message.from );
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
				...this.inbox.whereabouts(),
				...delivery,
			} );
		}
		this.heardOf.delivery( delivery );
	}

	private wish( wish: Wish, channels: readonly string[] ): void {
		this.wished( wish, channels, this.options.tabId );
		this.tell( { kind: 'wish', wish, channels } );
	}

	private unwish( wish: Wish, channels: readonly string[] ): void {
		this.unwished( wish, channels, this.options.tabId );
		this.tell( { kind: 'unwish', wish, channels } );
	}

	private wished(
		wish: Wish,
		channels: readonly string[],
		tab: string
	): void {
		const isNew = this.wishes.add( wish, channels, tab );
		this.fulfil( { join: [], watch: [], [ wish ]: isNew } );
	}

	private unwished(
		wish: Wish,
		channels: readonly string[],
		tab: string
	): void {
		const isOver = this.wishes.remove( wish, channels, tab );
		if ( wish === 'watch' ) {
			this.connection?.unwatch( isOver );
		} else {
			isOver.forEach( ( channel ) => this.connection?.leave( channel ) );
		}
	}

	private fulfil( { join, watch }: WishList ): void {
		join.forEach( ( channel ) => this.connection?.join( channel ) );
		this.connection?.watch( watch );
	}

	private welcome(): void {
		this.tell( {
			kind: 'welcome',
			number: this.follower.position(),
			state: this.current(),
			...this.inbox.whereabouts(),
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
