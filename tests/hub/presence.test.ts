import type { PresenceMessage, SignalMessage } from '../../src/protocol';
import { connect, join, until, type HubSocket } from './support/client';
import {
	OTHER_SITE,
	OTHER_URL,
	SITE,
	startHub,
	type RunningHub,
} from './support/hub-fixture';
import { token } from './support/publishing';

describe( 'presence', () => {
	const CHANNEL = 'postType/post:7';
	let hub: RunningHub;

	beforeEach( async () => {
		hub = await startHub();
	} );

	afterEach( () => hub.stop() );

	const member = async ( sub: string, name: string ) =>
		connect( hub.url, {
			auth: {
				site: SITE,
				token: await token( {
					channels: [ CHANNEL ],
					claims: { sub, name },
				} ),
			},
		} );

	const heard = ( socket: HubSocket ) => {
		const messages: PresenceMessage[] = [];
		socket.on( 'presence', ( message ) => messages.push( message ) );
		return messages;
	};

	it( 'tells who is there, who comes and who goes, a person once however many tabs', async () => {
		const ada = await member( '1', 'Ada' );
		const messages = heard( ada );
		const first = await join( ada, { channel: CHANNEL } );
		expect( first.presence ).toEqual( {
			count: 1,
			members: [ { id: '1', name: 'Ada', since: expect.any( String ) } ],
		} );
		const tabs = [ await member( '2', 'Bob' ), await member( '2', 'Bob' ) ];
		await join( tabs[ 0 ]!, { channel: CHANNEL } );
		const second = await join( tabs[ 1 ]!, { channel: CHANNEL } );
		expect( second.presence ).toMatchObject( { count: 2 } );
		await until( () => messages.some( ( { count } ) => count === 2 ) );
		expect(
			messages.flatMap( ( message ) =>
				message.join.map( ( { id } ) => id )
			)
		).toContain( '2' );
		tabs[ 0 ]!.disconnect();
		await tabs[ 1 ]!.emitWithAck( 'unsubscribe', {
			channels: [ CHANNEL ],
		} );
		await until( () =>
			messages.some( ( { leave } ) => leave.includes( '2' ) )
		);
		expect( messages.at( -1 ) ).toMatchObject( {
			channel: CHANNEL,
			join: [],
			leave: [ '2' ],
			count: 1,
		} );
		ada.disconnect();
		tabs[ 1 ]!.disconnect();
	} );

	it( 'passes on what a member says about itself, and to those who come later', async () => {
		const [ ada, bob ] = await Promise.all( [
			member( '1', 'Ada' ),
			member( '2', 'Bob' ),
		] );
		const messages = heard( ada );
		await join( ada, { channel: CHANNEL } );
		await join( bob, { channel: CHANNEL } );
		const state = { editing: true };
		expect(
			await bob.emitWithAck( 'state', { channel: CHANNEL, state } )
		).toEqual( { ok: true } );
		await until( () =>
			messages.some( ( message ) =>
				message.join.some( ( one ) => one.state )
			)
		);
		const late = await member( '3', 'Cy' );
		const { presence } = await join( late, { channel: CHANNEL } );
		expect( presence?.members ).toContainEqual(
			expect.objectContaining( { id: '2', state } )
		);
		const tooMuch = await bob.emitWithAck( 'state', {
			channel: CHANNEL,
			state: { text: 'x'.repeat( 2000 ) },
		} );
		expect( tooMuch ).toMatchObject( {
			ok: false,
			code: 'message_invalid',
		} );
		[ ada, bob, late ].forEach( ( socket ) => socket.disconnect() );
	} );

	it( 'passes a signal to the others, stamped with who sent it', async () => {
		const [ ada, bob ] = await Promise.all( [
			member( '1', 'Ada' ),
			member( '2', 'Bob' ),
		] );
		await join( ada, { channel: CHANNEL } );
		await join( bob, { channel: CHANNEL } );
		const signals: SignalMessage[] = [];
		ada.on( 'signal', ( message ) => signals.push( message ) );
		bob.on( 'signal', () => signals.push( 'echo' as never ) );
		const forged = {
			channel: CHANNEL,
			type: 'triage.seen',
			data: { event: 'x' },
			from: { id: '1', name: 'Ada' },
		};
		expect( await bob.emitWithAck( 'signal', forged ) ).toEqual( {
			ok: true,
		} );
		await until( () => signals.length > 0 );
		expect( signals ).toEqual( [
			{
				channel: CHANNEL,
				type: 'triage.seen',
				data: { event: 'x' },
				from: { id: '2', name: 'Bob' },
				time: expect.any( String ),
			},
		] );
		ada.disconnect();
		bob.disconnect();
	} );

	it( 'gives a number and no names on public channels, and nothing to another site', async () => {
		const ada = await member( '1', 'Ada' );
		const visitor = await connect( hub.url );
		const stranger = await connect( hub.url, {
			origin: OTHER_URL,
			auth: { site: OTHER_SITE },
		} );
		const messages = heard( visitor );
		const elsewhere = heard( stranger );
		await join( stranger, { channel: 'page:7' } );
		expect(
			( await join( visitor, { channel: 'page:7' } ) ).presence
		).toEqual( { count: 1 } );
		expect( ( await join( ada, { channel: 'page:7' } ) ).presence ).toEqual(
			{ count: 2 }
		);
		await until( () => messages.some( ( { count } ) => count === 2 ) );
		expect( messages.at( -1 ) ).toEqual( {
			channel: 'page:7',
			join: [],
			leave: [],
			count: 2,
		} );
		expect( elsewhere.every( ( { count } ) => count === 1 ) ).toBe( true );
		[ ada, visitor, stranger ].forEach( ( socket ) => socket.disconnect() );
	} );
} );
