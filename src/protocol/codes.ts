/**
 * What a client should do about a refusal or a close.
 *
 * - `retry`: come back, after a pause that grows.
 * - `reauthenticate`: take a new token from the site first.
 * - `resynchronise`: subscribe again; what was missed comes from log or ledger.
 * - `stop`: trying again changes nothing.
 *
 * @since 0.1.0
 */
export type Remedy = 'retry' | 'reauthenticate' | 'resynchronise' | 'stop';

/**
 * Every code that a connection can be refused or closed with, or a request on
 * it answered with. The number is the WebSocket close code on `/ws`.
 *
 * @since 0.1.0
 */
export const CODES = {
	shutting_down: { remedy: 'retry', close: 4000 },
	overloaded: { remedy: 'retry', close: 4001 },
	rate_limited: { remedy: 'retry', close: 4002 },
	log_unavailable: { remedy: 'retry', close: 4003 },
	internal_error: { remedy: 'retry', close: 4004 },
	connect_timeout: { remedy: 'retry', close: 4005 },
	slow_consumer: { remedy: 'resynchronise', close: 4100 },
	insufficient_state: { remedy: 'resynchronise', close: 4101 },
	token_required: { remedy: 'reauthenticate', close: 4200 },
	token_expired: { remedy: 'reauthenticate', close: 4201 },
	token_invalid: { remedy: 'reauthenticate', close: 4202 },
	token_revoked: { remedy: 'reauthenticate', close: 4203 },
	channel_forbidden: { remedy: 'stop', close: 4300 },
	channel_unknown: { remedy: 'stop', close: 4301 },
	channel_limit: { remedy: 'stop', close: 4302 },
	site_unknown: { remedy: 'stop', close: 4303 },
	origin_forbidden: { remedy: 'stop', close: 4304 },
	message_invalid: { remedy: 'stop', close: 4305 },
	message_too_large: { remedy: 'stop', close: 4306 },
	not_subscribed: { remedy: 'stop', close: 4307 },
	signal_forbidden: { remedy: 'stop', close: 4308 },
	abuse: { remedy: 'stop', close: 4309 },
} as const satisfies Record< string, { remedy: Remedy; close: number } >;

/** @since 0.1.0 */
export type Code = keyof typeof CODES;

/** @since 0.1.0 */
export function isCode( value: unknown ): value is Code {
	return typeof value === 'string' && Object.hasOwn( CODES, value );
}

/**
 * An unknown code comes from a newer hub; coming back later is the safe reading.
 *
 * @since 0.1.0
 */
export function remedyFor( code: unknown ): Remedy {
	return isCode( code ) ? CODES[ code ].remedy : 'retry';
}

/** @since 0.1.0 */
export function codeOfClose( close: number ): Code | null {
	for ( const [ code, entry ] of Object.entries( CODES ) ) {
		if ( entry.close === close ) {
			return code as Code;
		}
	}
	return null;
}

/**
 * Codes of the HTTP side, with the status each is answered with.
 *
 * @since 0.1.0
 */
export const HTTP_CODES = {
	body_invalid: 400,
	request_invalid: 400,
	signature_missing: 401,
	signature_invalid: 401,
	signature_expired: 401,
	key_invalid: 401,
	site_unknown: 401,
	origin_forbidden: 403,
	not_found: 404,
	method_not_allowed: 405,
	request_timeout: 408,
	body_too_large: 413,
	media_type_unsupported: 415,
	rate_limited: 429,
	internal_error: 500,
	log_unavailable: 503,
	shutting_down: 503,
	overloaded: 503,
} as const satisfies Record< string, number >;

/** @since 0.1.0 */
export type HttpCode = keyof typeof HTTP_CODES;

/**
 * Why one event of a batch was not taken. The others are.
 *
 * @since 0.1.0
 */
export type RejectionCode =
	| 'event_invalid'
	| 'event_too_large'
	| 'channel_unknown'
	| 'channel_without_events';
