import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createRegistry, RegistryProvider } from '@wordpress/data';
import { store as noticesStore } from '@wordpress/notices';
import { store } from '../../../store';
import { eventOf } from '../../../store/test/support/events';
import { EVERYTHING } from '../../../store/query';
import { UNTOUCHED } from '../../../store/triage';
import type { Triage } from '../../../store/triage';
import { ReactionButtons } from '../components/reactions';
import { PinnedEvents } from '../components/pinned-events';
import { TriageBadge } from '../components/triage-badge';
import { useTeamNow } from '../use-team-now';
import { useTriageFilter } from '../use-triage-filter';

const NOON = Date.parse( '2026-01-31T12:00:00.000Z' );
const SECOND_MS = 1_000;

/** What the site answers. */
const mockSite = {
	pinned: [] as ReturnType< typeof eventOf >[],
	states: {} as Record< string, Triage >,
	pages: [] as ReturnType< typeof eventOf >[][],
	asked: [] as string[],
};

jest.mock( '@realtime-events/client', () => {
	const { store: real } = jest.requireActual( '../../../store' );
	return {
		store: real,
		config: {
			user: { id: 9 },
			types: {},
			groups: {},
			urls: { admin: '', feed: '/feed' },
		},
		onEvents: () => () => undefined,
		readHistory: async ( _query: unknown, before: string | null ) => {
			const page = Number( before ?? 0 );
			return {
				events: mockSite.pages[ page ] ?? [],
				more: page + 1 < mockSite.pages.length,
				next: String( page + 1 ),
			};
		},
		request: async ( path: string, options: { data?: unknown } = {} ) => {
			const { pathname, searchParams } = new URL(
				path,
				'https://site.example'
			);
			mockSite.asked.push(
				options.data
					? `${ pathname } ${ JSON.stringify( options.data ) }`
					: pathname
			);
			if ( pathname.endsWith( '/pinned' ) ) {
				return { body: mockSite.pinned };
			}
			if ( options.data ) {
				return { body: { type: 'unheard.of', data: {} } };
			}
			const ids = [ ...searchParams.values() ];
			return {
				body: Object.fromEntries(
					ids.flatMap( ( id ) =>
						mockSite.states[ id ]
							? [ [ id, mockSite.states[ id ] ] ]
							: []
					)
				),
			};
		},
	};
} );

function registryOf() {
	const registry = createRegistry();
	[ store, noticesStore ].forEach( ( one ) => registry.register( one ) );
	return registry;
}

type Registry = ReturnType< typeof registryOf >;

const show = ( registry: Registry, children: React.ReactNode ) =>
	render(
		<RegistryProvider value={ registry }>{ children }</RegistryProvider>
	);

/** That somebody did something about event 1, as it is pushed. */
const done = ( sequence: number, kind: string, data = {} ) =>
	eventOf( sequence, {
		type: `event.${ kind }`,
		subject: 'event/event-1',
		data: { event: 'event-1', ...data },
	} );

beforeEach( () => {
	Object.assign( mockSite, { pinned: [], states: {}, pages: [], asked: [] } );
	delete window.realtimeEventsFeed;
} );

describe( 'what was put off', () => {
	beforeEach( () => void jest.useFakeTimers( { now: NOON } ) );
	afterEach( () => void jest.useRealTimers() );

	it( 'is said to be so up to the moment at which it comes back, and not a moment longer', () => {
		const registry = registryOf();
		const Row = () => <TriageBadge id="event-1" now={ useTeamNow() } />;
		show( registry, <Row /> );
		act( () => {
			void registry.dispatch( store ).acted( [
				done( 2, 'snoozed', {
					until: new Date( NOON + 3 * SECOND_MS ).toISOString(),
				} ),
			] );
		} );
		act( () => void jest.advanceTimersByTime( 2_900 ) );
		expect( screen.getByText( /^Snoozed until/ ) ).toBeInTheDocument();
		act( () => void jest.advanceTimersByTime( 101 ) );
		expect(
			screen.queryByText( /^Snoozed until/ )
		).not.toBeInTheDocument();
	} );
} );

describe( 'a feed of what is open', () => {
	it( 'knows when each of hundreds that are put off comes back', async () => {
		const registry = registryOf();
		void registry.dispatch( store ).setQuery( {
			...EVERYTHING,
			include: { triage: [ 'open' ] },
		} );
		mockSite.pages = [ 0, 1, 2 ].map( ( page ) =>
			Array.from( { length: 50 }, ( _, index ) =>
				eventOf( page * 50 + index + 1 )
			)
		);
		for ( const { id } of mockSite.pages.flat() ) {
			mockSite.states[ id ] = {
				...UNTOUCHED,
				status: 'snoozed',
				until: '2999-01-01T00:00:00.000Z',
			};
		}
		const Feed = () => {
			useTriageFilter();
			return null;
		};
		show( registry, <Feed /> );
		await waitFor( () =>
			expect(
				registry.select( store ).getTriage( 'event-150' ).status
			).toBe( 'snoozed' )
		);
	} );
} );

describe( 'what is pinned', () => {
	const nothing = () => undefined;

	it( 'is there with the page, above a feed without a filter', () => {
		const pinned = [ eventOf( 1, { severity: 'error' } ) ];
		window.realtimeEventsFeed = { pinned };
		mockSite.pinned = pinned;
		const registry = registryOf();
		show( registry, <PinnedEvents onOpen={ nothing } /> );
		const region = screen.getByRole( 'region', {
			name: 'Pinned by the team',
		} );
		expect( region ).toHaveTextContent( /Error.*Post 1/ );
		act( () => {
			void registry
				.dispatch( store )
				.setQuery( { ...EVERYTHING, search: 'x' } );
		} );
		expect( region ).not.toBeInTheDocument();
	} );

	it( 'comes when somebody pins it, but moves nothing under who reads', async () => {
		const registry = registryOf();
		const { hold, acted } = registry.dispatch( store );
		show( registry, <PinnedEvents onOpen={ nothing } /> );
		mockSite.pinned = [ eventOf( 1 ) ];
		act( () => {
			void hold( true );
			void acted( [ done( 2, 'pinned' ) ] );
		} );
		await waitFor( () =>
			expect( mockSite.asked ).toContain( '/events/triage' )
		);
		expect( screen.queryByRole( 'region' ) ).not.toBeInTheDocument();
		act( () => void hold( false ) );
		expect( await screen.findByRole( 'region' ) ).toHaveTextContent(
			'Pinned by Ada Lovelace'
		);

		mockSite.pinned = [];
		act( () => void acted( [ done( 3, 'unpinned' ) ] ) );
		await waitFor( () =>
			expect( screen.queryByRole( 'region' ) ).not.toBeInTheDocument()
		);
	} );
} );

describe( 'reactions', () => {
	it( 'are counted, say whose they are, and are taken back by a second click', async () => {
		const user = userEvent.setup();
		const registry = registryOf();
		show( registry, <ReactionButtons id="event-1" /> );
		await user.click( screen.getByRole( 'button', { name: 'Thank you' } ) );
		expect( mockSite.asked ).toContain(
			'/events/event-1/triage {"action":"react","reaction":"🙏"}'
		);
		act( () => {
			void registry.dispatch( store ).acted( [
				done( 2, 'reacted', { reaction: '🙏' } ),
				{
					...done( 3, 'reacted', { reaction: '🙏' } ),
					actorid: '9',
					actorname: 'Me',
				},
			] );
		} );
		const mine = screen.getByRole( 'button', {
			name: 'Thank you: Ada Lovelace, Me',
			pressed: true,
		} );
		expect( mine ).toHaveTextContent( '🙏 2' );
		// A number that is added to the sign would have WordPress make a picture of both.
		expect( mine.querySelector( '.wp-exclude-emoji' ) ).toHaveTextContent(
			/^🙏$/
		);
		await user.click( mine );
		expect( mockSite.asked ).toContain(
			'/events/event-1/triage {"action":"unreact","reaction":"🙏"}'
		);
	} );
} );
