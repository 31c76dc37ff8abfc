import type { Delivery } from '../connection';
import type { CloudEvent } from '../protocol';

/** Hidden tabs get no frames; their title still has to count. */
const HIDDEN_MS = 250;
/** Nobody reads faster; the first event of a storm is shown at once all the same. */
const STORM_MS = 100;

/**
 * Gathers what arrives between two frames: a store that changes a thousand
 * times a second must not render a thousand times.
 *
 * @since 0.1.0
 */
export class FrameBatch {
	private events: CloudEvent[] = [];
	private completeFrom: string | null = null;
	private isDue = false;
	private ranAt = 0;

	public constructor( private readonly flush: ( batch: Delivery ) => void ) {}

	public add( { events, completeFrom }: Delivery ): void {
		if ( completeFrom !== null ) {
			this.events = [];
			this.completeFrom = completeFrom;
		}
		this.events.push( ...events );
		if ( this.isDue ) {
			return;
		}
		this.isDue = true;
		if ( document.visibilityState !== 'visible' ) {
			window.setTimeout( () => this.run(), HIDDEN_MS );
			return;
		}
		const restMs = this.ranAt + STORM_MS - performance.now();
		if ( restMs <= 0 ) {
			window.requestAnimationFrame( () => this.run() );
		} else {
			window.setTimeout( () => this.run(), restMs );
		}
	}

	private run(): void {
		const { events, completeFrom } = this;
		this.events = [];
		this.completeFrom = null;
		this.isDue = false;
		this.ranAt = performance.now();
		this.flush( { events, completeFrom } );
	}
}
