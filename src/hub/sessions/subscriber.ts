import {
	MAX_CHANNELS_PER_SOCKET,
	carriesEvents,
	parseChannel,
	type Channel,
	type ChannelRequest,
	type Code,
	type PresenceSnapshot,
} from '../../protocol';
import { joinEvents } from '../delivery/frames';
import type { Joined } from '../delivery/room';
import type { Rooms } from '../delivery/rooms';
import { whyNot } from './authorisation';
import { RawAnswer } from './raw-answer';
import { refusal } from './refusal';
import { readChannelNames, readSubscribe } from './requests';
import type { Session } from './session';
import { Subscription } from './subscription';

/** @since 0.1.0 */
export interface PresenceDesk {
	enter: ( subscription: Subscription ) => PresenceSnapshot | null;
	leave: ( subscription: Subscription ) => void;
}

/** A room that loses its state while another is read is read again, this often. */
const MAX_OPEN_ATTEMPTS = 5;

const NO_EVENTS: Joined = {
	epoch: '0',
	offset: 0,
	recovered: true,
	entries: [],
};

interface Wish {
	readonly request: ChannelRequest;
	readonly channel: Channel | null;
	refused: Code | null;
}

/**
 * Lets sessions into rooms and out of them.
 *
 * @since 0.1.0
 */
export class Subscriber {
	readonly #rooms: Rooms;
	readonly #presence: PresenceDesk;
	readonly #onRefused: ( code: Code ) => void;

	/**
	 * @param rooms     Where events are.
	 * @param presence  Who is where.
	 * @param onRefused Told of each channel that somebody was not let into.
	 */
	constructor(
		rooms: Rooms,
		presence: PresenceDesk,
		onRefused: ( code: Code ) => void
	) {
		this.#rooms = rooms;
		this.#presence = presence;
		this.#onRefused = onRefused;
	}

	/**
	 * Subscribing is one operation: the logs are read first, then the answer is
	 * written and the session is live, with nothing in between.
	 */
	async subscribe(
		session: Session,
		payload: unknown,
		answer: ( raw: RawAnswer ) => void
	): Promise< void > {
		const requests = readSubscribe( payload );
		if ( ! requests ) {
			answer( RawAnswer.of( refusal( 'message_invalid' ) ) );
			return;
		}
		const wishes = requests.map( ( request ): Wish => {
			const channel = parseChannel( request.channel );
			return { request, channel, refused: whyNot( session, channel ) };
		} );
		await this.#openRooms( session, wishes );
		if ( session.isClosed ) {
			return;
		}
		const answers = wishes.map( ( wish ) => this.#join( session, wish ) );
		answer( new RawAnswer( `{"channels":[${ answers.join( ',' ) }]}` ) );
	}

	unsubscribe( session: Session, payload: unknown ): RawAnswer {
		const channels = readChannelNames( payload );
		if ( ! channels ) {
			return RawAnswer.of( refusal( 'message_invalid' ) );
		}
		channels.forEach( ( name ) => this.leave( session, name ) );
		return RawAnswer.of( { ok: true } );
	}

	/** Takes a session out of the channels that its token no longer names. */
	revalidate( session: Session ): void {
		for ( const { channel } of session.subscriptions.values() ) {
			if ( whyNot( session, channel ) ) {
				this.leave( session, channel.name );
			}
		}
	}

	leaveAll( session: Session ): void {
		[ ...session.subscriptions.keys() ].forEach( ( name ) =>
			this.leave( session, name )
		);
	}

	leave( session: Session, name: string ): void {
		const subscription = session.subscriptions.get( name );
		if ( ! subscription ) {
			return;
		}
		session.subscriptions.delete( name );
		this.#presence.leave( subscription );
		if ( subscription.room ) {
			subscription.room.leave( subscription );
			this.#rooms.release( subscription.room );
		}
	}

	async #openRooms(
		session: Session,
		wishes: readonly Wish[]
	): Promise< void > {
		for ( let attempt = 0; attempt < MAX_OPEN_ATTEMPTS; attempt++ ) {
			const closed = wishes.filter( ( wish ) => {
				const room = this.#roomOf( session, wish );
				return room !== null && ! room.isOpen;
			} );
			if ( closed.length === 0 ) {
				return;
			}
			await Promise.all(
				closed.map( async ( wish ) => {
					try {
						await this.#roomOf( session, wish )?.open();
					} catch {
						wish.refused = 'log_unavailable';
					}
				} )
			);
		}
	}

	#roomOf( session: Session, { channel, refused }: Wish ) {
		return channel && ! refused && carriesEvents( channel )
			? this.#rooms.room( {
					site: session.siteId,
					channel: channel.name,
				} )
			: null;
	}

	#join( session: Session, wish: Wish ): string {
		const { request, channel } = wish;
		const room = this.#roomOf( session, wish );
		const code =
			wish.refused ??
			( room && ! room.isOpen ? 'log_unavailable' : null );
		if ( code || ! channel ) {
			return this.#refuse( request.channel, code ?? 'channel_unknown' );
		}
		if (
			session.subscriptions.size >= MAX_CHANNELS_PER_SOCKET &&
			! session.subscriptions.has( channel.name )
		) {
			return this.#refuse( channel.name, 'channel_limit' );
		}
		const previous = session.subscriptions.get( channel.name );
		const subscription = new Subscription( session, channel, room );
		const joined = room?.join( subscription, request ) ?? NO_EVENTS;
		session.subscriptions.set( channel.name, subscription );
		const presence = this.#presence.enter( subscription );
		if ( previous ) {
			// After the new one is there, so that nobody sees the member go and come.
			previous.room?.leave( previous );
			this.#presence.leave( previous );
		}
		return encodeJoined( channel.name, joined, presence );
	}

	#refuse( channel: string, code: Code ): string {
		this.#onRefused( code );
		return JSON.stringify( { channel, ...refusal( code ) } );
	}
}

function encodeJoined(
	channel: string,
	{ epoch, offset, recovered, entries }: Joined,
	presence: PresenceSnapshot | null
): string {
	const head = JSON.stringify( {
		channel,
		ok: true,
		epoch,
		offset,
		recovered,
		...( presence && { presence } ),
	} );
	return `${ head.slice( 0, -1 ) },"events":[${ joinEvents( entries ) }]}`;
}
