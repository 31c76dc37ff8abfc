/**
 * The channels that screens want besides those that the site names: a post's, a
 * page's. Most of them can only be joined with a token that names them.
 *
 * @since 0.1.0
 */
export class WantedChannels {
	private readonly all = new Set< string >();
	/** Those that the newest token was asked to name. */
	private named: ReadonlySet< string > = new Set();
	/** Those that it had no room for. */
	private leftOut: ReadonlySet< string > = new Set();
	/** Those that are joined as soon as a token names them. */
	private readonly waiting = new Set< string >();

	public add( channel: string ): void {
		this.all.add( channel );
	}

	public remove( channel: string ): void {
		this.all.delete( channel );
		this.waiting.delete( channel );
	}

	public has( channel: string ): boolean {
		return this.all.has( channel );
	}

	/**
	 * What a token that is asked for now has to name.
	 *
	 * @param hasRoom Whether it can name one more, asked of each in turn.
	 */
	public toBeNamed( hasRoom: ( channel: string ) => boolean ): string[] {
		this.named = new Set( [ ...this.all ].filter( hasRoom ) );
		this.leftOut = new Set(
			[ ...this.all ].filter( ( channel ) => ! this.named.has( channel ) )
		);
		return [ ...this.named ];
	}

	/** Those that wait for room in a token. */
	public unnamed(): string[] {
		return [ ...this.leftOut ].filter( ( channel ) =>
			this.all.has( channel )
		);
	}

	public ofToken(): string[] {
		return [ ...this.all ].filter( ( channel ) =>
			this.named.has( channel )
		);
	}

	public sinceToken(): string[] {
		return [ ...this.all ].filter(
			( channel ) =>
				! this.named.has( channel ) && ! this.leftOut.has( channel )
		);
	}

	/** Waits for a token that names it. */
	public wait( channel: string ): void {
		this.waiting.add( channel );
	}

	/** Those that waited for the token that is there now; they wait no longer. */
	public takeReady(): string[] {
		const ready = [ ...this.waiting ].filter( ( channel ) =>
			this.named.has( channel )
		);
		ready.forEach( ( channel ) => this.waiting.delete( channel ) );
		return ready;
	}

	public waitNoLonger(): void {
		this.waiting.clear();
	}
}
