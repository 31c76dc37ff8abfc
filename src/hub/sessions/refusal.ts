import type { Code, Refusal } from '../../protocol';

const MESSAGES: Partial< Record< Code, string > > = {
	shutting_down: 'This server is stopping. Please come back in a moment.',
	overloaded:
		'This server has as many connections as it can hold. Please come back later.',
	rate_limited: 'Too many messages at once. Please wait a little.',
	log_unavailable: 'Events cannot be read at the moment. Please try again.',
	internal_error: 'Something went wrong on the server. Please try again.',
	connect_timeout: 'Nothing was said for too long after connecting.',
	slow_consumer: 'The client did not read what was sent to it.',
	insufficient_state:
		'The server cannot say what was missed. Please subscribe again.',
	token_required: 'This needs a token of the site.',
	token_expired: 'The token has expired. Please bring a new one.',
	token_invalid: 'The token is not valid here.',
	token_revoked: 'The token was withdrawn by the site.',
	channel_forbidden: 'The token does not allow this channel.',
	channel_unknown: 'There is no channel with this name.',
	channel_limit: 'Too many channels on one connection.',
	site_unknown: 'This server does not serve that site.',
	origin_forbidden: 'Pages of this origin may not connect.',
	message_invalid: 'The message is not as it should be.',
	not_subscribed: 'Subscribe to the channel first.',
	signal_forbidden: 'This channel takes no messages of its members.',
	abuse: 'Too many messages for too long.',
};

/** @since 0.1.0 */
export const messageFor = ( code: Code ): string =>
	MESSAGES[ code ] ?? 'The request was refused.';

/** @since 0.1.0 */
export const refusal = (
	code: Code,
	message = messageFor( code )
): Refusal => ( {
	ok: false,
	code,
	message,
} );
