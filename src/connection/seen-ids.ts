/** More than the overlap of a busy site brings back: 30 s at over 600 events/s. */
const DEFAULT_LIMIT = 20_000;

/**
 * Ids that were delivered already. The oldest are forgotten first.
 *
 * @since 0.1.0
 */
export class SeenIds {
	private readonly ids = new Set< string >();

	public constructor( private readonly limit: number = DEFAULT_LIMIT ) {}

	/** @return True the first time. */
	public add( id: string ): boolean {
		if ( this.ids.has( id ) ) {
			return false;
		}
		this.ids.add( id );
		if ( this.ids.size > this.limit ) {
			const oldest = this.ids.values().next();
			if ( ! oldest.done ) {
				this.ids.delete( oldest.value );
			}
		}
		return true;
	}
}
