import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createRegistry, RegistryProvider } from '@wordpress/data';
import { store as noticesStore } from '@wordpress/notices';
import { store as preferencesStore } from '@wordpress/preferences';
import { SiteError } from '../../../connection';
import type { ConnectionState } from '../../../connection';
import { store } from '../../../store';
import { eventOf } from '../../../store/test/support/events';
import { besideStore } from '../beside/store';
import { FeedScreen } from '../components/feed-screen';

const mockEvents = [ 3, 2, 1 ].map( ( n ) =>
	eventOf( n, { type: `thing.of_kind_${ n }` } )
);

const mockOlder = [ eventOf( 0, { type: 'thing.of_old' } ) ];

/** What happened at the very beginning of an hour. */
const mockPast = ( since: string ) => [
	eventOf( 0, { type: 'thing.of_the_past', time: since } ),
];

/** What the ledger was asked for, whether it has more, and what it answers instead. */
const mockHistory = {
	asked: 0,
	more: false,
	error: null as Error | null,
	/** Lets the page that is on its way come. */
	giveOlder: () => {},
};

/** Slow: React has not got round to drawing what has come since. */
const mockDrawing = { isSlow: false };

jest.mock( '@wordpress/element', () => ( {
	...jest.requireActual( '@wordpress/element' ),
	useDeferredValue: function useDrawn< Value >( value: Value ): Value {
		const drawn = jest.requireActual( 'react' ).useRef( value );
		if ( ! mockDrawing.isSlow ) {
			drawn.current = value;
		}
		return drawn.current;
	},
} ) );

jest.mock( '@realtime-events/client', () => ( {
	config: {
		can: { view: true, publish: true, manage: false },
		urls: { admin: '', feed: '/feed', home: 'https://site.example/' },
		types: {},
		groups: { custom: 'Other' },
		user: { id: 9 },
		configured: true,
	},
	store: jest.requireActual( '../../../store' ).store,
	onEvents: () => () => undefined,
	leads: () => true,
	start: ( history?: Promise< unknown > ) =>
		void history?.catch( () => undefined ),
	retry: () => undefined,
	readNewest: async () => mockEvents,
	readHistory: async (
		{ since }: { since: string },
		before: string | null
	) => {
		if ( since !== '' ) {
			return { events: mockPast( since ), more: false };
		}
		mockHistory.asked++;
		if ( mockHistory.error ) {
			throw mockHistory.error;
		}
		if ( before === null ) {
			return { events: mockEvents, more: mockHistory.more };
		}
		await new Promise< void >( ( give ) => {
			mockHistory.giveOlder = give;
		} );
		return { events: mockOlder, more: mockHistory.more };
	},
	request: async ( path: string ) => ( {
		body: path.startsWith( '/events/chart' )
			? { interval: 'minute', spans: [], total: 0, newest: '3' }
			: {},
	} ),
} ) );

beforeAll( () => {
	// jsdom lays nothing out, and paints nothing.
	HTMLCanvasElement.prototype.getContext = () => null;
	Object.assign( window, {
		scrollTo: () => undefined,
		ResizeObserver: class {
			public observe = () => undefined;
			public unobserve = () => undefined;
			public disconnect = () => undefined;
		},
	} );
} );

// What one test left open is not open in the next.
beforeEach( () => window.history.replaceState( null, '', '/' ) );

/** Draws the feed; answers with what its stores are in. */
async function show() {
	const registry = createRegistry();
	[ store, besideStore, noticesStore, preferencesStore ].forEach( ( one ) =>
		registry.register( one )
	);
	await act( async () => {
		render(
			<RegistryProvider value={ registry }>
				<FeedScreen />
			</RegistryProvider>
		);
	} );
	return registry;
}

it( 'never says that nothing has happened while its rows are being drawn', async () => {
	mockDrawing.isSlow = true;
	const registry = await show();
	mockDrawing.isSlow = false;
	expect( registry.select( store ).getStatus() ).toBe( 'ready' );
	expect( screen.queryByRole( 'article' ) ).toBeNull();
	expect( screen.queryByText( /Waiting for the first event/ ) ).toBeNull();
	expect( screen.getByText( 'Loading events…' ) ).toBeInTheDocument();
} );

it( 'reads no second page while the first is being drawn', async () => {
	Object.assign( mockHistory, { asked: 0, more: true } );
	mockDrawing.isSlow = true;
	await show();
	mockDrawing.isSlow = false;
	mockHistory.more = false;
	expect( mockHistory.asked ).toBe( 1 );
} );

it( 'says that there is no more when the last rows are drawn, and not before', async () => {
	const end = () => screen.queryByText( 'That is everything.' );
	Object.assign( mockHistory, { asked: 0, more: true } );
	const registry = await show();
	expect( screen.getAllByRole( 'article' ) ).toHaveLength( 3 );
	expect( mockHistory.asked ).toBe( 2 );
	mockDrawing.isSlow = true;
	mockHistory.more = false;
	await act( async () => mockHistory.giveOlder() );
	mockDrawing.isSlow = false;
	expect( registry.select( store ).hasOlder() ).toBe( false );
	expect( screen.getAllByRole( 'article' ) ).toHaveLength( 3 );
	expect( end() ).toBeNull();

	act( () => void registry.dispatch( store ).pause( true ) );
	expect( screen.getAllByRole( 'article' ) ).toHaveLength( 4 );
	expect( end() ).toBeVisible();
	expect( mockHistory.asked ).toBe( 2 );
} );

it( 'reads on when what was read is drawn, and not before', async () => {
	Object.assign( mockHistory, { asked: 0, more: true } );
	const registry = await show();
	mockDrawing.isSlow = true;
	await act( async () => mockHistory.giveOlder() );
	mockDrawing.isSlow = false;
	expect( registry.select( store ).getStatus() ).toBe( 'ready' );
	expect( mockHistory.asked ).toBe( 2 );

	act( () => void registry.dispatch( store ).pause( true ) );
	expect( mockHistory.asked ).toBe( 3 );
	mockHistory.more = false;
} );

it( 'shows what is pinned above the rows, and opens it beside them', async () => {
	window.realtimeEventsFeed = { pinned: [ mockEvents[ 2 ]! ] };
	await show();
	const feed = await screen.findByRole( 'feed' );
	const pinned = screen.getByRole( 'region', { name: 'Pinned by the team' } );
	expect( pinned ).toHaveTextContent( 'Post 1' );
	expect( pinned.compareDocumentPosition( feed ) ).toBe(
		Node.DOCUMENT_POSITION_FOLLOWING
	);
	expect( within( feed ).getAllByRole( 'article' ) ).toHaveLength( 3 );

	await userEvent.click(
		within( pinned ).getByRole( 'button', { name: 'Open details' } )
	);
	const details = await screen.findByRole( 'complementary', {
		name: 'Event details',
	} );
	expect( details ).toHaveTextContent( 'thing.of_kind_1' );
	for ( const name of [
		'Copy as text',
		'Copy as image',
		'Take the pin off',
	] ) {
		expect( screen.queryAllByRole( 'button', { name } ) ).not.toEqual( [] );
	}
} );

it( 'shows nothing of the present while it plays an hour of the past, and all of it afterwards', async () => {
	window.realtimeEventsFeed = { pinned: [ mockEvents[ 2 ]! ] };
	const registry = await show();
	const titles = () =>
		screen
			.queryAllByRole( 'article' )
			.map(
				( row ) =>
					/of_(the_past|now|kind_\d)/.exec(
						row.textContent ?? ''
					)?.[ 0 ]
			);
	const present = [ 'of_kind_3', 'of_kind_2', 'of_kind_1' ];
	expect( titles() ).toEqual( present );
	await userEvent.click(
		screen.getAllByRole( 'button', { name: 'More' } )[ 0 ]!
	);
	await userEvent.click(
		screen.getByRole( 'menuitem', { name: 'Time machine' } )
	);
	await screen.findByText( '1 event in this hour', { exact: false } );
	expect( titles() ).toEqual( [ 'of_the_past' ] );
	expect( screen.queryByText( 'Pinned by the team' ) ).toBeNull();

	await act( async () => {
		await registry
			.dispatch( store )
			.receive( [ eventOf( 4, { type: 'thing.of_now' } ) ], null, {} );
	} );
	expect( registry.select( store ).getPendingCount() ).toBe( 1 );
	expect( titles() ).toEqual( [ 'of_the_past' ] );
	expect( screen.queryByText( /1 new event/ ) ).toBeNull();

	await userEvent.click(
		screen.getByRole( 'button', { name: 'Back to the present' } )
	);
	expect( titles() ).toEqual( [ 'of_now', ...present ] );
	expect( screen.getByText( 'Pinned by the team' ) ).toBeVisible();
	delete window.realtimeEventsFeed;
} );

it( 'closes by Escape what is open, and leaves the wall with the next', async () => {
	await show();
	await screen.findByRole( 'feed' );
	const wall = screen.getByRole( 'button', { name: 'Wall' } );
	await userEvent.click( wall );
	await userEvent.keyboard( 'jo' );
	const details = { name: 'Event details' };
	await screen.findByRole( 'complementary', details );
	await userEvent.keyboard( '{Escape}' );
	expect( screen.queryByRole( 'complementary', details ) ).toBeNull();
	expect( wall ).toHaveAttribute( 'aria-pressed', 'true' );
	await userEvent.keyboard( '{Escape}' );
	expect( wall ).toHaveAttribute( 'aria-pressed', 'false' );
} );

const connectionIn = (
	phase: ConnectionState[ 'phase' ]
): ConnectionState => ( {
	phase,
	reason: phase === 'denied' ? 'no_permission' : 'subscribed',
	code: null,
	since: 0,
	attempt: 0,
	retryAt: null,
	latencyMs: null,
} );

describe( 'a feed whose history does not come', () => {
	beforeEach( () => {
		jest.useFakeTimers();
		Object.assign( mockHistory, {
			asked: 0,
			more: false,
			error: new SiteError( 500, 'broken', 'Broken.' ),
		} );
	} );

	afterEach( () => {
		jest.useRealTimers();
		mockHistory.error = null;
	} );

	const pass = ( ms: number ) =>
		act( () => jest.advanceTimersByTimeAsync( ms ) );

	it( 'asks a site that fails every now and then while the hub is well, and mends itself', async () => {
		const registry = await show();
		await act( async () => {
			await registry
				.dispatch( store )
				.setConnection( connectionIn( 'live' ) );
		} );
		await pass( 1_000 );
		// Once at the start, once because the line stood.
		expect( mockHistory.asked ).toBe( 2 );
		for ( let quarter = 0; quarter < 4; quarter++ ) {
			await pass( 15_000 );
		}
		expect( mockHistory.asked ).toBe( 6 );
		expect(
			screen.getByRole( 'button', { name: 'Try again' } )
		).toBeInTheDocument();

		mockHistory.error = null;
		await pass( 15_000 );
		expect( registry.select( store ).getStatus() ).toBe( 'ready' );
		mockHistory.asked = 0;
		await pass( 60_000 );
		expect( mockHistory.asked ).toBe( 0 );
	} );

	it( 'takes away what may not be seen any more, and shows it again once it may', async () => {
		mockHistory.error = null;
		window.realtimeEventsFeed = { pinned: [ mockEvents[ 2 ]! ] };
		const registry = await show();
		const become = ( phase: ConnectionState[ 'phase' ] ) =>
			act( async () => {
				await registry
					.dispatch( store )
					.setConnection( connectionIn( phase ) );
			} );
		await become( 'live' );
		expect( screen.getAllByRole( 'article' ) ).toHaveLength( 3 );
		await become( 'denied' );
		expect( screen.getByRole( 'alert' ) ).toHaveTextContent(
			'You may not see events'
		);
		expect( screen.queryAllByRole( 'article' ) ).toEqual( [] );
		expect( screen.queryByText( 'Pinned by the team' ) ).toBeNull();
		const { asked } = mockHistory;
		await pass( 60_000 );
		expect( mockHistory.asked ).toBe( asked );

		await become( 'live' );
		expect( screen.queryByRole( 'alert' ) ).toBeNull();
		expect( screen.getAllByRole( 'article' ) ).toHaveLength( 3 );
	} );
} );
