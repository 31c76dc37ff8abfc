/**
 * How many frames a connection has not taken yet. The socket says how many
 * bytes wait; frames leave in the order in which they were written.
 *
 * @since 0.1.0
 */
export class Backlog {
	/** Bytes written when each frame was. */
	readonly #ends: number[] = [];
	#written: number;

	/**
	 * @param waitingBytes What waited before the first frame that is counted.
	 */
	constructor( waitingBytes: number ) {
		this.#written = waitingBytes;
	}

	add( bytes: number ): void {
		this.#written += bytes;
		this.#ends.push( this.#written );
	}

	/**
	 * @param waitingBytes What waits at this moment.
	 */
	count( waitingBytes: number ): number {
		const left = this.#written - waitingBytes;
		const first = this.#ends.findIndex( ( end ) => end > left );
		this.#ends.splice( 0, first < 0 ? this.#ends.length : first );
		return this.#ends.length;
	}
}
