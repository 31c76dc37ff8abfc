import { setImmediate } from 'node:timers';

/** Other sockets' answers and pings must not wait for longer than some of these. */
const SLICE_MS = 8;
/** Looking at the clock for each would be a part of the work. */
const ITEMS_PER_LOOK = 32;

type Work< Item > = ( item: Item ) => void;

/**
 * Does the work for each of many items without holding the thread for long:
 * what does not fit into a slice goes on after whatever else is to be done. In
 * one turn of the loop there is one slice of what begins and one of what goes
 * on, however many rooms have something to write.
 *
 * @since 0.1.0
 */
export class Slices {
	readonly #clock: () => number;
	/** Who goes on, in order. */
	readonly #waiting: ( () => void )[] = [];
	/** When this turn's work began that begins in it; null where none has. */
	#began: number | null = null;

	/**
	 * @param clock Milliseconds.
	 */
	constructor( clock: () => number = () => performance.now() ) {
		this.#clock = clock;
	}

	/**
	 * @param items Who leaves while the work goes on is left out, who comes is not taken in.
	 * @param work  Short, and done at once.
	 * @return A promise only where it takes more than one slice.
	 */
	run< Item >(
		items: ReadonlySet< Item >,
		work: Work< Item >
	): Promise< void > | undefined {
		const iterator = items.values();
		if ( this.#isTurnSpent() ) {
			return this.#goOn( [ ...iterator ], items, work );
		}
		let done = 0;
		for ( let one = iterator.next(); ! one.done; one = iterator.next() ) {
			work( one.value );
			if ( ++done % ITEMS_PER_LOOK === 0 && this.#isTurnSpent() ) {
				return this.#goOn( [ ...iterator ], items, work );
			}
		}
		return undefined;
	}

	async #goOn< Item >(
		rest: readonly Item[],
		items: ReadonlySet< Item >,
		work: Work< Item >
	): Promise< void > {
		let started = Number.NEGATIVE_INFINITY;
		for ( const [ index, item ] of rest.entries() ) {
			if (
				index % ITEMS_PER_LOOK === 0 &&
				this.#clock() - started >= SLICE_MS
			) {
				await this.#ownTurn();
				started = this.#clock();
			}
			if ( items.has( item ) ) {
				work( item );
			}
		}
	}

	#isTurnSpent(): boolean {
		if ( this.#began === null ) {
			this.#began = this.#clock();
			setImmediate( () => ( this.#began = null ) );
		}
		return this.#clock() - this.#began >= SLICE_MS;
	}

	#ownTurn(): Promise< void > {
		return new Promise( ( resolve ) => {
			this.#waiting.push( resolve );
			if ( this.#waiting.length === 1 ) {
				setImmediate( () => this.#letOneGoOn() );
			}
		} );
	}

	#letOneGoOn(): void {
		this.#waiting.shift()?.();
		if ( this.#waiting.length > 0 ) {
			setImmediate( () => this.#letOneGoOn() );
		}
	}
}
