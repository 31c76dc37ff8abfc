import { IncomingMessage } from 'node:http';
import { queryObjects } from 'node:v8';
import { connect, eventually, type HubSocket } from './support/client';
import { startHub, type RunningHub } from './support/hub-fixture';

const CLIENTS = 10;

/** How many requests this process holds, hub and clients, when its garbage is gone. */
const heldRequests = () => queryObjects( IncomingMessage, { format: 'count' } );

describe( 'what an idle connection holds', () => {
	let hub: RunningHub;
	const sockets: HubSocket[] = [];

	beforeEach( async () => {
		hub = await startHub();
	} );

	afterEach( async () => {
		sockets.splice( 0 ).forEach( ( socket ) => socket.disconnect() );
		await hub.stop();
	} );

	it( 'is nothing of the request that it began with', async () => {
		const before = heldRequests();
		for ( let client = 0; client < CLIENTS; client++ ) {
			sockets.push( await connect( hub.url ) );
		}
		await eventually(
			async () => heldRequests(),
			( held ) => held <= before
		);
		expect( sockets.filter( ( { connected } ) => connected ) ).toHaveLength(
			CLIENTS
		);
		// Each look goes through all of the memory of a process that has run many tests.
	}, 90_000 );
} );
