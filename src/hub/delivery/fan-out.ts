import type { Dialect, EventBatch, Frame } from './frames';

/**
 * Someone whom a room's events are written to.
 *
 * @since 0.1.0
 */
export interface Receiver {
	readonly dialect: Dialect;
	deliver: ( frame: Frame ) => void;
}

/** About 10 ms of writing: other sockets' answers and pings must not wait for long. */
const RECEIVERS_PER_SLICE = 1000;

/**
 * Writes one batch to all receivers, encoded once for each dialect.
 *
 * @since 0.1.0
 *
 * @return A promise only where it takes more than one slice.
 */
export function fanOut(
	batch: EventBatch,
	receivers: ReadonlySet< Receiver >
): Promise< void > | undefined {
	const frames = new Map< Dialect, Frame >();
	const send = ( receiver: Receiver ) => {
		const frame =
			frames.get( receiver.dialect ) ?? receiver.dialect.events( batch );
		frames.set( receiver.dialect, frame );
		receiver.deliver( frame );
	};
	if ( receivers.size <= RECEIVERS_PER_SLICE ) {
		receivers.forEach( send );
		return undefined;
	}
	return sliced( [ ...receivers ], ( receiver ) => {
		// It may have left since the first slice.
		if ( receivers.has( receiver ) ) {
			send( receiver );
		}
	} );
}

async function sliced(
	receivers: readonly Receiver[],
	send: ( receiver: Receiver ) => void
): Promise< void > {
	for (
		let start = 0;
		start < receivers.length;
		start += RECEIVERS_PER_SLICE
	) {
		receivers.slice( start, start + RECEIVERS_PER_SLICE ).forEach( send );
		await new Promise( setImmediate );
	}
}
