import { Poster, benchEvent } from './events.mjs';
import { RecoveringClient } from './recovering-client.mjs';
import { startNodeOnRedis, startRedis } from './servers/index.mjs';
import { token } from './signing.mjs';

const CLIENTS = 20;
const CUT_AFTER_MS = 400;
const EVENT_EVERY_MS = 5;
const CLIENTS_OF_NODE = 50;
const OUTAGE_EVENT_EVERY_MS = 20;
const BEFORE_OUTAGE_MS = 2000;
const AFTER_OUTAGE_MS = 2000;
const GIVE_UP_MS = 20_000;

const pause = ( ms ) => new Promise( ( resolve ) => setTimeout( resolve, ms ) );

async function until( condition ) {
	const end = performance.now() + GIVE_UP_MS;
	while ( ! condition() && performance.now() < end ) {
		await pause( 10 );
	}
}

/**
 * What of the events that were taken did not come to each client, or came twice.
 *
 * @param {RecoveringClient[]} clients Who listened.
 * @param {number[]}           taken   Numbers of the events.
 */
function account( clients, taken ) {
	let lost = 0;
	let doubled = 0;
	for ( const { counts } of clients ) {
		for ( const number of taken ) {
			const count = counts.get( number ) ?? 0;
			lost += count === 0 ? 1 : 0;
			doubled += Math.max( 0, count - 1 );
		}
	}
	return { lost, doubled, wanted: taken.length * clients.length };
}

/**
 * Each connection is cut 400 ms after it is in, while events go on and the check
 * of who connects takes its time.
 *
 * @param {Object} contender Who is measured.
 * @param {number} authMs    How long the check takes.
 * @param {number} seconds   For how long.
 */
export async function cuts( contender, authMs, seconds ) {
	const server = await contender.start( authMs );
	const poster = new Poster( contender, server.port );
	const jwt = await token();
	const clients = Array.from(
		{ length: CLIENTS },
		() => new RecoveringClient( server.port, contender.isHub, jwt )
	);
	try {
		await Promise.all( clients.map( ( { ready } ) => ready ) );
		await poster.post( benchEvent( 0 ) );
		const taken = [];
		const posting = [];
		const end = performance.now() + seconds * 1000;
		clients.forEach( ( client ) => {
			client.onIn = () =>
				setTimeout(
					() => performance.now() < end && client.cut(),
					CUT_AFTER_MS
				);
			client.onIn();
		} );
		for ( let number = 1; performance.now() < end; number++ ) {
			posting.push(
				poster
					.post( benchEvent( number ) )
					.then( () => taken.push( number ) )
			);
			await pause( EVENT_EVERY_MS );
		}
		await Promise.all( posting );
		await until( () =>
			clients.every( ( { counts } ) => counts.has( taken.at( -1 ) ) )
		);
		// Who comes last may still have something on the way.
		await pause( 2 * authMs + 500 );
		return {
			...account( clients, taken ),
			cuts: clients.reduce(
				( sum, { disconnects } ) => sum + disconnects,
				0
			),
		};
	} finally {
		clients.forEach( ( client ) => client.close() );
		poster.close();
		await server.stop();
	}
}

/**
 * Redis goes away for a while under two nodes that take events in turns. What
 * is not acknowledged is offered again, as an outbox does.
 *
 * @param {string} bundle  The hub's file.
 * @param {number} seconds How long Redis is away.
 */
export async function outage( bundle, seconds ) {
	const redis = await startRedis();
	const nodes = [
		await startNodeOnRedis( bundle, redis.url ),
		await startNodeOnRedis( bundle, redis.url ),
	];
	const posters = nodes.map( ( node ) => new Poster( node, node.port ) );
	const jwt = await token();
	const clients = nodes.flatMap( ( { port } ) =>
		Array.from(
			{ length: CLIENTS_OF_NODE },
			() => new RecoveringClient( port, true, jwt )
		)
	);
	const waiting = [];
	const taken = [];
	let refused = 0;
	let isOver = false;
	const send = async ( poster ) => {
		while ( ! isOver || waiting.length > 0 ) {
			const event = waiting.shift();
			if ( ! event ) {
				await pause( 1 );
				continue;
			}
			try {
				await poster.post( event );
				taken.push( Number( event.data.mark ) );
			} catch {
				refused++;
				waiting.unshift( event );
				await pause( 100 );
			}
		}
	};
	let number = 0;
	const happen = async ( ms ) => {
		for ( const end = performance.now() + ms; performance.now() < end; ) {
			waiting.push( benchEvent( number++ ) );
			await pause( OUTAGE_EVENT_EVERY_MS );
		}
	};
	try {
		await Promise.all( clients.map( ( { ready } ) => ready ) );
		const sending = Promise.all( posters.map( send ) );
		await happen( BEFORE_OUTAGE_MS );
		await redis.kill();
		await happen( seconds * 1000 );
		const before = number;
		await redis.start();
		const back = performance.now();
		let caughtUp;
		const catching = until( () =>
			clients.every( ( { counts } ) => counts.size >= before )
		).then( () => ( caughtUp = performance.now() - back ) );
		await happen( AFTER_OUTAGE_MS );
		isOver = true;
		await sending;
		await catching;
		await until( () =>
			clients.every( ( { counts } ) => counts.size >= taken.length )
		);
		const [ first ] = clients;
		return {
			...account( clients, taken ),
			caughtUpMs: caughtUp,
			refused,
			disconnects: clients.reduce(
				( sum, { disconnects } ) => sum + disconnects,
				0
			),
			gaps: clients.reduce( ( sum, { gaps } ) => sum + gaps, 0 ),
			otherOrder: clients.filter(
				( { order } ) => order.join() !== first.order.join()
			).length,
		};
	} finally {
		isOver = true;
		waiting.length = 0;
		clients.forEach( ( client ) => client.close() );
		posters.forEach( ( poster ) => poster.close() );
		await Promise.all( nodes.map( ( node ) => node.stop() ) );
		await redis.remove();
	}
}
