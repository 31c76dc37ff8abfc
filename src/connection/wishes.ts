/**
 * Which tab wants which channel besides the usual ones. A channel is joined for
 * the first and left with the last.
 *
 * @since 0.1.0
 */
export class Wishes {
	private readonly tabs = new Map< string, Set< string > >();

	/** @return Whether it is the first that wants it. */
	public add( channel: string, tab: string ): boolean {
		const tabs = this.tabs.get( channel ) ?? new Set();
		this.tabs.set( channel, tabs.add( tab ) );
		return tabs.size === 1;
	}

	/** @return Whether nobody wants it any more. */
	public remove( channel: string, tab: string ): boolean {
		const tabs = this.tabs.get( channel );
		if ( tabs?.delete( tab ) && tabs.size === 0 ) {
			this.tabs.delete( channel );
			return true;
		}
		return false;
	}

	public channels(): string[] {
		return [ ...this.tabs.keys() ];
	}

	public of( tab: string ): string[] {
		return [ ...this.tabs ]
			.filter( ( [ , tabs ] ) => tabs.has( tab ) )
			.map( ( [ channel ] ) => channel );
	}
}
