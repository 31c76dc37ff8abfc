import {
	Counter,
	Gauge,
	Histogram,
	Registry,
	collectDefaultMetrics,
} from 'prom-client';
import type { DeliveryObserver } from '../delivery/observer';
import { SiteRates } from './site-rates';

const PREFIX = 'realtime_events_hub_';
const LATENCY_BUCKETS_SECONDS = [
	0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5,
];
const SIZE_BUCKETS = [ 1, 2, 5, 10, 25, 50, 100, 250, 500 ];

/** @since 0.1.0 */
export interface Gauges {
	readonly connections: () => number;
	/** Nodes of this hub, this one included. */
	readonly nodes: () => number;
	readonly rooms: () => number;
	/** Written to connections and not yet left. */
	readonly waitingBytes: () => number;
}

/**
 * What the node counts. Sites are a label, events and people are not.
 *
 * @since 0.1.0
 */
export class Metrics implements DeliveryObserver {
	readonly #registry = new Registry();
	readonly #now: () => number;
	/** What each site sent, for the site itself. */
	readonly rates: SiteRates;
	readonly #ingested = this.#counter(
		'ingested_events_total',
		'Events by verdict.',
		[ 'site', 'status' ]
	);
	readonly #deliveries = this.#counter(
		'deliveries_total',
		'Events written to connections.',
		[ 'site' ]
	);
	readonly #batch = this.#histogram(
		'batch_events',
		'Events that left together.',
		[],
		SIZE_BUCKETS
	);
	readonly #toSocket = this.#histogram(
		'log_to_socket_seconds',
		'From the log taking an event to its batch being written.',
		[],
		LATENCY_BUCKETS_SECONDS
	);
	readonly #ingest = this.#histogram(
		'ingest_seconds',
		'From a request to its answer.',
		[],
		LATENCY_BUCKETS_SECONDS
	);
	readonly #recoveries = this.#counter(
		'recoveries_total',
		'Recoveries by result.',
		[ 'site', 'result' ]
	);
	readonly #recoveredEvents = this.#histogram(
		'recovered_events',
		'Events given to a returning client.',
		[],
		SIZE_BUCKETS
	);
	readonly #gaps = this.#counter(
		'log_gaps_total',
		'Holes found in the tail.',
		[ 'site' ]
	);
	readonly #fills = this.#counter(
		'log_fills_total',
		'Logs begun from the ledger of a site, by result.',
		[ 'site', 'result' ]
	);
	readonly #refused = this.#counter( 'refused_total', 'Refusals by code.', [
		'code',
	] );
	readonly #closed = this.#counter(
		'closed_total',
		'Connections the hub closed.',
		[ 'code' ]
	);

	constructor( now: () => number ) {
		this.#now = now;
		this.rates = new SiteRates( now );
		collectDefaultMetrics( { register: this.#registry, prefix: PREFIX } );
	}

	/** Values that are read when they are asked for. */
	watch( { connections, nodes, rooms, waitingBytes }: Gauges ): void {
		this.#gauge(
			'waiting_bytes',
			'Written to connections and not yet taken by them.',
			waitingBytes
		);
		this.#gauge( 'connections', 'Open connections.', connections );
		this.#gauge( 'nodes', 'Nodes of the hub that are heard.', nodes );
		this.#gauge( 'rooms', 'Channels with receivers on this node.', rooms );
	}

	ingested( site: string, status: string ): void {
		this.#ingested.inc( { site, status } );
		if ( status === 'accepted' ) {
			this.rates.count( site );
		}
	}

	ingestTook( seconds: number ): void {
		this.#ingest.observe( seconds );
	}

	delivered(
		site: string,
		events: number,
		receivers: number,
		oldestMs: number
	): void {
		this.#deliveries.inc( { site }, events * receivers );
		this.#batch.observe( events );
		this.#toSocket.observe( Math.max( 0, this.#now() - oldestMs ) / 1000 );
	}

	recovered( site: string, succeeded: boolean, events: number ): void {
		this.#recoveries.inc( {
			site,
			result: succeeded ? 'recovered' : 'refused',
		} );
		if ( succeeded ) {
			this.#recoveredEvents.observe( events );
		}
	}

	gap( site: string ): void {
		this.#gaps.inc( { site } );
	}

	logFilled( site: string, result: string ): void {
		this.#fills.inc( { site, result } );
	}

	refused( code: string ): void {
		this.#refused.inc( { code } );
	}

	closed( code: string ): void {
		this.#closed.inc( { code } );
	}

	get contentType(): string {
		return this.#registry.contentType;
	}

	text(): Promise< string > {
		return this.#registry.metrics();
	}

	#counter( name: string, help: string, labelNames: string[] ): Counter {
		const registers = [ this.#registry ];
		return new Counter( {
			name: PREFIX + name,
			help,
			labelNames,
			registers,
		} );
	}

	#histogram(
		name: string,
		help: string,
		labelNames: string[],
		buckets: number[]
	): Histogram {
		const registers = [ this.#registry ];
		return new Histogram( {
			name: PREFIX + name,
			help,
			labelNames,
			buckets,
			registers,
		} );
	}

	#gauge( name: string, help: string, read: () => number ): void {
		new Gauge( {
			name: PREFIX + name,
			help,
			registers: [ this.#registry ],
			collect() {
				this.set( read() );
			},
		} );
	}
}
