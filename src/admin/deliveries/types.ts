import type { CloudEvent } from '@realtime-events/client';

/** @since 0.1.0 */
export const DELIVERY_STATES = [
	'pending',
	'retrying',
	'sent',
	'dead',
	'cancelled',
] as const;

/**
 * Where an event is on its way to a server. `retrying` is pending after a failed attempt.
 *
 * @since 0.1.0
 */
export type DeliveryState = ( typeof DELIVERY_STATES )[ number ];

/**
 * One event on its way to one server. Times are RFC 3339 in UTC.
 *
 * @since 0.1.0
 */
export interface Delivery {
	readonly id: number;
	readonly server: string;
	readonly state: DeliveryState;
	/** Somebody is sending it at this moment. */
	readonly is_sending: boolean;
	readonly attempts: number;
	readonly created: string;
	readonly next_attempt: string | null;
	readonly acknowledged: string | null;
	/** Milliseconds that the last attempt took. */
	readonly duration_ms: number | null;
	/** Of the last attempt: `202`, `timeout`; empty before the first. */
	readonly code: string;
	/** What the server answered, or why it did not. */
	readonly message: string;
	/** Null when the ledger does not have it any more. */
	readonly event: CloudEvent | null;
}

/** @since 0.1.0 */
export interface Breaker {
	readonly state: 'closed' | 'open' | 'half-open';
	/** Failures in a row. */
	readonly failures: number;
	/** Unix seconds at which the next attempt is allowed. */
	readonly until: number | null;
}

/** @since 0.1.0 */
export interface HealthHour {
	readonly time: string;
	readonly sent: number;
	readonly dead: number;
}

/**
 * How sending went in the last 24 hours.
 *
 * @since 0.1.0
 */
export interface Health {
	readonly since: string;
	/** `sent` within the 24 hours, the others now. */
	readonly counts: Readonly< Record< DeliveryState, number > >;
	/** From 0 to 1; null where nothing was decided yet. */
	readonly success_rate: number | null;
	readonly duration_ms: {
		readonly p50: number | null;
		readonly p95: number | null;
	};
	readonly oldest_pending: string | null;
	/** Oldest first. */
	readonly hours: readonly HealthHour[];
	readonly breaker: Breaker;
	readonly configured: boolean;
}
