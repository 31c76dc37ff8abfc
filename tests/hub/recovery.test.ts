import { once } from 'node:events';
import { verifyToken } from '../../src/hub/auth/token-verifier';
import { MemoryLog } from '../../src/hub/log/memory-log';
import type { CloudEvent, Position } from '../../src/protocol';
import {
	connect,
	Inbox,
	join,
	openSocket,
	until,
	type HubSocket,
} from './support/client';
import { SITE, startHub, type RunningHub } from './support/hub-fixture';
import { event, publish, token } from './support/publishing';

/** Cuts the connection as a lost network does: without a word. */
function cut( socket: HubSocket ): void {
	const { transport } = socket.io.engine as unknown as {
		transport: { ws: { terminate: () => void } };
	};
	transport.ws.terminate();
}

/** What a good client does: subscribe with what it saw last, and check that nothing is missing. */
class Follower {
	readonly events: CloudEvent[] = [];
	readonly holes: string[] = [];
	unrecovered = 0;
	connects = 0;
	readonly socket: HubSocket;
	#position: Position | null = null;

	constructor( url: string, jwt: string ) {
		this.socket = openSocket( url, {
			reconnection: true,
			auth: { site: SITE, token: jwt },
		} );
		this.socket.on( 'connect', () => void this.#subscribe() );
		this.socket.on( 'events', ( { epoch, offset, events } ) => {
			const first = offset - events.length + 1;
			if (
				this.#position?.epoch !== epoch ||
				first !== this.#position.offset + 1
			) {
				this.holes.push(
					`${ this.#position?.offset } then ${ first }`
				);
			}
			this.#take( { epoch, offset }, events );
		} );
	}

	async #subscribe(): Promise< void > {
		const isReturning = this.#position !== null;
		// A cut in the middle leaves this without an answer; the next connect asks again.
		this.socket.emit(
			'subscribe',
			{ channels: [ { channel: 'editors', ...this.#position } ] },
			( answer ) => {
				const joined =
					'channels' in answer ? answer.channels[ 0 ] : undefined;
				if ( ! joined?.ok ) {
					throw new Error( 'A good token was refused.' );
				}
				this.unrecovered += isReturning && ! joined.recovered ? 1 : 0;
				this.connects++;
				this.#take( joined, joined.events );
			}
		);
	}

	#take( { epoch, offset }: Position, events: readonly CloudEvent[] ): void {
		this.#position = { epoch, offset };
		this.events.push( ...events );
	}
}

describe.each( [ 0, 50, 500 ] )(
	'cuts while checking a token takes %d ms',
	( authMs ) => {
		const BATCHES = 150;
		const PER_BATCH = 4;
		let hub: RunningHub;

		beforeAll( async () => {
			hub = await startHub(
				{},
				{
					verify: async ( ...args ) => {
						await new Promise( ( resolve ) =>
							setTimeout( resolve, authMs )
						);
						return verifyToken( ...args );
					},
				}
			);
		} );

		afterAll( () => hub.stop() );

		it( 'loses nothing, doubles nothing and keeps the order', async () => {
			const jwt = await token();
			const followers = [
				new Follower( hub.url, jwt ),
				new Follower( hub.url, jwt ),
			];
			await until( () =>
				followers.every( ( { connects } ) => connects === 1 )
			);
			const sent: CloudEvent[] = [];
			for ( let i = 0; i < BATCHES; i++ ) {
				const batch = Array.from( { length: PER_BATCH }, () =>
					event()
				);
				sent.push( ...batch );
				await publish( hub.url, batch );
				// Each is cut at other moments, sometimes while it is still coming back.
				followers.forEach( ( { socket }, which ) => {
					if ( socket.connected && i % ( 11 + 6 * which ) === 7 ) {
						cut( socket );
					}
				} );
				if ( i % 10 === 0 ) {
					await new Promise( ( resolve ) =>
						setTimeout( resolve, authMs / 4 + 5 )
					);
				}
			}
			await until( () =>
				followers.every(
					( { events } ) => events.length >= sent.length
				)
			);
			for ( const follower of followers ) {
				expect( follower.connects ).toBeGreaterThan( 1 );
				// All-or-nothing: up to 300 events can be caught up on, and no more were sent meanwhile.
				expect( follower.unrecovered ).toBe( 0 );
				expect( follower.holes ).toEqual( [] );
				expect( follower.events ).toEqual( sent );
				follower.socket.disconnect();
			}
		}, 60_000 );
	}
);

/** A log that is somewhere else, as Redis is, and so takes a moment. */
class CountingLog extends MemoryLog {
	reads = 0;

	override async read( ...args: Parameters< MemoryLog[ 'read' ] > ) {
		this.reads++;
		await new Promise( ( resolve ) => setTimeout( resolve, 50 ) );
		return super.read( ...args );
	}
}

describe( 'coming back', () => {
	let hub: RunningHub;
	let jwt: string;

	beforeEach( async () => {
		hub = await startHub( { logMaxEvents: 500 } );
		jwt = await token();
	} );

	afterEach( () => hub.stop() );

	const member = () =>
		connect( hub.url, { auth: { site: SITE, token: jwt } } );

	const send = async (
		count: number,
		overrides: Partial< CloudEvent > = {}
	) => {
		const events = Array.from( { length: count }, () =>
			event( overrides )
		);
		for ( let i = 0; i < count; i += 100 ) {
			await publish( hub.url, events.slice( i, i + 100 ) );
		}
		return events;
	};

	it( 'answers with exactly what was missed', async () => {
		const socket = await member();
		const before = await join( socket, { channel: 'editors' } );
		const sent = await send( 12 );
		const { epoch } = before;
		expect( before ).toMatchObject( {
			offset: 0,
			recovered: false,
			events: [],
		} );
		expect(
			await join( socket, { channel: 'editors', epoch, offset: 0 } )
		).toMatchObject( {
			offset: 12,
			recovered: true,
			events: sent,
		} );
		expect(
			await join( socket, { channel: 'editors', epoch, offset: 10 } )
		).toMatchObject( {
			recovered: true,
			events: sent.slice( 10 ),
		} );
		expect(
			await join( socket, { channel: 'editors', epoch, offset: 12 } )
		).toMatchObject( {
			recovered: true,
			events: [],
		} );
		socket.disconnect();
	} );

	it( 'gives nothing rather than a part', async () => {
		const socket = await member();
		const inbox = new Inbox( socket );
		const { epoch } = await join( socket, { channel: 'editors' } );
		await send( 301 );
		await inbox.has( 301 );
		const nothing = { recovered: false, events: [], offset: 301 };
		const ask = ( position: object ) =>
			join( socket, { channel: 'editors', ...position } );
		expect( await ask( { epoch, offset: 0 } ) ).toMatchObject( nothing );
		expect( await ask( { epoch, offset: 1 } ) ).toMatchObject( {
			recovered: true,
		} );
		expect( await ask( { epoch: 'another', offset: 300 } ) ).toMatchObject(
			nothing
		);
		expect( await ask( { epoch, offset: 302 } ) ).toMatchObject( nothing );
		expect( await ask( {} ) ).toMatchObject( nothing );
		socket.disconnect();
	} );

	it( 'gives no more than 256 KiB', async () => {
		const socket = await member();
		const inbox = new Inbox( socket );
		const { epoch } = await join( socket, { channel: 'editors' } );
		await send( 5, { data: { text: 'x'.repeat( 60 * 1024 ) } } );
		await inbox.has( 5 );
		expect(
			await join( socket, { channel: 'editors', epoch, offset: 0 } )
		).toMatchObject( {
			recovered: false,
			events: [],
		} );
		expect(
			await join( socket, { channel: 'editors', epoch, offset: 2 } )
		).toMatchObject( {
			recovered: true,
			offset: 5,
		} );
		socket.disconnect();
	} );

	it( 'does not vouch for another log after a restart', async () => {
		const socket = await member();
		await send( 3 );
		const { epoch, offset } = await join( socket, { channel: 'editors' } );
		socket.disconnect();
		await hub.stop();
		hub = await startHub();
		await send( 3 );
		const again = await member();
		const joined = await join( again, {
			channel: 'editors',
			epoch,
			offset,
		} );
		expect( joined ).toMatchObject( { recovered: false, events: [] } );
		expect( joined.epoch ).not.toBe( epoch );
		again.disconnect();
	} );

	it( 'goes on with what comes after the answer, without doubling it', async () => {
		const socket = await member();
		const inbox = new Inbox( socket );
		const first = await send( 2 );
		const { offset } = await join( socket, { channel: 'editors' } );
		const later = await send( 2 );
		await inbox.has( 2 );
		expect( offset ).toBe( first.length );
		expect( inbox.events ).toEqual( later );
		expect( inbox.messages.at( -1 )?.offset ).toBe( 4 );
		socket.disconnect();
	} );

	it( 'sends nothing more after unsubscribing', async () => {
		const socket = await member();
		const inbox = new Inbox( socket );
		await join( socket, { channel: 'editors' } );
		await join( socket, { channel: 'admins' } );
		await socket.emitWithAck( 'unsubscribe', {
			channels: [ 'editors', 'never-joined' ],
		} );
		await send( 1 );
		const [ last ] = await send( 1, { channel: 'admins' } );
		await inbox.has( 1 );
		expect( inbox.events ).toEqual( [ last ] );
		socket.disconnect();
	} );

	it( 'serves 300 clients that return at once from one read of the log', async () => {
		await hub.stop();
		const log = new CountingLog( {
			epoch: 'e',
			maxEvents: 1000,
			maxAgeMs: 3_600_000,
			now: Date.now,
		} );
		hub = await startHub( {}, { log } );
		const sent = await send( 20 );
		const clients = await Promise.all(
			Array.from( { length: 300 }, member )
		);
		const answers = await Promise.all(
			clients.map( ( socket ) =>
				join( socket, {
					channel: 'editors',
					epoch: 'e',
					offset: 0,
				} )
			)
		);
		expect( answers.every( ( { recovered } ) => recovered ) ).toBe( true );
		expect(
			answers.every( ( { events } ) => events.length === sent.length )
		).toBe( true );
		expect( log.reads ).toBe( 1 );
		clients.forEach( ( socket ) => socket.disconnect() );
	}, 20_000 );

	it( 'tells its clients to come back before it stops', async () => {
		const socket = await member();
		const closing = once( socket as never, 'closing' );
		const stopping = hub.stop();
		const [ message ] = await closing;
		expect( message ).toMatchObject( {
			code: 'shutting_down',
			retry: true,
		} );
		expect( message.after ).toBeGreaterThanOrEqual( 0 );
		await until( () => socket.disconnected );
		await stopping;
	} );
} );
