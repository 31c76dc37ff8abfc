import { isPublicChannel, type Channel, type Code } from '../../protocol';
import type { Session } from './session';

/**
 * Whether a session may know what happens in a channel.
 *
 * @since 0.1.0
 *
 * @param session Who asks.
 * @param channel Null for a name that is none.
 * @return The code of the refusal, null where it may.
 */
export function whyNot(
	session: Session,
	channel: Channel | null
): Code | null {
	const { claims, connection } = session;
	if ( ! channel ) {
		return 'channel_unknown';
	}
	if ( isPublicChannel( channel ) ) {
		// A script without a token is nobody's visitor.
		return connection.origin !== null || claims ? null : 'token_required';
	}
	if ( ! claims ) {
		return 'token_required';
	}
	const own = channel.kind === 'user' && channel.id === claims.sub;
	const allowed = own || claims.channels.includes( channel.name );
	return allowed ? null : 'channel_forbidden';
}
