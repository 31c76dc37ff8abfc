/**
 * The part of the Web Locks API that is needed.
 *
 * @since 0.1.0
 */
export interface Locks {
	request: (
		name: string,
		options: { steal?: boolean; signal?: AbortSignal },
		callback: () => Promise< void >
	) => Promise< unknown >;
}

/**
 * Who holds the lock leads. The browser hands it on when a tab is closed or
 * crashes; a tab that is looked at may take it from one that sleeps.
 *
 * @since 0.1.0
 */
export class Leadership {
	private resign: ( () => void ) | null = null;
	private stopped = false;
	private waiting: AbortController | null = null;

	public constructor(
		private readonly locks: Locks,
		private readonly name: string,
		private readonly changed: ( leads: boolean ) => void
	) {}

	/** Waits in line for the lock. */
	public stand(): void {
		if ( this.stopped || this.resign || this.waiting ) {
			return;
		}
		this.waiting = new AbortController();
		this.take( { signal: this.waiting.signal } );
	}

	/** Takes the lock from whoever has it. */
	public seize(): void {
		if ( this.stopped || this.resign ) {
			return;
		}
		this.waiting?.abort();
		this.waiting = null;
		this.take( { steal: true } );
	}

	public stop(): void {
		this.stopped = true;
		this.waiting?.abort();
		this.resign?.();
	}

	private take( options: { steal?: boolean; signal?: AbortSignal } ): void {
		let held = false;
		this.locks
			.request( this.name, options, () => {
				if ( this.stopped || this.resign ) {
					return Promise.resolve();
				}
				held = true;
				this.waiting = null;
				this.changed( true );
				return new Promise< void >( ( resolve ) => {
					this.resign = resolve;
				} );
			} )
			.catch( () => {
				// Stolen, or no longer waited for; which of them `held` tells.
			} )
			.finally( () => {
				if ( held ) {
					this.resign = null;
					this.changed( false );
					this.stand();
				}
			} );
	}
}
