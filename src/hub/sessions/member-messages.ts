import {
	MAX_PRESENCE_STATE_BYTES,
	MAX_SIGNAL_BYTES,
	isPublicChannel,
} from '../../protocol';
import type { PresenceBoard } from '../presence/presence-board';
import { RawAnswer } from './raw-answer';
import { refusal } from './refusal';
import { readSignal, readState } from './requests';
import type { Session } from './session';

/**
 * What members of a channel may say to each other: a state that stays as long
 * as they do, and signals that pass. Neither is an event.
 *
 * @since 0.1.0
 */
export class MemberMessages {
	readonly #presence: PresenceBoard;
	readonly #now: () => number;

	/**
	 * @param presence Who is where.
	 * @param now      Unix ms.
	 */
	constructor( presence: PresenceBoard, now: () => number ) {
		this.#presence = presence;
		this.#now = now;
	}

	state( session: Session, payload: unknown ): RawAnswer {
		const request = readState( payload, MAX_PRESENCE_STATE_BYTES );
		if ( ! request ) {
			return RawAnswer.of( refusal( 'message_invalid' ) );
		}
		const subscription = session.subscriptions.get( request.channel );
		if ( ! subscription ) {
			return RawAnswer.of( refusal( 'not_subscribed' ) );
		}
		return RawAnswer.of(
			this.#presence.setState( subscription, request.state )
				? { ok: true }
				: refusal( 'signal_forbidden' )
		);
	}

	signal( session: Session, payload: unknown ): RawAnswer {
		const request = readSignal( payload, MAX_SIGNAL_BYTES );
		if ( ! request ) {
			return RawAnswer.of( refusal( 'message_invalid' ) );
		}
		const subscription = session.subscriptions.get( request.channel );
		if ( ! subscription ) {
			return RawAnswer.of( refusal( 'not_subscribed' ) );
		}
		if ( isPublicChannel( subscription.channel ) || ! session.claims ) {
			return RawAnswer.of( refusal( 'signal_forbidden' ) );
		}
		const { sub, name = '' } = session.claims;
		this.#presence.signal( subscription, {
			...request,
			from: { id: sub, name },
			time: new Date( this.#now() ).toISOString(),
		} );
		return RawAnswer.of( { ok: true } );
	}
}
