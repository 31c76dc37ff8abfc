import {
	MAX_WATCHED_CHANNELS_PER_SOCKET,
	parseChannel,
	type Code,
	type PresenceSnapshot,
} from '../../protocol';
import { whyNot } from './authorisation';
import { RawAnswer } from './raw-answer';
import { refusal } from './refusal';
import { areDifferent, readChannelNames } from './requests';
import type { Session } from './session';
import { Watch } from './watch';

/** @since 0.1.0 */
export interface WatchDesk {
	/** @return Null where the channel tells nobody who is in it. */
	watch: ( watch: Watch ) => PresenceSnapshot | null;
	unwatch: ( watch: Watch ) => void;
}

const TELLS_NOBODY = 'This channel tells nobody who is in it.';

/**
 * Lets sessions look at who is in channels without being in them. Who may look
 * is who may join.
 *
 * @since 0.1.0
 */
export class Watcher {
	readonly #presence: WatchDesk;
	readonly #onRefused: ( code: Code ) => void;

	/**
	 * @param presence  Who is where.
	 * @param onRefused Told of each channel that somebody may not look at.
	 */
	constructor( presence: WatchDesk, onRefused: ( code: Code ) => void ) {
		this.#presence = presence;
		this.#onRefused = onRefused;
	}

	watch( session: Session, payload: unknown ): RawAnswer {
		const names = readChannelNames( payload );
		return RawAnswer.of(
			names && areDifferent( names )
				? {
						channels: names.map( ( name ) =>
							this.#one( session, name )
						),
					}
				: refusal( 'message_invalid' )
		);
	}

	unwatch( session: Session, payload: unknown ): RawAnswer {
		const names = readChannelNames( payload );
		names?.forEach( ( name ) => this.#end( session, name ) );
		return RawAnswer.of(
			names ? { ok: true } : refusal( 'message_invalid' )
		);
	}

	/** Ends what the session's token no longer allows. */
	revalidate( session: Session ): void {
		for ( const { channel } of session.watches?.values() ?? [] ) {
			if ( whyNot( session, channel ) ) {
				this.#end( session, channel.name );
			}
		}
	}

	leaveAll( session: Session ): void {
		for ( const name of session.watches?.keys() ?? [] ) {
			this.#end( session, name );
		}
	}

	#one( session: Session, name: string ): object {
		const channel = parseChannel( name );
		const code = whyNot( session, channel );
		if ( code || ! channel ) {
			return this.#refuse( name, code ?? 'channel_unknown' );
		}
		const watches = ( session.watches ??= new Map< string, Watch >() );
		const watch = watches.get( name ) ?? new Watch( session, channel );
		if (
			! watches.has( name ) &&
			watches.size >= MAX_WATCHED_CHANNELS_PER_SOCKET
		) {
			return this.#refuse( name, 'channel_limit' );
		}
		const presence = this.#presence.watch( watch );
		if ( ! presence ) {
			return this.#refuse( name, 'channel_forbidden', TELLS_NOBODY );
		}
		watches.set( name, watch );
		return { channel: name, ok: true, presence };
	}

	#refuse( channel: string, code: Code, message?: string ): object {
		this.#onRefused( code );
		return { channel, ...refusal( code, message ) };
	}

	#end( session: Session, name: string ): void {
		const watch = session.watches?.get( name );
		if ( watch ) {
			session.watches?.delete( name );
			this.#presence.unwatch( watch );
		}
	}
}
