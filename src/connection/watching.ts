import type { PresenceSnapshot } from '../protocol';
import { isPublicChannel, parseChannel } from '../protocol';
import type { PushTransport } from './types';
import { WantedChannels } from './wanted-channels';

/** @since 0.1.0 */
export interface WatchingHandlers {
	/** A channel is wanted that the token at hand does not name. */
	needsToken: () => void;
	presence: ( channel: string, snapshot: PresenceSnapshot ) => void;
}

/**
 * The channels that are looked at from outside: who is in them, without being
 * in them. What may not be seen is left out without a word, and what another
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
		this.watchSoon( this.wanted.sinceToken() );
	}

	public add( channels: readonly string[] ): void {
		channels.forEach( ( channel ) => this.wanted.add( channel ) );
		this.watchSoon( channels );
	}

	public remove( channels: readonly string[] ): void {
		channels.forEach( ( channel ) => this.wanted.remove( channel ) );
		if ( channels.length > 0 ) {
			this.transport?.unwatch( channels );
		}
	}

	public wants( channel: string ): boolean {
		return this.wanted.has( channel );
	}

	/** What a token that is asked for now has to name. */
	public toBeNamed(): string[] {
		return this.wanted.toBeNamed();
	}

	/** The hub has taken a token that names all of it. */
	public tokenTaken(): void {
		this.watch( this.wanted.takeReady() );
	}

	private watchSoon( channels: readonly string[] ): void {
		if ( ! this.transport ) {
			return;
		}
		const unnamed = channels.filter( ( name ) => {
			const channel = parseChannel( name );
			return channel !== null && ! isPublicChannel( channel );
		} );
		this.watch( channels.filter( ( name ) => ! unnamed.includes( name ) ) );
		if ( unnamed.length > 0 ) {
			unnamed.forEach( ( name ) => this.wanted.wait( name ) );
			this.handlers.needsToken();
		}
	}

	private watch( channels: readonly string[] ): void {
		const { transport } = this;
		if ( ! transport || channels.length === 0 ) {
			return;
		}
		transport.watch( channels, ( answer ) => {
			if (
				answer === null ||
				answer.ok === false ||
				transport !== this.transport
			) {
				return;
			}
			for ( const told of answer.channels ) {
				if ( told.ok && this.wants( told.channel ) ) {
					this.handlers.presence( told.channel, told.presence );
				}
			}
		} );
	}
}
