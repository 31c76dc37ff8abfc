import { act, render, screen } from '@testing-library/react';
import { speak } from '@wordpress/a11y';
import { createRegistry, RegistryProvider } from '@wordpress/data';
import { store as preferencesStore } from '@wordpress/preferences';
import type { CloudEvent } from '@realtime-events/client';
import { store } from '../../../store';
import { EVERYTHING } from '../../../store/query';
import { eventOf } from '../../../store/test/support/events';
import { Watchers } from '../components/watchers';
import { PREFERENCES_SCOPE, VERBOSITY } from '../preferences';
import { useAnnouncer } from '../use-announcer';
import { useTitle } from '../use-title';

const mockTab = {
	arrive: ( () => undefined ) as ( events: readonly CloudEvent[] ) => void,
};

jest.mock( '@wordpress/a11y', () => ( { speak: jest.fn() } ) );
jest.mock( '@realtime-events/client', () => ( {
	config: {
		urls: { admin: '' },
		types: {
			'post.published': { sentence: '{actorname} published “{title}”' },
		},
		groups: {},
		user: {},
	},
	store: jest.requireActual( '../../../store' ).store,
	onEvents: ( callback: typeof mockTab.arrive ) => {
		mockTab.arrive = callback;
		return () => undefined;
	},
} ) );

const MINUTE_MS = 60_000;
const spoken = () =>
	jest.mocked( speak ).mock.calls.map( ( [ text ] ) => text );

function show( Screen: () => React.ReactNode, verbosity?: string ) {
	const registry = createRegistry();
	[ store, preferencesStore ].forEach( ( one ) => registry.register( one ) );
	if ( verbosity ) {
		void registry
			.dispatch( preferencesStore )
			.set( PREFERENCES_SCOPE, VERBOSITY, verbosity );
	}
	render(
		<RegistryProvider value={ registry }>
			<Screen />
		</RegistryProvider>
	);
	return registry;
}

describe( 'what screen readers are told', () => {
	beforeEach( () => {
		jest.useFakeTimers();
		jest.mocked( speak ).mockClear();
		mockTab.arrive = () => undefined;
	} );
	afterEach( () => void jest.useRealTimers() );

	const Feed = () => {
		useAnnouncer();
		return null;
	};

	/** Ten events a second for a minute. */
	const storm = () =>
		act( () => {
			for ( let sequence = 1; sequence <= 600; sequence++ ) {
				mockTab.arrive( [ eventOf( sequence ) ] );
				jest.advanceTimersByTime( MINUTE_MS / 600 );
			}
		} );

	it( 'is a few words at a time, however much happens, and counts all of it', () => {
		show( Feed );
		storm();
		act( () => void jest.advanceTimersByTime( MINUTE_MS ) );
		expect( spoken().length ).toBeLessThanOrEqual( 8 );
		const counts = spoken().map( ( text ) =>
			/^\d+/.test( text ) ? Number.parseInt( text, 10 ) : 1
		);
		expect( counts.reduce( ( sum, count ) => sum + count ) ).toBe( 600 );
	} );

	it( 'is the sentence of a single event', () => {
		show( Feed );
		act( () => {
			mockTab.arrive( [ eventOf( 1 ) ] );
			jest.advanceTimersByTime( MINUTE_MS );
		} );
		expect( spoken() ).toEqual( [ 'Ada Lovelace published “Post 1”' ] );
	} );

	it( 'is each sentence for who wants that, but no more than anybody listens to', () => {
		show( Feed, 'each' );
		act( () => {
			mockTab.arrive(
				[ 1, 2, 3, 4, 5, 6, 7 ].map( ( n ) => eventOf( n ) )
			);
			jest.advanceTimersByTime( MINUTE_MS );
		} );
		expect( spoken() ).toHaveLength( 1 );
		expect( spoken()[ 0 ] ).toMatch( /^7 new events/ );
		expect( spoken()[ 0 ]?.match( /published/g ) ).toHaveLength( 5 );
	} );

	it( 'is nothing of what the filter keeps out, also where it was changed meanwhile', () => {
		const registry = show( Feed );
		const { setQuery } = registry.dispatch( store );
		const arriveThree = () =>
			act( () => {
				mockTab.arrive( [ 1, 2, 3 ].map( ( n ) => eventOf( n ) ) );
				jest.advanceTimersByTime( MINUTE_MS );
			} );
		const only = ( subject: string ) =>
			act(
				() =>
					void setQuery( {
						...EVERYTHING,
						include: { subject: [ subject ] },
					} )
			);
		only( 'post/none' );
		arriveThree();
		expect( spoken() ).toEqual( [] );
		only( eventOf( 2 ).subject! );
		arriveThree();
		expect( spoken() ).toEqual( [ 'Ada Lovelace published “Post 2”' ] );
	} );

	it( 'is nothing for who wants that', () => {
		show( Feed, 'off' );
		storm();
		expect( spoken() ).toEqual( [] );
	} );
} );

describe( 'the tab', () => {
	const Feed = () => {
		useTitle();
		return null;
	};

	it( 'carries the number of what is unread, up to what anybody counts, and a dot on its icon', () => {
		jest.spyOn( HTMLCanvasElement.prototype, 'getContext' ).mockReturnValue(
			{
				beginPath: () => undefined,
				arc: () => undefined,
				fill: () => undefined,
			} as never
		);
		jest.spyOn( HTMLCanvasElement.prototype, 'toDataURL' ).mockReturnValue(
			'data:image/png;base64,ZG90'
		);
		document.title = 'Live feed';
		const icon = () => document.head.querySelector( 'link[rel="icon"]' );
		const registry = show( Feed );
		const { markRead, receive } = registry.dispatch( store );
		act( () => {
			void markRead( '1' );
			void receive( [ eventOf( 1 ), eventOf( 2 ) ], null, {} );
		} );
		expect( document.title ).toBe( '(1) Live feed' );
		expect( icon() ).toHaveAttribute(
			'href',
			'data:image/png;base64,ZG90'
		);
		act(
			() =>
				void receive(
					Array.from( { length: 200 }, ( _, n ) => eventOf( n + 3 ) ),
					null,
					{}
				)
		);
		expect( document.title ).toBe( '(99+) Live feed' );
		act( () => void markRead( '500' ) );
		expect( document.title ).toBe( 'Live feed' );
		expect( icon() ).toBeNull();
	} );
} );

describe( 'who is watching', () => {
	it( 'is named where there is somebody else, and nobody where one is alone', () => {
		const registry = show( Watchers );
		const be = ( ...names: string[] ) =>
			act(
				() =>
					void registry.dispatch( store ).setPresence( 'editors', {
						count: names.length,
						members: names.map( ( name, index ) => ( {
							id: String( index ),
							name,
						} ) ),
					} as never )
			);
		be( 'Ada' );
		expect( screen.queryByRole( 'img' ) ).toBeNull();
		be( 'Ada', 'Grace' );
		expect(
			screen.getByRole( 'img', { name: '2 watching: Ada, Grace' } )
		).toBeVisible();
	} );
} );
