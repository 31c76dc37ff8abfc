import type { LogEntry } from '../log/event-log';

/** What came first has left; what follows it within this time leaves together. */
const COALESCE_MS = 5;
/** Where the writing itself takes longer, as much time is left for what comes in, up to this. */
const MAX_COALESCE_MS = 10;
/** One message stays small enough to be parsed between two frames of a screen. */
const MAX_BATCH_EVENTS = 256;
const MAX_BATCH_BYTES = 256 * 1024;

/**
 * Lets the first event leave at once and what follows shortly after in one
 * message: the cost of a delivery is its write, and not its size.
 *
 * @since 0.1.0
 */
export class Pacer {
	readonly #send: ( entries: LogEntry[] ) => Promise< void > | undefined;
	#queue: LogEntry[] = [];
	#isPacing = false;

	/**
	 * @param send Writes entries out. Nothing more is sent until what it returns has resolved.
	 */
	constructor(
		send: ( entries: LogEntry[] ) => Promise< void > | undefined
	) {
		this.#send = send;
	}

	push( entry: LogEntry ): void {
		this.#queue.push( entry );
	}

	/** Forgets what has not left. */
	clear(): void {
		this.#queue = [];
	}

	flush(): void {
		if ( this.#isPacing || this.#queue.length === 0 ) {
			return;
		}
		this.#isPacing = true;
		const started = performance.now();
		const pace = () => {
			const took = performance.now() - started;
			const wait = Math.min(
				Math.max( COALESCE_MS, took ),
				MAX_COALESCE_MS
			);
			setTimeout( () => {
				this.#isPacing = false;
				this.flush();
			}, wait );
		};
		let sending: Promise< void > | undefined;
		try {
			sending = this.#send( this.#takeBatch() );
		} finally {
			// Whatever has failed, the room does not stand still.
			if ( sending ) {
				void sending.finally( pace );
			} else {
				pace();
			}
		}
	}

	#takeBatch(): LogEntry[] {
		let bytes = 0;
		let count = 0;
		while (
			count < this.#queue.length &&
			count < MAX_BATCH_EVENTS &&
			( count === 0 ||
				bytes + this.#queue[ count ]!.bytes <= MAX_BATCH_BYTES )
		) {
			bytes += this.#queue[ count++ ]!.bytes;
		}
		return this.#queue.splice( 0, count );
	}
}
