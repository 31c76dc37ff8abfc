import { act, render, screen } from '@testing-library/react';
import { createRegistry, RegistryProvider } from '@wordpress/data';
import { createRef } from '@wordpress/element';
import { store as noticesStore } from '@wordpress/notices';
import { store } from '../../../store';
import { eventOf } from '../../../store/test/support/events';
import { besideStore } from '../beside/store';
import { FeedList } from '../components/feed-list';
import { dayPlaces, positionOf } from '../places';
import type { Row } from '../rows';
import { stickyRange } from '../sticky-range';

jest.mock( '@realtime-events/client', () => ( {
	config: {
		can: { view: true, publish: false, manage: false },
		urls: { admin: '', feed: '/feed', home: 'https://site.example/' },
		types: {},
		groups: {},
		user: { id: 9 },
	},
	store: jest.requireActual( '../../../store' ).store,
	onEvents: () => () => undefined,
	request: async () => ( { body: {} } ),
} ) );

const day = ( name: string ): Row => ( {
	kind: 'day',
	key: `day:${ name }`,
	day: name,
} );

const event = ( sequence: number, time?: string ): Row => ( {
	kind: 'event',
	key: `event-${ sequence }`,
	event: eventOf( sequence, time === undefined ? {} : { time } ),
	count: 1,
	run: null,
	role: 'single',
	isOneStory: true,
	isExpanded: false,
} );

const ROWS: readonly Row[] = [
	day( '2026-01-31' ),
	event( 4 ),
	event( 3 ),
	day( '2026-01-30' ),
	event( 2 ),
	event( 1 ),
];

/** jsdom lays nothing out: the list believes this window. */
const WINDOW_PX = 768;
const ROW_PX = 56;

let asked = 0;

function show( rows: readonly Row[], hasOlder: boolean, isReady = true ) {
	const registry = createRegistry();
	registry.register( store );
	registry.register( besideStore );
	registry.register( noticesStore );
	asked = 0;
	const list = ( isReadyNow: boolean, shown: readonly Row[] ) => (
		<RegistryProvider value={ registry }>
			<FeedList
				listRef={ createRef() }
				rows={ shown }
				today="2026-01-31"
				isLoadingOlder={ ! isReadyNow }
				isReady={ isReadyNow }
				hasOlder={ hasOlder }
				activeKey={ null }
				openId={ null }
				isUnread={ () => false }
				isNew={ () => false }
				onNearEnd={ () => asked++ }
				onOpen={ () => undefined }
				onToggleRun={ () => undefined }
				onActivate={ () => undefined }
			/>
		</RegistryProvider>
	);
	const { rerender } = render( list( isReady, rows ) );
	return ( isReadyNow: boolean, shown: readonly Row[] ) =>
		rerender( list( isReadyNow, shown ) );
}

beforeAll( () => {
	Object.defineProperty( HTMLElement.prototype, 'offsetHeight', {
		configurable: true,
		get: () => ROW_PX,
	} );
	Object.assign( window, {
		innerHeight: WINDOW_PX,
		scrollTo: () => undefined,
		ResizeObserver: class {
			public observe = () => undefined;
			public unobserve = () => undefined;
			public disconnect = () => undefined;
		},
	} );
} );

describe( 'to screen readers a feed', () => {
	const places = () =>
		screen
			.getAllByRole( 'article' )
			.map( ( row ) => [
				row.getAttribute( 'aria-posinset' ),
				row.getAttribute( 'aria-setsize' ),
			] );

	it( 'is a number of events; days are none', () => {
		show( ROWS, false );
		expect( screen.getByRole( 'feed' ) ).toHaveAccessibleName();
		expect( places() ).toEqual( [
			[ '1', '4' ],
			[ '2', '4' ],
			[ '3', '4' ],
			[ '4', '4' ],
		] );
	} );

	it( 'does not say how many there are while nobody knows', () => {
		show( ROWS, true );
		expect( places().at( -1 ) ).toEqual( [ '4', '-1' ] );
	} );

	it( 'counts its events however far down they are', () => {
		const days = dayPlaces( ROWS );
		expect( days ).toEqual( [ 0, 3 ] );
		expect( positionOf( 5, days ) ).toBe( 4 );
	} );
} );

describe( 'the end of the list', () => {
	it( 'is read on where it comes near, page by page, as long as there is more', () => {
		const again = show( ROWS, true );
		expect( asked ).toBeGreaterThan( 0 );
		// While a page is on its way nobody asks for it twice.
		asked = 0;
		again( false, ROWS );
		expect( asked ).toBe( 0 );
		again( true, [ ...ROWS, event( 0 ) ] );
		expect( asked ).toBeGreaterThan( 0 );
	} );

	it( 'is left alone as long as it is far off', () => {
		const many = Array.from( { length: 200 }, ( _, index ) =>
			event( 1_000 - index )
		);
		show( many, true );
		expect( screen.getAllByRole( 'article' ).length ).toBeLessThan(
			2 * Math.ceil( WINDOW_PX / ROW_PX )
		);
		expect( asked ).toBe( 0 );
	} );

	it( 'is said where it is', () => {
		show( ROWS, false );
		expect( asked ).toBe( 0 );
		expect( screen.getByText( 'That is everything.' ) ).toBeVisible();
	} );
} );

describe( 'the day that is being read', () => {
	const range = ( startIndex: number, endIndex: number ) => ( {
		startIndex,
		endIndex,
		overscan: 0,
		count: ROWS.length,
	} );

	it( 'is drawn though it lies above what is on screen', () => {
		expect( stickyRange( ROWS, range( 2, 2 ) ) ).toEqual( [ 0, 2 ] );
		expect( stickyRange( ROWS, range( 5, 5 ) ) ).toEqual( [ 3, 5 ] );
	} );

	it( 'is drawn once where it is on screen', () => {
		expect( stickyRange( ROWS, range( 3, 5 ) ) ).toEqual( [ 3, 4, 5 ] );
	} );
} );

describe( 'the time of an event', () => {
	beforeEach( () => jest.useFakeTimers() );
	afterEach( () => jest.useRealTimers() );

	it( 'ticks', () => {
		show( [ event( 1, new Date().toISOString() ) ], false );
		const time = screen
			.getByRole( 'article' )
			.querySelector( 'time > [aria-hidden]' );
		expect( time ).toHaveTextContent( 'just now' );
		act( () => void jest.advanceTimersByTime( 80_000 ) );
		expect( time ).toHaveTextContent( '1 min ago' );
	} );
} );
