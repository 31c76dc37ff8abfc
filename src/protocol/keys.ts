/**
 * What a key derived from the API key is for: `HMAC-SHA256( apiKey, purpose )`.
 *
 * @since 0.1.0
 */
export const KEY_PURPOSES = {
	/** The site signs what it sends to the hub. */
	publish: 'realtime-events/publish/v1',
	/** The site signs browser tokens. */
	token: 'realtime-events/token/v1',
	/** The hub signs what it asks of the site. */
	hub: 'realtime-events/hub/v1',
} as const;

/** @since 0.1.0 */
export type KeyPurpose = keyof typeof KEY_PURPOSES;
