import { MAX_RECOVERY_EVENTS } from '../../protocol';
import type { Address, EventLog, LogWindow } from '../log/event-log';
import type { RoomWindow } from './room-window';

/**
 * Reads a channel's log for a room, and ends an epoch that came back from an
 * old copy and has given known offsets to other events: who returned to it
 * would be told that nothing is missing.
 *
 * @since 0.1.0
 */
export class TrustedRead {
	readonly #address: Address;
	readonly #log: EventLog;
	/** An epoch that has to be ended before anybody joins again. */
	#condemned: string | null = null;
	/** What was delivered before the log went away. */
	#delivered: RoomWindow | null = null;

	constructor( address: Address, log: EventLog ) {
		this.#address = address;
		this.#log = log;
	}

	/** The epoch cannot be trusted any more. */
	condemn( epoch: string ): void {
		this.#condemned = epoch;
	}

	/** The log is away; what it says when it is back is held against this. */
	remember( delivered: RoomWindow ): void {
		this.#delivered = delivered;
	}

	/**
	 * What the log says, in a new epoch where it contradicts what was delivered.
	 *
	 * @throws LogUnavailable Where the log cannot be read, or the epoch not be ended.
	 */
	async read(): Promise< LogWindow > {
		await this.#endCondemned();
		let window = await this.#log.read( this.#address, MAX_RECOVERY_EVENTS );
		const delivered = this.#delivered;
		if (
			delivered?.epoch === window.epoch &&
			! delivered.isContinuedBy( window, delivered.top )
		) {
			this.condemn( window.epoch );
			await this.#endCondemned();
			window = await this.#log.read( this.#address, MAX_RECOVERY_EVENTS );
		}
		this.#delivered = null;
		return window;
	}

	async #endCondemned(): Promise< void > {
		if ( this.#condemned !== null ) {
			await this.#log.renew( this.#address.site, this.#condemned );
			this.#condemned = null;
		}
	}
}
