import type { Shared } from './shared';

/**
 * How many there are of each key, here and on the other nodes: connections of
 * an address, of a site. What other nodes have is a moment old.
 *
 * @since 0.1.0
 */
export class SharedCounts implements Shared {
	readonly name: string;
	readonly #toldFrom: number;
	readonly #here = new Map< string, number >();
	/** The part of it that the others are told. */
	readonly #told = new Map< string, number >();
	readonly #elsewhere = new Map< string, ReadonlyMap< string, number > >();
	#isChanged = false;

	/**
	 * @param name     Names it among what is shared.
	 * @param toldFrom Fewer than this on one node are not told: they are many keys, and change little.
	 */
	constructor( name: string, toldFrom = 1 ) {
		this.name = name;
		this.#toldFrom = toldFrom;
	}

	add( key: string ): void {
		this.#set( key, ( this.#here.get( key ) ?? 0 ) + 1 );
	}

	remove( key: string ): void {
		this.#set( key, ( this.#here.get( key ) ?? 1 ) - 1 );
	}

	count( key: string ): number {
		let count = this.#here.get( key ) ?? 0;
		for ( const counts of this.#elsewhere.values() ) {
			count += counts.get( key ) ?? 0;
		}
		return count;
	}

	changes(): unknown {
		if ( ! this.#isChanged ) {
			return null;
		}
		this.#isChanged = false;
		return this.all();
	}

	all(): unknown {
		return Object.fromEntries( this.#told );
	}

	take( node: string, payload: unknown ): void {
		const counts = Object.entries( payload ?? {} ).filter(
			( [ , count ] ) => Number.isSafeInteger( count ) && count > 0
		);
		this.#elsewhere.set( node, new Map( counts ) );
	}

	forget( node: string ): void {
		this.#elsewhere.delete( node );
	}

	#set( key: string, count: number ): void {
		if ( count > 0 ) {
			this.#here.set( key, count );
		} else {
			this.#here.delete( key );
		}
		if ( count >= this.#toldFrom ) {
			this.#told.set( key, count );
			this.#isChanged = true;
		} else if ( this.#told.delete( key ) ) {
			this.#isChanged = true;
		}
	}
}
