import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { CloudEvent } from '../../protocol';
import { Follower, Publisher, issueToken } from '../client';

/** @since 0.1.0 */
export interface BenchOptions {
	/** Where the hub is, http or https. */
	readonly url: string;
	readonly site: string;
	readonly siteUrl: string;
	readonly apiKey: string;
	readonly channel: string;
	/** Connections that listen. */
	readonly clients: number;
	readonly events: number;
	/** Events a second. */
	readonly rate: number;
	/** About how large the data of an event is. */
	readonly bytes: number;
	readonly signal: AbortSignal;
}

/** @since 0.1.0 */
export interface BenchResult {
	readonly clients: number;
	readonly events: number;
	readonly deliveries: number;
	readonly missing: number;
	readonly doubled: number;
	/** From sending to being heard. */
	readonly ms: {
		readonly p50: number;
		readonly p95: number;
		readonly p99: number;
		readonly max: number;
	};
}

const CONNECT_AT_ONCE = 50;
/** What has not come by then is missing. */
const GIVE_UP_MS = 10_000;
const LOOK_MS = 20;
const MS_PER_SECOND = 1000;

/**
 * Measures a hub that runs: how long events take to so many connections, and
 * whether each comes once. The connections are made here, so that a busy
 * machine shows in the numbers.
 *
 * @since 0.1.0
 */
export async function runBench(
	options: BenchOptions
): Promise< BenchResult > {
	const { url, site, siteUrl, apiKey, channel, clients, signal } = options;
	const sentAt = new Map< string, number >();
	const latencies: number[] = [];
	let doubled = 0;
	const followers: Follower[] = [];
	const token = await issueToken( {
		site,
		siteUrl,
		apiKey,
		channels: [ channel ],
	} );
	const open = () => {
		const seen = new Set< string >();
		return new Promise< void >( ( resolve, reject ) => {
			const follower = new Follower( {
				url,
				site,
				channels: [ channel ],
				token: async () => token,
				onState: ( state ) => state === 'live' && resolve(),
				onEvent: ( { id } ) => {
					const sent = sentAt.get( id );
					if ( sent === undefined ) {
						return;
					}
					doubled += seen.has( id ) ? 1 : 0;
					seen.add( id );
					latencies.push( performance.now() - sent );
				},
			} );
			followers.push( follower );
			follower.done.catch( reject );
			follower.start();
		} );
	};
	try {
		for ( let left = clients; left > 0; left -= CONNECT_AT_ONCE ) {
			await Promise.all(
				Array.from(
					{ length: Math.min( left, CONNECT_AT_ONCE ) },
					open
				)
			);
		}
		await publishAll(
			options,
			new Publisher( { url, site, apiKey } ),
			sentAt
		);
		const wanted = () => sentAt.size * clients + doubled;
		for (
			let waited = 0;
			latencies.length < wanted() &&
			waited < GIVE_UP_MS &&
			! signal.aborted;
			waited += LOOK_MS
		) {
			await pause( LOOK_MS );
		}
		const deliveries = latencies.length - doubled;
		return {
			clients,
			events: sentAt.size,
			deliveries,
			missing: sentAt.size * clients - deliveries,
			doubled,
			ms: percentiles( latencies ),
		};
	} finally {
		followers.forEach( ( follower ) => follower.stop() );
	}
}

async function publishAll(
	{ siteUrl, channel, events, rate, bytes, signal }: BenchOptions,
	publisher: Publisher,
	sentAt: Map< string, number >
): Promise< void > {
	const started = performance.now();
	const text = 'x'.repeat( bytes );
	for ( let i = 0; i < events && ! signal.aborted; i++ ) {
		const due = started + ( i * MS_PER_SECOND ) / rate;
		await pause( Math.max( 0, due - performance.now() ) );
		const event: CloudEvent = {
			specversion: '1.0',
			id: randomUUID(),
			source: siteUrl,
			type: 'hub.measured',
			time: new Date().toISOString(),
			data: { text },
			channel,
			severity: 'info',
			origin: 'cli',
		};
		sentAt.set( event.id, performance.now() );
		await publisher.publish( [ event ] );
	}
}

function percentiles( values: readonly number[] ): BenchResult[ 'ms' ] {
	const sorted = [ ...values ].sort( ( a, b ) => a - b );
	const at = ( share: number ) =>
		Math.round(
			( sorted[
				Math.min(
					sorted.length - 1,
					Math.floor( share * sorted.length )
				)
			] ?? 0 ) * 10
		) / 10;
	return { p50: at( 0.5 ), p95: at( 0.95 ), p99: at( 0.99 ), max: at( 1 ) };
}
