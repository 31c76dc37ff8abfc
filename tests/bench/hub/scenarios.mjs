import { percentile } from '../support/statistics.mjs';
import { collectGarbage } from './collect-garbage.mjs';
import { Poster, benchEvent, findEvents } from './events.mjs';
import { cpuMicroseconds, residentKib } from './process-usage.mjs';
import { RawClient, openMany } from './raw-client.mjs';

const RECEIVERS = 1000;
const SENDERS = 8;
const SETTLE_MS = 1500;
/** Nobody is measured while its functions are not compiled yet. */
const WARM_UP_EVENTS = 40;
const PACE_MS = 50;
const GIVE_UP_MS = 30_000;
const IDLE_CONNECTIONS = 3000;
const RETURNING = 300;
const MISSED = 20;
const UNREAD_PER_SECOND = 100;
/** More than any kernel keeps for a socket, in a few seconds. */
const UNREAD_BYTES = 16_000;

const pause = ( ms ) => new Promise( ( resolve ) => setTimeout( resolve, ms ) );

async function until( condition, ms = GIVE_UP_MS ) {
	const end = performance.now() + ms;
	while ( ! condition() && performance.now() < end ) {
		await pause( 5 );
	}
	return condition();
}

/** More than any scenario sends. */
const MAX_EVENTS = 4096;

/**
 * Counts what arrives, by receiver and number. Counting must cost little beside
 * receiving: it is on the clock of what is measured.
 */
class Reception {
	latencies = [];
	sentAt = new Float64Array( MAX_EVENTS );
	last = 0;
	doubled = 0;
	count = 0;

	/** What came until now does not count, but may not come again either. */
	begin() {
		this.latencies = [];
		this.count = 0;
	}

	receiver() {
		const seen = new Uint8Array( MAX_EVENTS );
		let now = 0;
		const found = ( number ) => {
			if ( seen[ number ] ) {
				this.doubled++;
				return;
			}
			seen[ number ] = 1;
			this.count++;
			this.latencies.push( now - this.sentAt[ number ] );
		};
		return ( payload ) => {
			this.last = now = performance.now();
			findEvents( payload, found );
		};
	}
}

async function withServer( contender, work ) {
	const server = await contender.start();
	const poster = new Poster( contender, server.port );
	const clients = [];
	try {
		return await work( { server, poster, clients } );
	} finally {
		clients.forEach( ( client ) => client.close() );
		poster.close();
		await server.stop();
	}
}

async function receivers( contender, port, count, reception, clients ) {
	clients.push(
		...( await openMany(
			count,
			() => new RawClient( contender, port, reception.receiver() )
		) )
	);
	await pause( SETTLE_MS );
}

/**
 * What comes first finds functions that are not compiled and sockets that were
 * never written to: with 200 events two of them would be the p99.
 *
 * @param {Object} poster    Who sends.
 * @param {Object} reception Who counts.
 */
async function warmUp( poster, reception ) {
	const first = MAX_EVENTS - WARM_UP_EVENTS;
	for ( let number = first; number < MAX_EVENTS; number++ ) {
		void poster.post( benchEvent( number ) );
		await pause( PACE_MS );
	}
	await until( () => reception.count >= WARM_UP_EVENTS * RECEIVERS );
	reception.begin();
}

/**
 * One event at a time, 20 a second.
 * @param {Object} contender Who is measured.
 * @param {number} seconds   For how long.
 */
export const steady = ( contender, seconds ) =>
	withServer( contender, async ( { server, poster, clients } ) => {
		const reception = new Reception();
		await receivers(
			contender,
			server.port,
			RECEIVERS,
			reception,
			clients
		);
		await warmUp( poster, reception );
		const total = ( seconds * 1000 ) / PACE_MS;
		const before = await cpuMicroseconds( server.pid );
		for ( let number = 0; number < total; number++ ) {
			reception.sentAt[ number ] = performance.now();
			void poster.post( benchEvent( number ) );
			await pause( PACE_MS );
		}
		await until( () => reception.count >= total * RECEIVERS );
		const cpu = ( await cpuMicroseconds( server.pid ) ) - before;
		return {
			p50: percentile( reception.latencies, 50 ),
			p99: percentile( reception.latencies, 99 ),
			cpuPerDelivery: cpu / reception.count,
			missing: total * RECEIVERS - reception.count,
			doubled: reception.doubled,
		};
	} );

/**
 * 300 events as fast as they are taken.
 * @param {Object} contender Who is measured.
 */
export const burst = ( contender ) =>
	withServer( contender, async ( { server, poster, clients } ) => {
		const reception = new Reception();
		await receivers(
			contender,
			server.port,
			RECEIVERS,
			reception,
			clients
		);
		await warmUp( poster, reception );
		const total = 300;
		const before = await cpuMicroseconds( server.pid );
		const start = performance.now();
		let next = 0;
		// Each sends its next as soon as the last is answered, so that nothing waits here.
		const send = async () => {
			while ( next < total ) {
				const number = next++;
				reception.sentAt[ number ] = performance.now();
				await poster.post( benchEvent( number ) );
			}
		};
		await Promise.all( Array.from( { length: SENDERS }, send ) );
		await until( () => reception.count >= total * RECEIVERS );
		const cpu = ( await cpuMicroseconds( server.pid ) ) - before;
		return {
			perSecond: reception.count / ( ( reception.last - start ) / 1000 ),
			perCpuSecond: reception.count / ( cpu / 1e6 ),
			p99: percentile( reception.latencies, 99 ),
			missing: total * RECEIVERS - reception.count,
			doubled: reception.doubled,
		};
	} );

/**
 * What a connection that does nothing costs: as it stands, and when what was
 * needed to take it in has been thrown away.
 *
 * @param {Object} contender Who is measured.
 */
export const idle = ( contender ) =>
	withServer( contender, async ( { server, clients } ) => {
		const warm = await openMany(
			100,
			() => new RawClient( contender, server.port, () => {} )
		);
		clients.push( ...warm );
		await pause( SETTLE_MS );
		await collectGarbage( server );
		const before = await residentKib( server.pid );
		clients.push(
			...( await openMany(
				IDLE_CONNECTIONS,
				() => new RawClient( contender, server.port, () => {} )
			) )
		);
		await pause( SETTLE_MS );
		const after = await residentKib( server.pid );
		await collectGarbage( server );
		const kept = await residentKib( server.pid );
		return {
			kibPerConnection: ( after - before ) / IDLE_CONNECTIONS,
			kibKept: ( kept - before ) / IDLE_CONNECTIONS,
		};
	} );

/**
 * All come back at once: to the hub with what they missed, to the others with
 * nothing, because they keep nothing.
 *
 * @param {Object} contender Who is measured.
 */
export const returning = ( contender ) =>
	withServer( contender, async ( { server, poster, clients } ) => {
		const first = new RawClient( contender, server.port, () => {} );
		clients.push( first );
		await first.ready;
		const joined = first.answer.startsWith( '430' )
			? JSON.parse( first.answer.slice( 3 ) )[ 0 ].channels[ 0 ]
			: null;
		for ( let number = 0; number < MISSED; number++ ) {
			await poster.post( benchEvent( number ) );
		}
		await pause( SETTLE_MS );
		const seen = joined ? { epoch: joined.epoch, offset: 0 } : {};
		const cpu = await cpuMicroseconds( server.pid );
		const start = performance.now();
		const back = Array.from(
			{ length: RETURNING },
			() => new RawClient( contender, server.port, () => {}, seen )
		);
		clients.push( ...back );
		await Promise.all( back.map( ( { ready } ) => ready ) );
		const ms = performance.now() - start;
		const cpuMs = ( ( await cpuMicroseconds( server.pid ) ) - cpu ) / 1000;
		const events = back.reduce( ( sum, { answer } ) => {
			let count = 0;
			findEvents( Buffer.from( answer ), () => count++ );
			return sum + count;
		}, 0 );
		return {
			ms,
			cpuMs,
			events,
			missing: joined ? RETURNING * MISSED - events : 0,
		};
	} );

/**
 * One does not read while a hundred others do: what that costs over the same
 * load without it.
 *
 * @param {Object} contender Who is measured.
 * @param {number} seconds   For how long, each time.
 */
export const unread = ( contender, seconds ) =>
	withServer( contender, async ( { server, poster, clients } ) => {
		const reception = new Reception();
		await receivers( contender, server.port, 100, reception, clients );
		const total = seconds * UNREAD_PER_SECOND;
		let next = 0;
		const load = async () => {
			reception.latencies.length = 0;
			const before = await residentKib( server.pid );
			for ( const end = next + total; next < end; next++ ) {
				reception.sentAt[ next ] = performance.now();
				void poster.post( benchEvent( next, UNREAD_BYTES ) );
				await pause( 1000 / UNREAD_PER_SECOND );
			}
			await until( () => reception.count >= next * 100 );
			return {
				growth: ( await residentKib( server.pid ) ) - before,
				p99: percentile( reception.latencies, 99 ),
			};
		};
		// The first time warms up; the log is full and every function compiled after it.
		await load();
		const healthy = await load();
		const sleeper = new RawClient( contender, server.port, () => {} );
		clients.push( sleeper );
		await sleeper.ready;
		sleeper.pause();
		const beside = await load();
		return {
			growthBefore: healthy.growth,
			growth: beside.growth,
			p99Before: healthy.p99,
			p99: beside.p99,
			missing: next * 100 - reception.count,
		};
	} );
