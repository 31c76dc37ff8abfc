import { SharedConnection } from '../../../src/connection/shared-connection';
import type { TabChannel } from '../../../src/connection/tab-messages';
import {
	FakeLocks,
	FakeTabChannels,
} from '../../../src/connection/test/support/fake-tabs';
import { FakeSite } from '../../../src/connection/test/support/fake-site';
import { FakeSurroundings } from '../../../src/connection/test/support/fake-surroundings';
import { openTransport } from '../../../src/connection/transports';
import type {
	Clock,
	ConnectionState,
	CredentialSource,
} from '../../../src/connection/types';

/** A clock that goes as clocks go, and stands still while the computer sleeps. */
class ComputerClock implements Clock {
	#aheadMs = 0;
	readonly #timers = new Map<
		number,
		{ at: number; callback: () => void; timer: NodeJS.Timeout }
	>();
	#lastId = 0;

	now = () => Date.now() + this.#aheadMs;

	setTimeout = ( callback: () => void, ms: number ) => {
		const id = ++this.#lastId;
		this.#arm( id, this.now() + ms, callback );
		return id;
	};

	clearTimeout = ( id: unknown ) => {
		clearTimeout( this.#timers.get( id as number )?.timer );
		this.#timers.delete( id as number );
	};

	/** It wakes so much later, and all that has fallen due meanwhile is done at once. */
	sleep( ms: number ): void {
		this.#aheadMs += ms;
		for ( const [ id, { at, callback, timer } ] of this.#timers ) {
			clearTimeout( timer );
			this.#arm( id, at, callback );
		}
	}

	#arm( id: number, at: number, callback: () => void ): void {
		const timer = setTimeout(
			() => {
				this.#timers.delete( id );
				callback();
			},
			Math.max( 0, at - this.now() )
		).unref();
		this.#timers.set( id, { at, callback, timer } );
	}
}

/**
 * A computer with a browser, whose tabs speak to real servers through real
 * sockets. What is not real is the ledger, and what browsers have and Node has
 * not: locks, tabs, sleep.
 */
export class Computer {
	readonly clock = new ComputerClock();
	readonly site = new FakeSite( this.clock );
	readonly #locks = new FakeLocks();
	readonly #channels = new FakeTabChannels();
	readonly #credentials: CredentialSource;
	readonly #tabs: { connection: SharedConnection; wake: () => void }[] = [];

	constructor( credentials: CredentialSource ) {
		this.#credentials = credentials;
	}

	open() {
		const surroundings = new FakeSurroundings();
		const connection = new SharedConnection( {
			tabId: `tab-${ this.#tabs.length }`,
			name: 'site',
			locks: this.#locks,
			tabChannel: (): TabChannel => this.#channels.open(),
			ledger: this.site,
			credentials: this.#credentials,
			transportFor: () => openTransport,
			clock: this.clock,
			surroundings,
			random: () => 0,
		} );
		const seen: string[] = [];
		const states: ConnectionState[] = [];
		connection.listen( {
			delivery: ( { events } ) =>
				seen.push( ...events.map( ( { id } ) => id ) ),
			state: ( state ) => states.push( state ),
		} );
		connection.start( this.site.newest().then( ( { events } ) => events ) );
		this.#tabs.push( {
			connection,
			wake: () => surroundings.tell( 'woke' ),
		} );
		const isLive = () => connection.current().phase === 'live';
		return { connection, seen, states, isLive };
	}

	/** The lid is opened again after so long. */
	wakeAfter( ms: number ): void {
		this.clock.sleep( ms );
		this.#tabs.forEach( ( { wake } ) => wake() );
	}

	close(): void {
		this.#tabs.forEach( ( { connection } ) => connection.stop() );
	}
}
