import type { Locks } from '../../leadership';
import type { TabChannel, TabMessage } from '../../tab-messages';

interface Waiting {
	readonly grant: () => void;
	readonly signal: AbortSignal | undefined;
}

/**
 * The locks of one browser, with a line and with theft.
 */
export class FakeLocks implements Locks {
	private readonly waiting: Waiting[] = [];
	private release: ( ( error: Error | null ) => void ) | null = null;

	public request(
		_name: string,
		options: { steal?: boolean; signal?: AbortSignal },
		callback: () => Promise< void >
	): Promise< unknown > {
		return new Promise< void >( ( resolve, reject ) => {
			const grant = () => {
				const ended = ( error: Error | null ) => {
					if ( this.release === ended ) {
						this.release = null;
					}
					if ( error ) {
						reject( error );
					} else {
						resolve();
					}
					this.next();
				};
				this.release = ended;
				void callback().then( () => ended( null ) );
			};
			options.signal?.addEventListener( 'abort', () =>
				reject( new Error( 'AbortError' ) )
			);
			if ( options.steal && this.release ) {
				this.waiting.unshift( { grant, signal: options.signal } );
				this.release( new Error( 'stolen' ) );
			} else {
				this.waiting.push( { grant, signal: options.signal } );
				this.next();
			}
		} );
	}

	private next(): void {
		while ( ! this.release ) {
			const next = this.waiting.shift();
			if ( ! next ) {
				return;
			}
			if ( ! next.signal?.aborted ) {
				next.grant();
			}
		}
	}
}

/**
 * The broadcast channels of one browser. Messages arrive later, in order.
 */
export class FakeTabChannels {
	private readonly listeners = new Map<
		TabChannel,
		( message: TabMessage ) => void
	>();
	/** Tabs that sleep hear nothing. */
	public readonly asleep = new Set< TabChannel >();

	public open(): TabChannel {
		const channel: TabChannel = {
			post: ( message ) => {
				const copy = JSON.parse(
					JSON.stringify( message )
				) as TabMessage;
				const others = [ ...this.listeners ].filter(
					( [ other ] ) =>
						other !== channel && ! this.asleep.has( other )
				);
				void Promise.resolve().then( () =>
					others.forEach( ( [ , listener ] ) => listener( copy ) )
				);
			},
			listen: ( callback ) => {
				this.listeners.set( channel, callback );
			},
			close: () => {
				this.listeners.delete( channel );
			},
		};
		return channel;
	}
}
