/**
 * A checked configuration. Durations and sizes carry their unit in the name.
 *
 * @since 0.1.0
 */
export interface HubConfig {
	readonly host: string;
	readonly port: number;
	readonly sites: readonly SiteConfig[];
	readonly redisUrl?: string;
	readonly logLevel: LogLevel;
	/** Events kept for each channel. */
	readonly logMaxEvents: number;
	readonly logMaxAgeHours: number;
	/** How long clients are given to move to another node at a stop. */
	readonly drainSeconds: number;
	/** Number of proxies in front whose `X-Forwarded-For` is believed. */
	readonly trustProxy: number;
	readonly maxConnections: number;
	readonly maxConnectionsPerIp: number;
	/** Messages and joined channels: each per second. */
	readonly maxMessagesPerIp: number;
	readonly maxMessagesPerSite: number;
	readonly maxJoinsPerIp: number;
	readonly maxJoinsPerSite: number;
	readonly maxMemoryMb: number;
	/** A connection that has not said what it wants after this is dropped. */
	readonly connectTimeoutMs: number;
	/** How often a connection is asked whether it is still there, and how long it has to answer. */
	readonly pingIntervalMs: number;
	readonly pingTimeoutMs: number;
	/** A request has to be here, headers and body, after this. */
	readonly requestTimeoutMs: number;
	/** Whether Socket.IO clients of a former relay may begin by HTTP long-polling. */
	readonly longPolling: 'off' | 'on';
	readonly tlsCert?: string;
	readonly tlsKey?: string;
	readonly metricsToken?: string;
	readonly watch?: string;
	readonly watchSite?: string;
}

/** @since 0.1.0 */
export interface SiteConfig {
	readonly id: string;
	/** Home URL without a slash at the end. */
	readonly url: string;
	/** The one to sign with comes first; the others are still good while keys rotate. */
	readonly apiKeys: readonly string[];
	/** Scheme, host and port of pages that may connect. */
	readonly origins: readonly string[];
	readonly maxConnections?: number;
}

/** @since 0.1.0 */
export const LOG_LEVELS = [
	'trace',
	'debug',
	'info',
	'warn',
	'error',
	'silent',
] as const;

/** @since 0.1.0 */
export type LogLevel = ( typeof LOG_LEVELS )[ number ];
