import { act, render, screen } from '@testing-library/react';
import { createRegistry, RegistryProvider } from '@wordpress/data';
import type { ComponentType } from 'react';
import { SiteError } from '../../../connection';
import { EVERYTHING, store } from '../../../store';
import {
	EmptyFeed,
	FeedProblem,
	NoPermission,
} from '../components/feed-states';

jest.mock( '@realtime-events/client', () => ( {
	config: {
		can: { write: true },
		types: {},
		urls: { admin: '/wp-admin/' },
	},
	store: jest.requireActual( '../../../store' ).store,
} ) );

function setUp() {
	const registry = createRegistry();
	registry.register( store );
	return {
		registry,
		show: ( State: ComponentType ) =>
			render(
				<RegistryProvider value={ registry }>
					<State />
				</RegistryProvider>
			),
		refuse: ( status: number, code: string, message: string ) =>
			registry.dispatch( store ).loadNewest( async () => {
				throw new SiteError( status, code, message );
			} ),
	};
}

describe( 'where there is nothing to show, the one next step', () => {
	it( 'is to let something happen, where nothing has', () => {
		setUp().show( EmptyFeed );
		expect(
			screen.getByRole( 'link', { name: 'Write a post' } )
		).toHaveAttribute( 'href', '/wp-admin/post-new.php' );
	} );

	it( 'is no post for who may not write one', () => {
		const { config } = jest.requireMock< {
			config: { can: { write: boolean } };
		} >( '@realtime-events/client' );
		config.can.write = false;
		setUp().show( EmptyFeed );
		config.can.write = true;
		expect( screen.queryByRole( 'link' ) ).toBeNull();
		expect( screen.getByText( /^Leave this page open/ ) ).toBeVisible();
	} );

	it( 'is to ask for less, where a filter lets nothing through', async () => {
		const { registry, show } = setUp();
		await registry
			.dispatch( store )
			.setQuery( { ...EVERYTHING, search: 'zeppelin' } );
		show( EmptyFeed );
		act( () =>
			screen.getByRole( 'button', { name: 'Clear filters' } ).click()
		);
		expect( registry.select( store ).getQuery() ).toEqual( EVERYTHING );
	} );

	it( 'is to try again, where the site failed, with its words and its code', async () => {
		const { show, refuse } = setUp();
		await refuse( 500, 'db_away', 'The database is away.' );
		let tries = 0;
		show( () => <FeedProblem onRetry={ () => tries++ } /> );
		expect( screen.getByRole( 'alert' ) ).toHaveTextContent(
			'The database is away.db_away'
		);
		act( () =>
			screen.getByRole( 'button', { name: 'Try again' } ).click()
		);
		expect( tries ).toBe( 1 );
	} );

	it( 'is to sign in, where the session has ended, and to go elsewhere, where one may not', async () => {
		const { show, refuse } = setUp();
		await refuse( 401, 'rest_not_logged_in', '' );
		let tries = 0;
		const Denied = () => <NoPermission onRetry={ () => tries++ } />;
		const { unmount } = show( Denied );
		expect( screen.getByRole( 'alert' ) ).toHaveTextContent(
			'You are signed out'
		);
		expect(
			screen.getByRole( 'button', { name: 'Sign in again' } )
		).toBeVisible();
		unmount();

		await refuse( 403, 'rest_forbidden', '' );
		show( Denied );
		expect( screen.getByRole( 'alert' ) ).toHaveTextContent(
			'You may not see events'
		);
		expect(
			screen.getByRole( 'link', { name: 'Go to the Dashboard' } )
		).toHaveAttribute( 'href', '/wp-admin/' );
		act( () =>
			screen.getByRole( 'button', { name: 'Try again' } ).click()
		);
		expect( tries ).toBe( 1 );
	} );
} );
