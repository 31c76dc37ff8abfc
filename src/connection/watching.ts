import type { PresenceSnapshot, WatchAnswer } from '../protocol';
import { MAX_CHANNELS_PER_SOCKET } from '../protocol';
import { needsName, roomInToken } from './needs-name';
import type { PushTransport } from './types';
import { WantedChannels } from './wanted-channels';

/** @since 0.1.0 */
export interface WatchingHandlers {
	/** A channel is wanted that the token at hand does not name. */
	needsToken: () => void;
	presence: ( channel: string, snapshot: PresenceSnapshot ) => void;
	/** Who is there cannot be told. */
	refused: ( channel: string, code: string ) => void;
}

/**
 * The channels that are looked at from outside: who is in them, without being
 * in them. What cannot be seen is told with the reason, and what another
 * connection was told is asked for anew.
 *
 * @since 0.1.0
 */
export class Watching {
	private transport: PushTransport | null = null;
	private readonly wanted = new WantedChannels();

	public constructor( private readonly handlers: WatchingHandlers ) {}

	public begin( transport: PushTransport ): void {
		this.transport = transport;
		this.watchAll();
	}

	public end(): void {
		this.transport = null;
		this.wanted.waitNoLonger();
	}

	/** Asks for everything again: after a sleep nothing is sure. */
	public watchAll(): void {
		this.watch( this.wanted.ofToken() );
		this.wanted.unnamed().forEach( ( name ) => this.wanted.wait( name ) );
		this.watchSoon( this.wanted.sinceToken() );
	}

	public add( channels: readonly string[] ): void {
		channels.forEach( ( channel ) => this.wanted.add( channel ) );
		// A list may show the same thing twice, and the hub takes a name once.
		this.watchSoon( [ ...new Set( channels ) ] );
	}

	public remove( channels: readonly string[] ): void {
		channels.forEach( ( channel ) => this.wanted.remove( channel ) );
		inParts( channels, ( part ) => this.transport?.unwatch( part ) );
	}

	/** Whether some wait for room in the token of this connection. */
	public lacksRoom(): boolean {
		return this.transport !== null && this.wanted.unnamed().length > 0;
	}

	public wants( channel: string ): boolean {
		return this.wanted.has( channel );
	}

	/**
	 * What a token that is asked for now has to name.
	 *
	 * @param joined What it names in any case.
	 */
	public toBeNamed( joined: readonly string[] ): string[] {
		const named = this.wanted.toBeNamed( roomInToken( joined ) );
		this.wanted
			.unnamed()
			.forEach( ( channel ) =>
				this.handlers.refused( channel, 'channel_limit' )
			);
		return named;
	}

	/** The hub has taken a token that names all of it. */
	public tokenTaken(): void {
		this.watch( this.wanted.takeReady() );
	}

	private watchSoon( channels: readonly string[] ): void {
		if ( ! this.transport ) {
			return;
		}
		const unnamed = channels.filter( needsName );
		this.watch( channels.filter( ( name ) => ! unnamed.includes( name ) ) );
		if ( unnamed.length > 0 ) {
			unnamed.forEach( ( name ) => this.wanted.wait( name ) );
			this.handlers.needsToken();
		}
	}

	private watch( channels: readonly string[] ): void {
		const { transport } = this;
		inParts( channels, ( part ) =>
			transport?.watch( part, ( answer ) => {
				if ( answer !== null && transport === this.transport ) {
					this.answered( part, answer );
				}
			} )
		);
	}

	private answered( asked: readonly string[], answer: WatchAnswer ): void {
		const { presence, refused } = this.handlers;
		const answers =
			answer.ok === false
				? asked.map( ( channel ) => ( { ...answer, channel } ) )
				: answer.channels;
		for ( const told of answers ) {
			if ( ! this.wants( told.channel ) ) {
				continue;
			}
			if ( told.ok ) {
				presence( told.channel, told.presence );
			} else {
				refused( told.channel, told.code );
			}
		}
	}
}

/** One message names no more than a connection may have. */
function inParts(
	channels: readonly string[],
	say: ( part: readonly string[] ) => void
): void {
	for (
		let start = 0;
		start < channels.length;
		start += MAX_CHANNELS_PER_SOCKET
	) {
		say( channels.slice( start, start + MAX_CHANNELS_PER_SOCKET ) );
	}
}
