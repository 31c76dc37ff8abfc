import type { Code } from '../../protocol';
import type { Dialect, Frame } from '../delivery/frames';

/**
 * What every kind of transport can do. Nothing else of a transport is known
 * beyond its own file.
 *
 * @since 0.1.0
 */
export interface Connection {
	readonly id: string;
	readonly ip: string;
	/** Null where the client is no page. */
	readonly origin: string | null;
	readonly dialect: Dialect;
	write: ( frame: Frame ) => void;
	/** What was written and has not left yet. */
	waitingBytes: () => number;
	/** Closes after what was written has left. */
	close: ( code: Code ) => void;
	/** Closes at once and frees what was waiting. */
	terminate: () => void;
}
