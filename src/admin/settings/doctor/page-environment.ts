import {
	on,
	onConnectionChange,
	request,
	retry,
} from '@realtime-events/client';
import type { BrowserEnvironment } from './browser-checks';
import { probeHttp } from './probe-http';
import { probeSocket } from './probe-socket';

const TEST_EVENT_TYPE = 'realtime_events.test';
const SOCKET_TIMEOUT_MS = 5_000;
const ARRIVAL_TIMEOUT_MS = 5_000;

/** A page that was just opened is still about to connect. */
const READY_TIMEOUT_MS = 3_000;
const BEGINNING = [ 'idle', 'connecting' ];
/** One that was opened before there was a hub would not look for it for minutes. */
const WITHOUT_PUSH = [ 'polling', 'reconnecting' ];

/**
 * The real page. It listens for the test event from now on, since that may be here before anybody waits for it.
 *
 * @param serverUrl - Normalised address of the server.
 * @return The page, and what ends its listening.
 *
 * @since 0.1.0
 */
export function pageEnvironment( serverUrl: string ): BrowserEnvironment & {
	/** Resolves when the page hears what is sent to it, or does not get to it. */
	readonly ready: Promise< void >;
	readonly stop: () => void;
} {
	let isLive = false;
	let isFirst = true;
	let triesAgain = false;
	let hasBegun: () => void;
	const begun = new Promise< void >( ( resolve ) => {
		hasBegun = resolve;
	} );
	let hasCome: ( how: 'pushed' | 'polled' ) => void;
	const arrival = new Promise< 'pushed' | 'polled' >( ( resolve ) => {
		hasCome = resolve;
	} );
	const stops = [
		onConnectionChange( ( { phase, retryAt } ) => {
			isLive = phase === 'live';
			const isWithout = WITHOUT_PUSH.includes( phase );
			if ( isFirst && isWithout ) {
				triesAgain = true;
			} else if ( triesAgain && isWithout ) {
				// Who waits for the next attempt has failed with this one.
				if ( retryAt !== null ) {
					hasBegun();
				}
			} else if ( ! BEGINNING.includes( phase ) ) {
				hasBegun();
			}
			isFirst = false;
		} ),
		on( TEST_EVENT_TYPE, () => hasCome( isLive ? 'pushed' : 'polled' ) ),
	];
	if ( triesAgain ) {
		retry();
	}
	return {
		ready: Promise.race( [ begun, after( READY_TIMEOUT_MS ) ] ),
		origin: window.location.origin,
		now: () => performance.now(),
		takeToken: async () => {
			const { body } = await request< { site: string; token: string } >(
				'/token',
				{ method: 'POST', data: { channels: [] } }
			);
			return body;
		},
		probeSocket: ( site, token ) =>
			probeSocket( {
				url: serverUrl,
				site,
				token,
				timeoutMs: SOCKET_TIMEOUT_MS,
				createSocket: ( url ) => new WebSocket( url ),
				now: () => performance.now(),
			} ),
		probeHttp: ( site ) =>
			probeHttp( {
				url: serverUrl,
				site,
				timeoutMs: SOCKET_TIMEOUT_MS,
				fetch: ( ...what ) => window.fetch( ...what ),
			} ),
		awaitTestEvent: () =>
			Promise.race( [
				arrival,
				after( ARRIVAL_TIMEOUT_MS ).then( () => 'missing' as const ),
			] ),
		stop: () => stops.forEach( ( stop ) => stop() ),
	};
}

const after = ( ms: number ): Promise< void > =>
	new Promise( ( resolve ) => setTimeout( resolve, ms ) );
