import { act, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createRegistry, RegistryProvider } from '@wordpress/data';
import { store as preferencesStore } from '@wordpress/preferences';
import { EVERYTHING, store } from '../../../store';
import { eventOf } from '../../../store/test/support/events';
import { FilterBar } from '../components/filter-bar';

const mockFacts = {
	urls: {},
	types: {
		'comment.posted': { label: 'Comment posted', group: 'comments' },
		'post.published': { label: 'Post published', group: 'posts' },
	},
	groups: { posts: 'Posts', comments: 'Comments' },
	user: { id: 9 },
};

jest.mock( '@realtime-events/client', () => ( {
	get config() {
		return mockFacts;
	},
	store: jest.requireActual( '../../../store' ).store,
} ) );

const TYPES = mockFacts.types;

function show() {
	const registry = createRegistry();
	registry.register( store );
	registry.register( preferencesStore );
	// Whoever and whatever is in the feed can be chosen.
	void registry.dispatch( store ).receive(
		[
			eventOf( 1, {
				actorid: '4',
				actorname: 'Edda',
				origin: 'rest',
			} ),
			eventOf( 2, { channel: 'shop' } ),
		],
		null,
		TYPES
	);
	render(
		<RegistryProvider value={ registry }>
			<FilterBar />
		</RegistryProvider>
	);
	return {
		query: () => registry.select( store ).getQuery(),
		press: ( name: string | RegExp ) =>
			userEvent.click( screen.getByRole( 'button', { name } ) ),
		tick: ( name: string ) =>
			userEvent.click( screen.getByRole( 'checkbox', { name } ) ),
	};
}

describe( 'the filter', () => {
	it.each( [
		[ 'Types', 'Post published', 'type', 'post.published' ],
		[ 'Types', 'All of “Comments”', 'group', 'comments' ],
		[ 'Severity', 'Warning', 'severity', 'warning' ],
		[ 'People', 'Edda', 'actor', '4' ],
		[ 'Channel', 'shop', 'channel', 'shop' ],
		[ 'Channel', 'rest', 'origin', 'rest' ],
		[ 'Team', 'Resolved', 'triage', 'resolved' ],
	] )(
		'shows by “%s” only “%s”, or hides it, but never both',
		async ( menu, label, part, value ) => {
			const { query, press, tick } = show();
			await press( menu );
			await tick( label );
			expect( query().include ).toEqual( { [ part ]: [ value ] } );
			await press( `Hide “${ label }”` );
			expect( query() ).toMatchObject( {
				include: {},
				exclude: { [ part ]: [ value ] },
			} );
			await tick( label );
			expect( query() ).toMatchObject( {
				include: { [ part ]: [ value ] },
				exclude: {},
			} );
			await tick( label );
			expect( query() ).toEqual( EVERYTHING );
		}
	);

	it( 'takes one’s own doings out, and back in, whoever else is left out', async () => {
		const { query, press } = show();
		await press( 'People' );
		await press( 'Hide “Edda”' );
		await press( 'Not mine' );
		expect( query().exclude ).toEqual( { actor: [ '4', '9' ] } );
		// Who is left out is not in the feed any more, and still has a name.
		expect(
			screen.getByRole( 'button', { name: 'Remove filter: Not: Edda' } )
		).toBeVisible();
		await press( 'Not mine' );
		expect( query().exclude ).toEqual( { actor: [ '4' ] } );
	} );

	it( 'says what it asks for, and lets go of one thing or of all', async () => {
		const { query, press, tick } = show();
		await press( 'Severity' );
		await tick( 'Error' );
		await tick( 'Warning' );
		await press( 'Hide “Success”' );
		await press( 'Remove filter: Error' );
		expect( query() ).toMatchObject( {
			include: { severity: [ 'warning' ] },
			exclude: { severity: [ 'success' ] },
		} );
		await press( 'Remove filter: Not: Success' );
		expect( query().exclude ).toEqual( {} );
		await press( 'Clear all' );
		expect( query() ).toEqual( EVERYTHING );
		expect( screen.queryByText( 'Clear all' ) ).toBeNull();
	} );
} );

describe( 'the search', () => {
	beforeEach( () => jest.useFakeTimers() );
	afterEach( () => jest.useRealTimers() );

	it( 'waits until nobody types any more', () => {
		const { query } = show();
		const field = within(
			screen.getByRole( 'region', { name: 'Filters' } )
		).getByRole( 'searchbox' );
		for ( const search of [ 's', 'sa', 'sale' ] ) {
			fireEvent.change( field, { target: { value: search } } );
			act( () => void jest.advanceTimersByTime( 200 ) );
			expect( query().search ).toBe( '' );
		}
		act( () => void jest.advanceTimersByTime( 100 ) );
		expect( query().search ).toBe( 'sale' );
	} );
} );
