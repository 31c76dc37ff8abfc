import { INITIAL_STATE, step } from '../machine';
import type { Command, MachineState, Signal } from '../machine-types';

const NOW = 1_000_000;
const HALF = 0.5;

interface Outcome {
	readonly state: MachineState;
	/** Of the last signal. */
	readonly commands: readonly string[];
}

function after( ...signals: Array< Signal | { passMs: number } > ): Outcome {
	let state = INITIAL_STATE;
	let commands: Command[] = [];
	let now = NOW;
	for ( const signal of signals ) {
		if ( 'passMs' in signal ) {
			now += signal.passMs;
		} else {
			[ state, commands ] = step( state, signal, { now, random: HALF } );
		}
	}
	return { state, commands: commands.map( ( command ) => command.do ) };
}

const START: Signal = { type: 'start' };
const SUBSCRIBED: Signal = { type: 'subscribed', latencyMs: 12 };
const STABLE = { passMs: 60_000 };
const lost = ( afterMs = 0 ): Signal => ( {
	type: 'lost',
	reason: 'connection_lost',
	code: null,
	afterMs,
} );

describe( 'the state machine', () => {
	it( 'opens a socket when it is started, once', () => {
		expect( after( START ).state.phase ).toBe( 'connecting' );
		expect( after( START ).commands ).toContain( 'open' );
		expect( after( START, START ).commands ).toEqual( [] );
	} );

	it( 'is live when the channels are subscribed, with the round trip', () => {
		const { state } = after( START, SUBSCRIBED );
		expect( state ).toMatchObject( {
			phase: 'live',
			reason: 'subscribed',
			latencyMs: 12,
			retryAt: null,
		} );
	} );

	it( 'says why it was cut when the hub says so on the way back, until it is live again', () => {
		const back = [
			START,
			SUBSCRIBED,
			STABLE,
			lost(),
			{ type: 'retry' },
			{ type: 'cut', code: 'slow_consumer' },
		] as const;
		expect( after( ...back ).state ).toMatchObject( {
			phase: 'reconnecting',
			reason: 'too_slow',
			code: 'slow_consumer',
		} );
		expect( after( ...back, SUBSCRIBED ).state ).toMatchObject( {
			phase: 'live',
			reason: 'subscribed',
			code: null,
		} );
	} );

	it( 'reconnects at once after a first drop, without asking the site', () => {
		const { state, commands } = after( START, SUBSCRIBED, STABLE, lost() );
		expect( state.phase ).toBe( 'reconnecting' );
		expect( state.retryAt ).toBeGreaterThan( NOW );
		expect( commands ).toEqual( [ 'close', 'wait' ] );
	} );

	it( 'polls from the second failure on, and still tries to reconnect', () => {
		const { state, commands } = after(
			START,
			SUBSCRIBED,
			STABLE,
			lost(),
			{ type: 'retry' },
			lost()
		);
		expect( state.phase ).toBe( 'polling' );
		expect( commands ).toEqual( [ 'close', 'poll', 'wait' ] );
	} );

	it( 'polls at once where the hub was never reached', () => {
		expect( after( START, lost() ).state.phase ).toBe( 'polling' );
	} );

	it( 'polls at once where the hub asks for a long pause', () => {
		expect(
			after( START, SUBSCRIBED, STABLE, lost( 20_000 ) ).state
		).toMatchObject( { phase: 'polling' } );
	} );

	it( 'stops polling when push is back', () => {
		const { state, commands } = after(
			START,
			lost(),
			{ type: 'retry' },
			SUBSCRIBED
		);
		expect( state.phase ).toBe( 'live' );
		expect( commands ).toEqual( [ 'stop_polling' ] );
	} );

	it( 'does not take a connection that drops at once for a stable one', () => {
		const { state } = after(
			START,
			SUBSCRIBED,
			lost(),
			{ type: 'retry' },
			SUBSCRIBED,
			lost()
		);
		expect( state.attempt ).toBe( 2 );
	} );

	it( 'asks a hub that refuses only rarely', () => {
		const { state } = after( START, {
			type: 'refused',
			code: 'origin_forbidden',
		} );
		expect( state ).toMatchObject( {
			phase: 'polling',
			reason: 'hub_refused',
			code: 'origin_forbidden',
		} );
		expect( ( state.retryAt ?? 0 ) - NOW ).toBeGreaterThanOrEqual(
			300_000
		);
	} );

	it( 'polls without a socket where the site names no hub', () => {
		const { state, commands } = after( START, { type: 'hubless' } );
		expect( state ).toMatchObject( { phase: 'polling', reason: 'no_hub' } );
		expect( commands ).toEqual( [ 'poll' ] );
	} );

	it( 'goes to the server that the site has by now, and polls on until that has it', () => {
		const MOVED: Signal = { type: 'moved' };
		const live = after( START, SUBSCRIBED, STABLE, MOVED );
		expect( live.state ).toMatchObject( {
			phase: 'reconnecting',
			push: 'opening',
			latencyMs: null,
		} );
		expect( live.commands ).toEqual( [ 'close', 'stop_waiting', 'open' ] );
		const polling = after( START, { type: 'hubless' }, MOVED );
		expect( polling.state ).toMatchObject( {
			phase: 'polling',
			push: 'opening',
			polls: true,
		} );
		expect( after( MOVED ).commands ).toEqual( [] );
	} );

	it( 'says that the site is away when polling fails too, and takes it back', () => {
		const failed = after( START, lost(), {
			type: 'poll_failed',
			code: 'http_500',
		} );
		expect( failed.state ).toMatchObject( {
			phase: 'reconnecting',
			reason: 'site_unreachable',
		} );
		const back = after(
			START,
			lost(),
			{ type: 'poll_failed', code: null },
			{ type: 'poll_answered' }
		);
		expect( back.state.phase ).toBe( 'polling' );
	} );

	it( 'does everything for nothing where the site says no', () => {
		const { state, commands } = after( START, SUBSCRIBED, {
			type: 'denied',
			reason: 'no_permission',
			code: 'rest_forbidden',
		} );
		expect( state.phase ).toBe( 'denied' );
		expect( commands ).toEqual( [
			'stop_waiting',
			'close',
			'stop_polling',
		] );
	} );

	it( 'tries again after a refusal only when somebody asks', () => {
		const denied: Signal[] = [
			START,
			{ type: 'denied', reason: 'signed_out', code: null },
		];
		expect( after( ...denied, { type: 'online' } ).commands ).toEqual( [] );
		expect( after( ...denied, { type: 'retry' } ).commands ).toContain(
			'open'
		);
	} );

	it( 'rests while the browser is offline and starts when it is not', () => {
		const offline = after( START, SUBSCRIBED, { type: 'offline' } );
		expect( offline.state.phase ).toBe( 'offline' );
		expect( offline.commands ).toContain( 'close' );
		const online = after( START, { type: 'offline' }, { type: 'online' } );
		expect( online.commands ).toContain( 'open' );
	} );

	it( 'ignores what an older socket still says', () => {
		const { state, commands } = after(
			START,
			{ type: 'stop' },
			lost(),
			SUBSCRIBED
		);
		expect( state.phase ).toBe( 'idle' );
		expect( commands ).toEqual( [] );
	} );

	it( 'keeps the moment at which a phase began', () => {
		const { state } = after(
			START,
			lost(),
			{ passMs: 5_000 },
			{ type: 'retry' },
			lost()
		);
		expect( state.since ).toBe( NOW );
	} );
} );
