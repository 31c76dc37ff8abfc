/**
 * To be in a channel, or to look at who is in it.
 *
 * @since 0.1.0
 */
export type Wish = 'join' | 'watch';

/**
 * Which channels a tab wishes to be in or to look at, besides the usual ones.
 *
 * @since 0.1.0
 */
export type WishList = Readonly< Record< Wish, readonly string[] > >;

/**
 * Which tab wishes what. A wish is fulfilled for the first that has it, and
 * given up with the last.
 *
 * @since 0.1.0
 */
export class Wishes {
	private readonly tabs: Record< Wish, Map< string, Set< string > > > = {
		join: new Map(),
		watch: new Map(),
	};

	/** @return Those that nobody had before. */
	public add(
		wish: Wish,
		channels: readonly string[],
		tab: string
	): string[] {
		const { [ wish ]: byChannel } = this.tabs;
		return channels.filter( ( channel ) => {
			const tabs = byChannel.get( channel ) ?? new Set();
			const isFirst = tabs.size === 0;
			byChannel.set( channel, tabs.add( tab ) );
			return isFirst;
		} );
	}

	/** @return Those that nobody has any more. */
	public remove(
		wish: Wish,
		channels: readonly string[],
		tab: string
	): string[] {
		const { [ wish ]: byChannel } = this.tabs;
		return channels.filter( ( channel ) => {
			const tabs = byChannel.get( channel );
			return (
				tabs?.delete( tab ) &&
				tabs.size === 0 &&
				byChannel.delete( channel )
			);
		} );
	}

	/** Everybody's. */
	public all(): WishList {
		const { join, watch } = this.tabs;
		return { join: [ ...join.keys() ], watch: [ ...watch.keys() ] };
	}

	public of( tab: string ): WishList {
		const of = ( wish: Wish ) =>
			[ ...this.tabs[ wish ] ]
				.filter( ( [ , tabs ] ) => tabs.has( tab ) )
				.map( ( [ channel ] ) => channel );
		return { join: of( 'join' ), watch: of( 'watch' ) };
	}
}
