/**
 * An event as it travels: a CloudEvents 1.0 envelope in JSON.
 *
 * The extension attributes are lower case without separators because that is
 * all that CloudEvents allows in a name.
 *
 * @since 0.1.0
 */
export interface CloudEvent< Data extends EventData = EventData > {
	readonly specversion: '1.0';
	/** UUIDv7. The same event has the same id however often it is sent. */
	readonly id: string;
	/** Home URL of the site it happened on. */
	readonly source: string;
	/** Dotted and in the past tense: `post.published`. */
	readonly type: string;
	/** What it happened to: `post/42`. */
	readonly subject?: string;
	/** RFC 3339, UTC, milliseconds: `2026-01-31T12:00:00.000Z`. */
	readonly time: string;
	readonly datacontenttype?: string;
	readonly data: Data;
	/** Ledger id as a decimal string: the cursor of feed and backfill. */
	readonly sequence?: string;
	readonly channel: string;
	readonly severity: Severity;
	readonly actorid?: string;
	readonly actorname?: string;
	/** Id of the event that this one is the public projection of. */
	readonly causationid?: string;
	/** The way it came in. */
	readonly origin?: Origin;
}

/** @since 0.1.0 */
export type EventData = Readonly< Record< string, unknown > >;

/** @since 0.1.0 */
export const SEVERITIES = [ 'info', 'success', 'warning', 'error' ] as const;

/** @since 0.1.0 */
export type Severity = ( typeof SEVERITIES )[ number ];

/**
 * `app:<name>` names the application password that was used.
 *
 * @since 0.1.0
 */
export type Origin =
	'wp-admin' | 'rest' | 'cli' | 'cron' | 'xmlrpc' | `app:${ string }`;

/** @since 0.1.0 */
export const EVENT_TYPE_PATTERN = /^[a-z0-9_.-]{1,64}$/;

/** @since 0.1.0 */
export function isSeverity( value: unknown ): value is Severity {
	return SEVERITIES.includes( value as Severity );
}
