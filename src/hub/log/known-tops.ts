import type { Position } from '../../protocol';
import { addressKey, type Address } from './event-log';

/** How much was put into a site's log in an epoch, in all channels together. */
interface Total {
	readonly epoch: string;
	readonly count: number;
}

/**
 * How far logs have come, as a node has seen it: by this it notices one that
 * came back from an old copy.
 *
 * Of channels only the last to be heard of are remembered. That loses nothing
 * where a site's own total is behind, too, which it is in every old copy.
 *
 * @since 0.1.0
 */
export class KnownTops {
	readonly #max: number;
	/** The one that was heard of longest ago first. */
	readonly #tops = new Map< string, Position >();
	readonly #totals = new Map< string, Total >();

	/** @param max Channels to remember. */
	constructor( max: number ) {
		this.#max = max;
	}

	get size(): number {
		return this.#tops.size;
	}

	of( address: Address ): Position | undefined {
		return this.#tops.get( addressKey( address ) );
	}

	/** 0 where nothing is known of this epoch. */
	total( site: string, epoch: string ): number {
		const total = this.#totals.get( site );
		return total?.epoch === epoch ? total.count : 0;
	}

	/** The epoch that a site's log was in at last; empty where nobody knows. */
	epoch( site: string ): string {
		return this.#totals.get( site )?.epoch ?? '';
	}

	/**
	 * @param address
	 * @param position Of an event in its channel.
	 * @param count    The total with it.
	 */
	saw( address: Address, position: Position, count = 0 ): void {
		const { epoch, offset } = position;
		const key = addressKey( address );
		const before = this.#tops.get( key );
		const isLate = before?.epoch === epoch && before.offset > offset;
		this.#tops.delete( key );
		this.#tops.set( key, isLate ? before : position );
		for ( const oldest of this.#tops.keys() ) {
			if ( this.#tops.size <= this.#max ) {
				break;
			}
			this.#tops.delete( oldest );
		}
		if ( Number.isSafeInteger( count ) ) {
			this.#totals.set( address.site, {
				epoch,
				count: Math.max( count, this.total( address.site, epoch ) ),
			} );
		}
	}
}
