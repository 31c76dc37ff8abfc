/**
 * Bounds that both sides of a connection count on. The unit is in the name.
 *
 * @since 0.1.0
 */

/** One event, encoded as JSON in UTF-8. */
export const MAX_EVENT_BYTES = 64 * 1024;

/** What the site puts into one POST. */
export const MAX_SENT_BATCH_EVENTS = 100;
export const MAX_SENT_BATCH_BYTES = 256 * 1024;

/** What the hub takes in one POST: more, so that other publishers may be generous. */
export const MAX_INGEST_EVENTS = 500;
export const MAX_INGEST_BYTES = 1024 * 1024;

/** How far the clock of a signer may be away, in either direction. */
export const SIGNATURE_TOLERANCE_SECONDS = 5 * 60;

/** How long the hub knows an event id: longer than the outbox keeps trying (75.6 h). */
export const IDEMPOTENCY_WINDOW_HOURS = 76;

/** All-or-nothing: whoever missed more takes it from the ledger. */
export const MAX_RECOVERY_EVENTS = 300;
export const MAX_RECOVERY_BYTES = 256 * 1024;

/** Ledger ids of long transactions become visible late, so a backfill by sequence overlaps. */
export const BACKFILL_OVERLAP_SECONDS = 30;

export const MAX_CHANNELS_PER_SOCKET = 128;
/** Channels whose presence a connection only looks at, besides those it is in. */
export const MAX_WATCHED_CHANNELS_PER_SOCKET = 128;
/** Channels of single posts that one token names besides the user's own. */
export const MAX_WANTED_CHANNELS = 100;
export const MAX_CHANNEL_NAME_LENGTH = 120;
export const MAX_SITE_ID_LENGTH = 63;

/** What a client may send in one frame. */
export const MAX_CLIENT_MESSAGE_BYTES = 32 * 1024;

export const TOKEN_LIFETIME_SECONDS = 5 * 60;
/** Clocks differ: a token counts as good this much before `nbf` and after `exp`. */
export const TOKEN_CLOCK_SKEW_SECONDS = 30;
/** How long a socket with an expired token may stay to bring a new one. */
export const TOKEN_GRACE_SECONDS = 30;

/** A socket that has not said what it wants after this is dropped. */
export const CONNECT_TIMEOUT_MS = 10_000;

export const PING_INTERVAL_MS = 25_000;
export const PING_TIMEOUT_MS = 20_000;

/** Encoded size of what a member of a channel tells about itself. */
export const MAX_PRESENCE_STATE_BYTES = 1024;
export const MAX_SIGNAL_BYTES = 4 * 1024;
