const PREFIX = 'realtime-events:';
const MUTED_UNTIL = `${ PREFIX }muted-until`;
const DISMISSED = `${ PREFIX }dismissed`;

/** @since 0.1.0 */
export const MUTE_MS = 24 * 60 * 60 * 1_000;

/** The oldest are forgotten first: by then they are no longer rendered. */
const MAX_DISMISSED = 100;

/**
 * What a visitor does not want to see (again). It stays in the visitor's
 * browser, and where that remembers nothing, on this page.
 *
 * @since 0.1.0
 */
export class Memory {
	private readonly fallback = new Map< string, string >();

	public constructor( private readonly storage: () => Storage ) {}

	public isMuted( now: number ): boolean {
		const until = Number( this.read( MUTED_UNTIL ) );
		// A clock that was set back must not mute for years.
		return until > now && until - now <= MUTE_MS;
	}

	public mute( now: number ): void {
		this.write( MUTED_UNTIL, String( now + MUTE_MS ) );
	}

	public unmute(): void {
		this.write( MUTED_UNTIL, '0' );
	}

	public isDismissed( id: string ): boolean {
		return this.dismissed().includes( id );
	}

	public dismiss( id: string ): void {
		const ids = this.dismissed().filter( ( known ) => known !== id );
		this.write(
			DISMISSED,
			JSON.stringify( [ ...ids, id ].slice( -MAX_DISMISSED ) )
		);
	}

	private dismissed(): string[] {
		try {
			const ids: unknown = JSON.parse( this.read( DISMISSED ) ?? '[]' );
			return Array.isArray( ids )
				? ids.filter( ( id ) => typeof id === 'string' )
				: [];
		} catch {
			return [];
		}
	}

	private read( key: string ): string | null {
		try {
			return this.storage().getItem( key ) ?? this.recall( key );
		} catch {
			// Even to touch the storage throws where cookies are blocked.
			return this.recall( key );
		}
	}

	private recall( key: string ): string | null {
		return this.fallback.get( key ) ?? null;
	}

	private write( key: string, value: string ): void {
		this.fallback.set( key, value );
		try {
			this.storage().setItem( key, value );
		} catch {
			// Full or blocked: remembered for this page.
		}
	}
}
