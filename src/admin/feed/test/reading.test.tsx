import { act, fireEvent, render, screen } from '@testing-library/react';
import { createRegistry, RegistryProvider } from '@wordpress/data';
import { useRef } from '@wordpress/element';
import { store } from '../../../store';
import { LatencyLens } from '../components/latency-lens';
import { useHold } from '../use-hold';

jest.mock( '@realtime-events/client', () => ( {
	config: { urls: {}, types: {}, groups: {}, user: {} },
	store: jest.requireActual( '../../../store' ).store,
	onEvents: () => () => undefined,
} ) );

const SECOND_MS = 1_000;

function registryOf() {
	const registry = createRegistry();
	registry.register( store );
	return registry;
}

beforeEach( () => void jest.useFakeTimers() );
afterEach( () => {
	jest.useRealTimers();
	Object.assign( window, { scrollY: 0 } );
} );

describe( 'who reads', () => {
	function Feed( { isOpen }: { readonly isOpen: boolean } ) {
		const list = useRef< HTMLDivElement >( null );
		useHold( list, isOpen );
		return <div ref={ list } data-testid="list" />;
	}

	function show() {
		const registry = registryOf();
		const at = ( isOpen: boolean ) => (
			<RegistryProvider value={ registry }>
				<Feed isOpen={ isOpen } />
			</RegistryProvider>
		);
		const { rerender } = render( at( false ) );
		const feed = registry.select( store );
		return { feed, open: ( is: boolean ) => rerender( at( is ) ) };
	}

	it( 'points at the rows, but not with a mouse that was left lying there', () => {
		const { feed } = show();
		const list = screen.getByTestId( 'list' );
		// jsdom has no pointer events of its own.
		const point = ( type: string, pointerType = 'mouse' ) =>
			fireEvent(
				list,
				Object.assign( new Event( type ), { pointerType } )
			);
		expect( feed.isHeld() ).toBe( false );
		point( 'pointermove' );
		expect( feed.isHeld() ).toBe( true );
		point( 'pointerleave' );
		expect( feed.isHeld() ).toBe( false );
		point( 'pointermove', 'touch' );
		expect( feed.isHeld() ).toBe( false );
		point( 'pointermove' );
		act( () => void jest.advanceTimersByTime( 10 * SECOND_MS ) );
		expect( feed.isHeld() ).toBe( false );
	} );

	it( 'has a row open, or has scrolled down', () => {
		const { feed, open } = show();
		open( true );
		expect( feed.isHeld() ).toBe( true );
		open( false );
		expect( feed.isHeld() ).toBe( false );
		Object.assign( window, { scrollY: 900 } );
		screen.getByTestId( 'list' ).getBoundingClientRect = () =>
			( { top: -700 } ) as DOMRect;
		fireEvent.scroll( window );
		expect( feed.isHeld() ).toBe( true );
	} );
} );

it( 'counts the requests that nobody had to make, as long as it is live', () => {
	const registry = registryOf();
	const be = ( phase: string ) =>
		act(
			() =>
				void registry.dispatch( store ).setConnection( {
					...registry.select( store ).getConnection(),
					phase,
				} as never )
		);
	render(
		<RegistryProvider value={ registry }>
			<LatencyLens />
		</RegistryProvider>
	);
	be( 'live' );
	act( () => void jest.advanceTimersByTime( 60 * SECOND_MS ) );
	expect( screen.getByText( '4 requests saved' ) ).toBeVisible();
	be( 'polling' );
	act( () => void jest.advanceTimersByTime( 60 * SECOND_MS ) );
	expect( screen.getByText( '4 requests saved' ) ).toBeVisible();
} );
