import { act, renderHook } from '@testing-library/react';
import { createRegistry, RegistryProvider } from '@wordpress/data';
import type { PropsWithChildren } from 'react';
import type { CloudEvent } from '@realtime-events/client';
import { store } from '../../../store';
import type { Query } from '../../../store';
import { eventOf } from '../../../store/test/support/events';
import { useTimeMachine } from '../use-time-machine';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const NOON = Date.UTC( 2026, 0, 31, 12 );

const happening = ( sequence: number, at: number ): CloudEvent =>
	eventOf( sequence, { time: new Date( at ).toISOString() } );

/** A ledger of several hours; answers wait to be given. */
const mockLedger = {
	events: [] as CloudEvent[],
	answers: [] as Array< () => void >,
};

jest.mock( '@realtime-events/client', () => ( {
	store: jest.requireActual( '../../../store' ).store,
	readHistory: ( { since, until }: Query ) =>
		new Promise( ( give ) =>
			mockLedger.answers.push( () =>
				give( {
					events: mockLedger.events.filter(
						( { time } ) =>
							time >= since && ( until === '' || time < until )
					),
					more: false,
				} )
			)
		),
} ) );

beforeEach( () => {
	jest.useFakeTimers();
	mockLedger.answers = [];
	mockLedger.events = [
		happening( 4, NOON + 2 * HOUR_MS + MINUTE_MS ),
		happening( 3, NOON + HOUR_MS + 30 * MINUTE_MS ),
		happening( 2, NOON + 30 * MINUTE_MS ),
		happening( 1, NOON + 2 * MINUTE_MS ),
	];
} );
afterEach( () => jest.useRealTimers() );

function startMachine() {
	const registry = createRegistry();
	registry.register( store );
	const { result } = renderHook( () => useTimeMachine(), {
		wrapper: ( { children }: PropsWithChildren ) => (
			<RegistryProvider value={ registry }>{ children }</RegistryProvider>
		),
	} );
	return {
		choose: ( start: number | null ) =>
			act( () => result.current.choose( start ) ),
		seek: ( at: number ) => act( () => result.current.seek( at ) ),
		toggle: () => act( () => result.current.toggle() ),
		/** Lets an answer come: the first that was asked for, or a later one. */
		answer: ( index = 0 ) =>
			act( async () => mockLedger.answers[ index ]?.() ),
		shown: () =>
			result.current.events?.map( ( { sequence } ) =>
				Number( sequence )
			),
		count: () => result.current.count,
	};
}

const pass = ( ms: number ) => act( () => jest.advanceTimersByTime( ms ) );

it( 'shows each row of the hour at its moment, and none of another hour', async () => {
	const { choose, answer, seek, toggle, shown, count } = startMachine();
	expect( shown() ).toBeUndefined();
	choose( NOON );
	await answer();
	toggle();
	expect( count() ).toBe( 2 );
	expect( shown() ).toEqual( [] );
	seek( NOON + 2 * MINUTE_MS - 1 );
	expect( shown() ).toEqual( [] );
	seek( NOON + 2 * MINUTE_MS );
	expect( shown() ).toEqual( [ 1 ] );
	seek( NOON + HOUR_MS );
	expect( shown() ).toEqual( [ 2, 1 ] );
	seek( NOON );
	expect( shown() ).toEqual( [] );
	choose( null );
	expect( shown() ).toBeUndefined();
} );

it( 'plays by itself, and not before it knows the hour', async () => {
	const { choose, answer, toggle, shown } = startMachine();
	choose( NOON );
	pass( 60_000 );
	await answer();
	expect( shown() ).toEqual( [] );
	// Sixty times as fast.
	pass( 1_750 );
	expect( shown() ).toEqual( [] );
	pass( 250 );
	expect( shown() ).toEqual( [ 1 ] );
	toggle();
	pass( 60_000 );
	expect( shown() ).toEqual( [ 1 ] );
} );

it( 'shows nothing of one hour while it waits for another, and nothing of an answer that comes too late', async () => {
	const { choose, answer, seek, toggle, shown, count } = startMachine();
	choose( NOON );
	await answer();
	toggle();
	seek( NOON + HOUR_MS );
	expect( shown() ).toEqual( [ 2, 1 ] );
	choose( NOON + HOUR_MS );
	expect( shown() ).toEqual( [] );
	choose( NOON + 2 * HOUR_MS );
	await answer( 2 );
	expect( count() ).toBe( 1 );
	await answer( 1 );
	expect( count() ).toBe( 1 );
	seek( NOON + 3 * HOUR_MS );
	expect( shown() ).toEqual( [ 4 ] );
} );
