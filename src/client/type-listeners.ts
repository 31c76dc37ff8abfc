import type { CloudEvent } from '../protocol';

type Callback = ( event: CloudEvent ) => void;

/**
 * Who wants to hear of which type of event.
 *
 * @since 0.1.0
 */
export class TypeListeners {
	private readonly listeners = new Map< Callback, Set< string > >();

	/**
	 * @param type     A type, `post.*` for all that begin so, or `*` for all.
	 * @param callback
	 * @return Removes it.
	 */
	public add( type: string, callback: Callback ): () => void {
		const types = this.listeners.get( callback ) ?? new Set();
		this.listeners.set( callback, types.add( type ) );
		return () => {
			types.delete( type );
			if ( types.size === 0 ) {
				this.listeners.delete( callback );
			}
		};
	}

	public tell( events: readonly CloudEvent[] ): void {
		for ( const event of events ) {
			for ( const [ callback, types ] of [ ...this.listeners ] ) {
				if (
					[ ...types ].some( ( type ) => fits( type, event.type ) )
				) {
					callTo( callback, event );
				}
			}
		}
	}
}

function fits( pattern: string, type: string ): boolean {
	return (
		pattern === type ||
		pattern === '*' ||
		( pattern.endsWith( '.*' ) &&
			type.startsWith( pattern.slice( 0, -1 ) ) )
	);
}

/** One listener's mistake is its own: the others and the feed go on. */
function callTo( callback: Callback, event: CloudEvent ): void {
	try {
		callback( event );
	} catch ( error ) {
		window.reportError( error );
	}
}
