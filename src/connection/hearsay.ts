import type { SignalMessage } from '../protocol';
import { INITIAL_STATE } from './machine';
import type { ConnectionState, Delivery, Listener, Presence } from './types';

/**
 * What a tab knows of the connection, be it its own or another tab's, and who
 * on its page wants to hear of it.
 *
 * @since 0.1.0
 */
export class Hearsay {
	private readonly listeners = new Set< Listener >();
	private readonly byChannel = new Map< string, Presence >();
	private known: ConnectionState = INITIAL_STATE;

	public listen( listener: Listener ): () => void {
		this.listeners.add( listener );
		return () => this.listeners.delete( listener );
	}

	public current(): ConnectionState {
		return this.known;
	}

	public presenceIn( channel: string ): Presence | undefined {
		return this.byChannel.get( channel );
	}

	public presences(): Array< [ string, Presence ] > {
		return [ ...this.byChannel ];
	}

	/** Until a leader has told how things stand, they are about to begin. */
	public waitForLeader( now: number ): void {
		if ( this.known.phase === 'idle' ) {
			this.state( {
				...INITIAL_STATE,
				phase: 'connecting',
				reason: 'starting',
				since: now,
			} );
		}
	}

	public readonly state = ( state: ConnectionState ): void => {
		this.known = state;
		this.listeners.forEach( ( listener ) => listener.state?.( state ) );
	};

	public readonly presence = (
		channel: string,
		presence: Presence
	): void => {
		this.byChannel.set( channel, presence );
		this.listeners.forEach( ( listener ) =>
			listener.presence?.( channel, presence )
		);
	};

	public readonly signal = ( message: SignalMessage ): void =>
		this.listeners.forEach( ( listener ) => listener.signal?.( message ) );

	public delivery( delivery: Delivery ): void {
		this.listeners.forEach( ( listener ) =>
			listener.delivery?.( delivery )
		);
	}
}
