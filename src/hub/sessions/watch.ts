import type { Channel } from '../../protocol';
import type { Dialect, Frame } from '../delivery/frames';
import type { Receiver } from '../delivery/fan-out';
import type { Session } from './session';

/**
 * One session that looks at a channel from outside: it is told who is there,
 * and nobody is told of it.
 *
 * @since 0.1.0
 */
export class Watch implements Receiver {
	readonly session: Session;
	readonly channel: Channel;

	constructor( session: Session, channel: Channel ) {
		this.session = session;
		this.channel = channel;
	}

	get dialect(): Dialect {
		return this.session.dialect;
	}

	deliver( frame: Frame ): void {
		this.session.write( frame );
	}
}
