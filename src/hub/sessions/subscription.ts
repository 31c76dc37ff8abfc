import type { Channel } from '../../protocol';
import type { Dialect, Frame } from '../delivery/frames';
import type { Receiver } from '../delivery/fan-out';
import type { Room } from '../delivery/room';
import type { Session } from './session';

/**
 * One session in one channel. Subscribing anew makes a new one, so that a
 * batch on its way to the old one cannot reach the new one a second time.
 *
 * @since 0.1.0
 */
export class Subscription implements Receiver {
	readonly session: Session;
	readonly channel: Channel;
	/** Null where the channel carries no events. */
	readonly room: Room | null;

	constructor( session: Session, channel: Channel, room: Room | null ) {
		this.session = session;
		this.channel = channel;
		this.room = room;
	}

	get dialect(): Dialect {
		return this.session.dialect;
	}

	deliver( frame: Frame ): void {
		this.session.write( frame );
	}
}
