import type { Clock } from '../../types';

interface Timer {
	readonly id: number;
	readonly at: number;
	readonly callback: () => void;
}

/**
 * Time that passes when a test says so.
 */
export class FakeClock implements Clock {
	private time = Date.parse( '2026-01-31T12:00:00.000Z' );
	private timers: Timer[] = [];
	private nextId = 1;

	public now(): number {
		return this.time;
	}

	public setTimeout( callback: () => void, ms: number ): unknown {
		const id = this.nextId++;
		this.timers.push( { id, at: this.time + ms, callback } );
		return id;
	}

	public clearTimeout( timer: unknown ): void {
		this.timers = this.timers.filter( ( { id } ) => id !== timer );
	}

	/** Lets time pass, with everything that falls due on the way. */
	public async pass( ms: number ): Promise< void > {
		const end = this.time + ms;
		await settle();
		for (;;) {
			const due = this.timers
				.filter( ( { at } ) => at <= end )
				.sort( ( a, b ) => a.at - b.at || a.id - b.id )[ 0 ];
			if ( ! due ) {
				break;
			}
			this.time = Math.max( this.time, due.at );
			this.clearTimeout( due.id );
			due.callback();
			await settle();
		}
		this.time = end;
	}
}

/** More promises in a row than any answer takes to arrive. */
const MICROTASKS = 60;

/** Lets every promise that can settle do so. */
export async function settle(): Promise< void > {
	for ( let count = 0; count < MICROTASKS; count++ ) {
		await Promise.resolve();
	}
}
