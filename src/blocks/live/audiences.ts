import type { CloudEvent } from '../../protocol';

/**
 * A block that listens.
 *
 * @since 0.1.0
 */
export interface Audience {
	readonly channels: readonly string[];
	/**
	 * Whether what happened between the rendering of the page and now is of
	 * interest too: that is what makes a cached page catch up.
	 */
	readonly catchesUp: boolean;
	/** Oldest first. */
	readonly onEvents?: ( events: readonly CloudEvent[] ) => void;
	readonly onCount?: ( channel: string, count: number ) => void;
	/** Whether things are pushed at present, at each change. */
	readonly onLive?: ( isLive: boolean ) => void;
	/** Takes a token for channels that are not everybody's. */
	readonly token?: () => Promise< string >;
}

interface ChannelChanges {
	joined: ( channel: string ) => void;
	left: ( channel: string ) => void;
}

/** What a block that comes into sight late is told of the time before. */
const MAX_KEPT_EVENTS = 200;

/**
 * Who listens to what on this page. Tells each audience what concerns it.
 *
 * @since 0.1.0
 */
export class Audiences {
	private readonly all = new Set< Audience >();
	private readonly counts = new Map< string, number >();
	private kept: readonly CloudEvent[] = [];
	private isLive = false;

	/** @param changed Told the channels that somebody begins or ceases to listen to. */
	public constructor( private readonly changed: ChannelChanges ) {}

	/** @return Call it to listen no more. */
	public add( audience: Audience ): () => void {
		const known = this.channels();
		this.all.add( audience );
		for ( const channel of new Set( audience.channels ) ) {
			if ( ! known.has( channel ) ) {
				this.changed.joined( channel );
			}
			const count = this.counts.get( channel );
			if ( count !== undefined ) {
				audience.onCount?.( channel, count );
			}
		}
		tell( audience, this.kept, false );
		audience.onLive?.( this.isLive );
		return () => this.remove( audience );
	}

	/** Takes a token from whoever needs one; null where everything is public. */
	public takeToken(): Promise< string > | null {
		const bearer = [ ...this.all ].find( ( { token } ) => token );
		return bearer?.token?.() ?? null;
	}

	public live( isLive: boolean ): void {
		if ( isLive !== this.isLive ) {
			this.isLive = isLive;
			this.all.forEach( ( { onLive } ) => onLive?.( isLive ) );
		}
	}

	/**
	 * @param events  Oldest first.
	 * @param arrived Whether they happened while this page listened; else the hub recalled them.
	 */
	public tell( events: readonly CloudEvent[], arrived: boolean ): void {
		this.kept = [ ...this.kept, ...events ].slice( -MAX_KEPT_EVENTS );
		for ( const audience of this.all ) {
			tell( audience, events, arrived );
		}
	}

	public count( channel: string, count: number ): void {
		this.counts.set( channel, count );
		for ( const audience of this.all ) {
			if ( audience.channels.includes( channel ) ) {
				audience.onCount?.( channel, count );
			}
		}
	}

	private remove( audience: Audience ): void {
		if ( ! this.all.delete( audience ) ) {
			return;
		}
		const wanted = this.channels();
		for ( const channel of new Set( audience.channels ) ) {
			if ( ! wanted.has( channel ) ) {
				this.counts.delete( channel );
				this.changed.left( channel );
			}
		}
	}

	private channels(): Set< string > {
		return new Set(
			[ ...this.all ].flatMap( ( { channels } ) => channels )
		);
	}
}

function tell(
	{ channels, catchesUp, onEvents }: Audience,
	events: readonly CloudEvent[],
	arrived: boolean
): void {
	const concerning =
		arrived || catchesUp
			? events.filter( ( { channel } ) => channels.includes( channel ) )
			: [];
	if ( concerning.length > 0 ) {
		onEvents?.( concerning );
	}
}
