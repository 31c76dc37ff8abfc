import {
	CONNECT_TIMEOUT_MS,
	PING_INTERVAL_MS,
	PING_TIMEOUT_MS,
} from '../../protocol';
import { LOG_LEVELS } from './types';

interface OptionBase {
	/** Key in the JSON file. */
	readonly key: string;
	readonly flag: string;
	readonly env: string;
	readonly help: string;
	/** What the error line says is needed. */
	readonly needs: string;
}

/**
 * One setting of the hub, however it is given: flag before environment before
 * file before default.
 *
 * @since 0.1.0
 */
export type Option = OptionBase &
	(
		| {
				readonly type: 'integer';
				readonly minimum: number;
				readonly maximum: number;
				readonly default: number;
		  }
		| {
				readonly type: 'string';
				readonly pattern?: string;
				readonly enum?: readonly string[];
				readonly default?: string;
				/** Shown as set or not set, never as itself. */
				readonly secret?: true;
		  }
	);

const integer = (
	key: string,
	help: string,
	[ minimum, maximum ]: [ number, number ],
	fallback: number
): Option => ( {
	...names( key ),
	help,
	type: 'integer',
	minimum,
	maximum,
	default: fallback,
	needs: `a whole number from ${ minimum } to ${ maximum }`,
} );

const text = (
	key: string,
	help: string,
	rest: Partial< Extract< Option, { type: 'string' } > > & { needs: string }
): Option => ( { ...names( key ), help, type: 'string', ...rest } );

function names( key: string ) {
	const words = key.replace( /[A-Z]/g, ( letter ) => `-${ letter }` );
	return {
		key,
		flag: words.toLowerCase(),
		env: `REALTIME_EVENTS_${ words.replaceAll( '-', '_' ).toUpperCase() }`,
	};
}

/** @since 0.1.0 */
export const OPTIONS: readonly Option[] = [
	text( 'host', 'Address to listen on.', {
		default: '127.0.0.1',
		pattern: '^\\S+$',
		needs: 'an IP address or a host name',
	} ),
	integer(
		'port',
		'Port to listen on; 0 takes a free one.',
		[ 0, 65_535 ],
		8090
	),
	{
		...text( 'redisUrl', 'Redis or Valkey ≥ 7 that several nodes share.', {
			pattern: '^rediss?://\\S+$',
			needs: 'a redis:// or rediss:// URL',
			secret: true,
		} ),
		env: 'REDIS_URL',
	},
	text( 'logLevel', 'How much is logged.', {
		default: 'info',
		enum: LOG_LEVELS,
		needs: `one of ${ LOG_LEVELS.join( ', ' ) }`,
	} ),
	integer(
		'logMaxEvents',
		'Events kept for each channel.',
		[ 1, 1_000_000 ],
		1000
	),
	integer( 'logMaxAgeHours', 'Hours an event is kept.', [ 1, 8760 ], 24 ),
	integer(
		'drainSeconds',
		'Seconds over which clients are moved away at a stop.',
		[ 0, 300 ],
		5
	),
	integer(
		'trustProxy',
		'Number of proxies in front whose X-Forwarded-For is believed.',
		[ 0, 10 ],
		0
	),
	integer(
		'maxConnections',
		'Connections to this node.',
		[ 1, 1_000_000 ],
		50_000
	),
	integer(
		'maxConnectionsPerIp',
		'Connections from one address, over all nodes.',
		[ 1, 1_000_000 ],
		200
	),
	integer(
		'maxMessagesPerIp',
		'Messages a second from the clients of one address, over all nodes; ten times as many at once.',
		[ 1, 1_000_000 ],
		1000
	),
	integer(
		'maxMessagesPerSite',
		'Messages a second from the clients of one site; ten times as many at once.',
		[ 1, 10_000_000 ],
		20_000
	),
	integer(
		'maxJoinsPerIp',
		'Channels a second that the clients of one address join; ten times as many at once.',
		[ 1, 1_000_000 ],
		1000
	),
	integer(
		'maxJoinsPerSite',
		'Channels a second that the clients of one site join; ten times as many at once.',
		[ 1, 10_000_000 ],
		20_000
	),
	integer(
		'maxMemoryMb',
		'Memory the node is meant to have, in MB; new connections are refused from 80 % on.',
		[ 64, 1_048_576 ],
		1024
	),
	integer(
		'connectTimeoutMs',
		'Milliseconds a new connection has to say what it wants.',
		[ 100, 120_000 ],
		CONNECT_TIMEOUT_MS
	),
	integer(
		'pingIntervalMs',
		'Milliseconds between two questions whether a connection is still there; less than a proxy waits.',
		[ 100, 120_000 ],
		PING_INTERVAL_MS
	),
	integer(
		'pingTimeoutMs',
		'Milliseconds a connection has to answer that.',
		[ 100, 120_000 ],
		PING_TIMEOUT_MS
	),
	integer(
		'requestTimeoutMs',
		'Milliseconds a request has to be here, headers and body.',
		[ 100, 120_000 ],
		10_000
	),
	text(
		'longPolling',
		'Whether Socket.IO clients of a former relay may begin by HTTP long-polling, as that library does by itself.',
		{ default: 'off', enum: [ 'off', 'on' ], needs: 'off or on' }
	),
	text( 'tlsCert', 'Certificate file (PEM).', { needs: 'a path' } ),
	text( 'tlsKey', 'Key file of the certificate (PEM).', { needs: 'a path' } ),
	text( 'metricsToken', 'Bearer token that /metrics asks for.', {
		pattern: '^\\S{16,}$',
		needs: 'at least 16 characters without spaces',
		secret: true,
	} ),
	text( 'watch', 'Event file (events.ndjson) to take events from.', {
		needs: 'a path',
	} ),
	text(
		'watchSite',
		'Site that the event file belongs to, where there are several.',
		{
			needs: 'a site id',
		}
	),
];
