import { act, renderHook } from '@testing-library/react';
import { createRegistry, RegistryProvider } from '@wordpress/data';
import type { PropsWithChildren } from 'react';
import type { CloudEvent } from '@realtime-events/client';
import { store } from '../../../store';
import { eventOf } from '../../../store/test/support/events';
import { useRecent } from '../use-recent';

type Listener = ( events: readonly CloudEvent[] ) => void;

const mockListeners = new Set< Listener >();

jest.mock( '@realtime-events/client', () => ( {
	store: jest.requireActual( '../../../store' ).store,
	onEvents: ( callback: Listener ) => {
		mockListeners.add( callback );
		return () => mockListeners.delete( callback );
	},
} ) );

/** What a row needs to have slid in by all means. */
const SLID_IN_MS = 2_000;

beforeEach( () => jest.useFakeTimers() );
afterEach( () => jest.useRealTimers() );

const wait = ( ms: number ) => act( () => jest.advanceTimersByTime( ms ) );

function showFeed() {
	const registry = createRegistry();
	registry.register( store );
	const { receive, hold, release } = registry.dispatch( store );
	const { result, unmount } = renderHook( () => useRecent(), {
		wrapper: ( { children }: PropsWithChildren ) => (
			<RegistryProvider value={ registry }>{ children }</RegistryProvider>
		),
	} );
	return {
		/** Events come: to whoever listens, and into the feed. */
		arrive: ( ...events: CloudEvent[] ) =>
			act( () => {
				mockListeners.forEach( ( tell ) => tell( events ) );
				void receive( events, null, {} );
			} ),
		read: ( isHeld: boolean ) => act( () => void hold( isHeld ) ),
		letIn: () => act( () => void release() ),
		slidesIn: () => [ ...( result.current.current ?? [] ) ].sort(),
		leave: unmount,
	};
}

const many = ( count: number, first = 1 ): CloudEvent[] =>
	Array.from( { length: count }, ( _, index ) => eventOf( first + index ) );

it( 'has a row slide in that has just come, and not again later', () => {
	const { arrive, slidesIn } = showFeed();
	expect( slidesIn() ).toEqual( [] );
	arrive( eventOf( 1 ) );
	expect( slidesIn() ).toEqual( [ 'event-1' ] );
	wait( SLID_IN_MS / 2 );
	arrive( eventOf( 2 ) );
	expect( slidesIn() ).toEqual( [ 'event-1', 'event-2' ] );
	wait( SLID_IN_MS / 2 );
	expect( slidesIn() ).toEqual( [ 'event-2' ] );
	wait( SLID_IN_MS / 2 );
	expect( slidesIn() ).toEqual( [] );
} );

it( 'has a row that waited for a reader slide in when it is let in, however late', () => {
	const { arrive, read, letIn, slidesIn } = showFeed();
	read( true );
	arrive( eventOf( 1 ), eventOf( 2 ) );
	wait( 60_000 );
	expect( slidesIn() ).toEqual( [] );
	letIn();
	expect( slidesIn() ).toEqual( [ 'event-1', 'event-2' ] );
	wait( SLID_IN_MS );
	expect( slidesIn() ).toEqual( [] );
} );

it( 'lets in by itself what waited when the reader leaves, and has it slide in, too', () => {
	const { arrive, read, slidesIn } = showFeed();
	read( true );
	arrive( eventOf( 1 ) );
	wait( SLID_IN_MS );
	read( false );
	expect( slidesIn() ).toEqual( [ 'event-1' ] );
} );

it( 'has nothing slide in a storm, and the next row again when it is over', () => {
	const { arrive, slidesIn } = showFeed();
	arrive( ...many( 20 ) );
	expect( slidesIn() ).toHaveLength( 20 );
	arrive( eventOf( 21 ) );
	expect( slidesIn() ).not.toContain( 'event-21' );
	wait( SLID_IN_MS );
	arrive( ...many( 21, 22 ) );
	expect( slidesIn() ).toEqual( [] );
	arrive( eventOf( 43 ) );
	expect( slidesIn() ).toEqual( [ 'event-43' ] );
} );

it( 'listens no longer than the feed is there', () => {
	const { leave } = showFeed();
	expect( mockListeners.size ).toBe( 1 );
	leave();
	expect( mockListeners.size ).toBe( 0 );
} );
