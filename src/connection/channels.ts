import type { PresenceMessage } from '../protocol';
import { parseChannel } from '../protocol';
import type { Inbox } from './inbox';
import { PresenceBook } from './presence-book';
import { Subscriptions } from './subscriptions';
import type { SubscriptionHandlers } from './subscriptions';
import type { Clock, Ledger, Presence, PushTransport } from './types';
import { Watching } from './watching';

/** @since 0.1.0 */
export interface ChannelHandlers extends Omit<
	SubscriptionHandlers,
	'presence' | 'refused'
> {
	presence: ( channel: string, presence: Presence ) => void;
}

/**
 * The channels of one connection: those that it is in, with all that happens
 * there, those that it only looks at, and who is in either.
 *
 * @since 0.1.0
 */
export class Channels {
	public readonly subscriptions: Subscriptions;
	private readonly watching: Watching;
	private readonly presence: PresenceBook;

	public constructor(
		inbox: Inbox,
		ledger: Ledger,
		clock: Clock,
		private readonly handlers: ChannelHandlers
	) {
		this.presence = new PresenceBook( handlers.presence );
		const presence = this.presence.open.bind( this.presence );
		const refused = this.presence.refuse.bind( this.presence );
		this.watching = new Watching( { ...handlers, presence, refused } );
		this.subscriptions = new Subscriptions( inbox, ledger, clock, {
			...handlers,
			presence,
			refused,
		} );
	}

	/** Begins on a new connection, with the channels that the site has named. */
	public begin( transport: PushTransport, named: readonly string[] ): void {
		this.subscriptions.begin( transport, this.toBeJoined( named ) );
		this.watching.begin( transport );
	}

	public end(): void {
		this.subscriptions.end();
		this.watching.end();
		this.presence.clear();
	}

	/** Asks for everything again. */
	public refresh(): void {
		this.subscriptions.subscribeAll();
		this.watching.watchAll();
	}

	public leave( channel: string ): void {
		this.subscriptions.leave( channel );
		this.lookAway( [ channel ] );
		this.fillRoom();
	}

	/** Is told who is in channels without being in them. */
	public watch( channels: readonly string[] ): void {
		this.watching.add( channels );
	}

	public unwatch( channels: readonly string[] ): void {
		this.watching.remove( channels );
		this.lookAway( channels );
		this.fillRoom();
	}

	/** What a token that is asked for now has to name. */
	public toBeNamed(): string[] {
		const joined = this.subscriptions.toBeNamed();
		return [
			...new Set( [ ...joined, ...this.watching.toBeNamed( joined ) ] ),
		];
	}

	/** The hub has taken a token that names all of it. */
	public tokenTaken(): void {
		this.subscriptions.tokenTaken();
		this.watching.tokenTaken();
	}

	public presenceChanged( message: PresenceMessage ): void {
		// What was on its way when a channel was left is of no interest.
		if ( this.hears( message.channel ) ) {
			this.presence.change( message );
		}
	}

	public presences(): Array< [ string, Presence ] > {
		return this.presence.all();
	}

	/** A token names what is only looked at, too. */
	private toBeJoined( named: readonly string[] ): string[] {
		return named.filter(
			( name ) =>
				! this.watching.wants( name ) ||
				this.subscriptions.wants( name ) ||
				parseChannel( name )?.kind !== 'postType'
		);
	}

	private hears( channel: string ): boolean {
		return (
			this.subscriptions.wants( channel ) ||
			this.watching.wants( channel )
		);
	}

	/** Where something was given up, a token has room for what it left out. */
	private fillRoom(): void {
		if ( this.subscriptions.lacksRoom() || this.watching.lacksRoom() ) {
			this.handlers.needsToken();
		}
	}

	private lookAway( channels: readonly string[] ): void {
		channels
			.filter( ( channel ) => ! this.hears( channel ) )
			.forEach( ( channel ) => this.presence.close( channel ) );
	}
}
