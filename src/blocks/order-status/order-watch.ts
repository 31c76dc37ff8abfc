import type { Audience } from '@realtime-events/live';
import type { CloudEvent } from '../../protocol';
import type { Timers } from '../shared/notice-board';

/** @since 0.1.0 */
export interface OrderState {
	readonly status: string;
	/** The status in words. */
	readonly label: string;
}

/**
 * What `POST /orders/{id}/status` answers, as far as the page needs it.
 *
 * @since 0.1.0
 */
export interface OrderAnswer extends OrderState {
	readonly channel: string;
	/** Empty where nothing can be pushed. */
	readonly token: string;
}

/**
 * The site will not say it, now or later: there is no use in asking again.
 *
 * @since 0.1.0
 */
export class Refused extends Error {}

/** @since 0.1.0 */
export interface WatchOptions {
	readonly order: number;
	/** Rejects with {@link Refused}, or with anything else where the site did not answer. */
	readonly ask: () => Promise< OrderAnswer >;
	readonly listen: ( audience: Audience ) => () => void;
	readonly timers: Timers;
	readonly isVisible: () => boolean;
	readonly show: ( state: OrderState ) => void;
}

const TYPE = 'order.status_changed';

/** While nothing is pushed. */
const ASK_EVERY_MS = 30_000;

/**
 * Keeps to one order: asks how it stands, listens from then on, and where
 * nothing can be pushed asks again from time to time.
 *
 * @since 0.1.0
 */
export class OrderWatch {
	private timer: unknown = null;
	private leave: ( () => void ) | null = null;
	private isStopped = false;
	/** Of an answer that was not used yet: the connection takes it first. */
	private token = '';

	public constructor( private readonly options: WatchOptions ) {}

	public async start(): Promise< void > {
		const answer = await this.ask();
		if ( answer && answer.token !== '' && ! this.isStopped ) {
			this.token = answer.token;
			this.leave = this.options.listen( {
				channels: [ answer.channel ],
				catchesUp: true,
				token: () => this.takeToken(),
				onEvents: ( events ) => this.heard( events ),
				onLive: ( isLive ) => this.plan( ! isLive ),
			} );
		}
	}

	public stop(): void {
		this.isStopped = true;
		this.plan( false );
		this.leave?.();
		this.leave = null;
	}

	private async ask(): Promise< OrderAnswer | null > {
		const { ask, show } = this.options;
		try {
			const answer = await ask();
			if ( this.isStopped ) {
				return null;
			}
			show( answer );
			this.plan( true );
			return answer;
		} catch ( error ) {
			if ( error instanceof Refused ) {
				this.stop();
			} else if ( ! this.isStopped ) {
				this.plan( true );
			}
			return null;
		}
	}

	private async takeToken(): Promise< string > {
		const token = this.token || ( await this.ask() )?.token || '';
		this.token = '';
		if ( token === '' ) {
			throw new Refused();
		}
		return token;
	}

	private plan( asksAgain: boolean ): void {
		const { timers, isVisible } = this.options;
		timers.clearTimeout( this.timer );
		this.timer = asksAgain
			? timers.setTimeout( () => {
					if ( ! isVisible() ) {
						this.plan( true );
					} else if ( this.leave ) {
						void this.ask();
					} else {
						void this.start();
					}
				}, ASK_EVERY_MS )
			: null;
	}

	private heard( events: readonly CloudEvent[] ): void {
		const subject = `order/${ this.options.order }`;
		const { data } =
			events.findLast(
				( event ) => event.type === TYPE && event.subject === subject
			) ?? {};
		const { new: status, new_label: label } = data ?? {};
		if ( typeof status === 'string' && typeof label === 'string' ) {
			this.options.show( { status, label } );
		}
	}
}
