import {
	addressKey,
	type Address,
	type EventLog,
	type TailBatch,
} from '../log/event-log';
import type { DeliveryObserver } from './observer';
import { Room } from './room';

/** An empty room stays this long, so that clients that return together share one read. */
const LINGER_MS = 60_000;
/** Centrifugo's range for this check is 25 to 40 s. */
const POSITION_CHECK_MS = 30_000;
const POSITION_CHECKS_AT_ONCE = 16;

/**
 * The rooms of this node: the only way from the log's tail to a socket.
 *
 * @since 0.1.0
 */
export class Rooms {
	readonly #log: EventLog;
	readonly #observer: DeliveryObserver;
	readonly #rooms = new Map< string, Room >();
	readonly #linger = new Map< string, NodeJS.Timeout >();
	readonly #check: NodeJS.Timeout;

	constructor( log: EventLog, observer: DeliveryObserver ) {
		this.#log = log;
		this.#observer = observer;
		log.tail( ( batch ) => this.#accept( batch ) );
		log.onRestored( () => void this.checkPositions() );
		this.#check = setInterval(
			() => void this.checkPositions(),
			POSITION_CHECK_MS
		).unref();
	}

	get size(): number {
		return this.#rooms.size;
	}

	/** Where the rooms are that there are now. */
	*addresses(): Iterable< Address > {
		for ( const { address } of this.#rooms.values() ) {
			yield address;
		}
	}

	/** The room of an address, made where there is none. It goes again where nobody joins it. */
	room( address: Address ): Room {
		const key = addressKey( address );
		const existing = this.#rooms.get( key );
		clearTimeout( this.#linger.get( key ) );
		this.#linger.delete( key );
		const room = existing ?? new Room( address, this.#log, this.#observer );
		this.#rooms.set( key, room );
		this.release( room );
		return room;
	}

	/** Lets an empty room go, after a while. */
	release( room: Room ): void {
		const key = addressKey( room.address );
		if ( room.size > 0 || this.#linger.has( key ) ) {
			return;
		}
		const timer = setTimeout( () => {
			this.#linger.delete( key );
			if ( room.size === 0 && this.#rooms.get( key ) === room ) {
				this.#rooms.delete( key );
			}
		}, LINGER_MS ).unref();
		this.#linger.set( key, timer );
	}

	/**
	 * Compares each room with the top of its log, because a tail that stopped
	 * without an error looks like a quiet channel.
	 */
	async checkPositions(): Promise< void > {
		const rooms = [ ...this.#rooms.values() ].filter(
			( room ) => room.isOpen
		);
		for ( let i = 0; i < rooms.length; i += POSITION_CHECKS_AT_ONCE ) {
			await Promise.allSettled(
				rooms
					.slice( i, i + POSITION_CHECKS_AT_ONCE )
					.map( ( room ) => this.#checkPosition( room ) )
			);
		}
	}

	async #checkPosition( room: Room ): Promise< void > {
		const before = room.top;
		const { epoch, top } = await this.#log.read( room.address, 1 );
		// What came while the log was read has been delivered by now.
		const now = room.top;
		if ( ! before || ! now ) {
			return;
		}
		const isBehind = now.epoch !== epoch || now.offset < top;
		const isAhead = before.epoch === epoch && before.offset > top;
		if ( isBehind || isAhead ) {
			this.#observer.gap( room.address.site );
			await room.heal(
				isBehind && now.epoch === epoch ? top : undefined
			);
		}
	}

	close(): void {
		clearInterval( this.#check );
		this.#linger.forEach( ( timer ) => clearTimeout( timer ) );
		this.#linger.clear();
		this.#rooms.clear();
	}

	#accept( batch: TailBatch ): void {
		this.#rooms.get( addressKey( batch.address ) )?.accept( batch );
	}
}
