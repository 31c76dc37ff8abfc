import type { Delivery } from '../connection';
import type { CloudEvent } from '../protocol';

/** Hidden tabs get no frames; their title still has to count. */
const HIDDEN_MS = 250;
/** Nobody reads faster; the first event of a storm is shown at once all the same. */
const REST_MS = 100;
/** Where so many come at once, they run past anybody: drawing them less often leaves the page to its reader. */
const STORM_EVENTS = 20;
const STORM_REST_MS = 250;

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
	private restsMs = REST_MS;

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
		const restMs = this.ranAt + this.restsMs - performance.now();
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
		this.restsMs = events.length > STORM_EVENTS ? STORM_REST_MS : REST_MS;
		this.flush( { events, completeFrom } );
	}
}
