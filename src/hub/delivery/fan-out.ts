import type { Dialect, EventBatch, Frame } from './frames';
import { Slices } from './slices';

/**
 * Someone whom a room's events are written to.
 *
 * @since 0.1.0
 */
export interface Receiver {
	readonly dialect: Dialect;
	deliver: ( frame: Frame ) => void;
}

/** A process has one loop, which all rooms share. */
const slices = new Slices();

/**
 * Writes one batch to all receivers, encoded once for each dialect.
 *
 * @since 0.1.0
 *
 * @return A promise only where it takes more than one slice.
 */
export const fanOut = (
	batch: EventBatch,
	receivers: ReadonlySet< Receiver >
): Promise< void > | undefined =>
	writeToAll( receivers, ( dialect ) => dialect.events( batch ) );

/**
 * Writes one message, encoded once for each dialect.
 *
 * @since 0.1.0
 *
 * @param receivers Whom to.
 * @param encode    The message in the words of a dialect.
 */
export function writeToAll(
	receivers: ReadonlySet< Receiver >,
	encode: ( dialect: Dialect ) => Frame
): Promise< void > | undefined {
	const frames = new Map< Dialect, Frame >();
	return slices.run( receivers, ( receiver ) => {
		const { dialect } = receiver;
		let frame = frames.get( dialect );
		if ( ! frame ) {
			frame = encode( dialect );
			frames.set( dialect, frame );
		}
		receiver.deliver( frame );
	} );
}
