const MB = 1024 * 1024;
/** Above this share of the memory limit no one new is let in. */
const MEMORY_HIGH_WATER = 0.8;
/** process.memoryUsage.rss() reads a file; once a second is enough. */
const MEMORY_SAMPLE_MS = 1000;

/**
 * What the node is up to.
 *
 * @since 0.1.0
 */
export class HubState {
	isDraining = false;
	readonly #limitBytes: number;
	readonly #rssBytes: () => number;
	readonly #now: () => number;
	#sampledMs = Number.NEGATIVE_INFINITY;
	#isShort = false;

	constructor(
		maxMemoryMb: number,
		rssBytes: () => number,
		now: () => number
	) {
		this.#limitBytes = maxMemoryMb * MB * MEMORY_HIGH_WATER;
		this.#rssBytes = rssBytes;
		this.#now = now;
	}

	isShortOfMemory(): boolean {
		const now = this.#now();
		if ( now - this.#sampledMs >= MEMORY_SAMPLE_MS ) {
			this.#sampledMs = now;
			this.#isShort = this.#rssBytes() > this.#limitBytes;
		}
		return this.#isShort;
	}
}
