import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createRegistry, RegistryProvider } from '@wordpress/data';
import { store as noticesStore } from '@wordpress/notices';
import { store } from '../../../store';
import { EVERYTHING } from '../../../store/query';
import { eventOf } from '../../../store/test/support/events';
import { EventTools } from '../components/event-tools';
import { TimeFilter } from '../components/time-filter';
import { toField } from '../time-range';
import { useRowMenu } from '../use-row-menu';

const mockAsked: Array< { path: string; data: unknown } > = [];

jest.mock( '@realtime-events/client', () => ( {
	config: {
		can: { publish: true, manage: false },
		urls: { admin: '', feed: '/feed', home: 'https://site.example/' },
		types: { 'post.published': { label: 'Post published' } },
		groups: {},
		user: { id: 9 },
	},
	store: jest.requireActual( '../../../store' ).store,
	request: async ( path: string, { data }: { data?: unknown } = {} ) => {
		mockAsked.push( { path, data } );
		return { body: {} };
	},
} ) );

const EVENT = eventOf( 7, { data: { title: 'Spring sale' } } );

function show( children: React.ReactNode ) {
	const registry = createRegistry();
	[ store, noticesStore ].forEach( ( one ) => registry.register( one ) );
	mockAsked.length = 0;
	render(
		<RegistryProvider value={ registry }>{ children }</RegistryProvider>
	);
	return registry.select( store );
}

describe( 'an event that is open', () => {
	it( 'leads by one click to what happened around it, whatever the filter was', async () => {
		const feed = show( <EventTools event={ EVENT } /> );
		await userEvent.click(
			screen.getByRole( 'button', { name: 'What happened around it' } )
		);
		expect( feed.getQuery() ).toEqual( {
			...EVERYTHING,
			since: '2026-01-31T11:55:07.000Z',
			until: '2026-01-31T12:05:07.000Z',
		} );
	} );

	it( 'is published again as a test, marked as one', async () => {
		show( <EventTools event={ EVENT } /> );
		await userEvent.click(
			screen.getByRole( 'button', { name: 'Publish again as test' } )
		);
		await waitFor( () => expect( mockAsked ).toHaveLength( 1 ) );
		expect( mockAsked[ 0 ] ).toEqual( {
			path: '/publish',
			data: {
				type: 'post.published',
				subject: 'post/7',
				channel: 'editors',
				severity: 'info',
				data: { title: 'Spring sale', test: true },
			},
		} );
	} );
} );

describe( 'the menu of a row', () => {
	function Menu() {
		return (
			<>
				{ useRowMenu( EVENT, null )
					.flat()
					.map( ( { title, onClick } ) => (
						<button key={ title } onClick={ onClick }>
							{ title }
						</button>
					) ) }
			</>
		);
	}

	it.each( [
		[ 'All about this', { include: { subject: [ 'post/7' ] } } ],
		[ 'All by this person', { include: { actor: [ '1' ] } } ],
		[ 'All “Post published”', { include: { type: [ 'post.published' ] } } ],
		[ 'Hide this kind', { exclude: { type: [ 'post.published' ] } } ],
	] )( 'filters by one click: %s', async ( name, part ) => {
		const feed = show( <Menu /> );
		await userEvent.click( screen.getByRole( 'button', { name } ) );
		expect( feed.getQuery() ).toEqual( { ...EVERYTHING, ...part } );
	} );

	it.each( [
		[ 'I’m on it', 'claim' ],
		[ 'Resolve', 'resolve' ],
		[ 'Pin for the team', 'pin' ],
	] )( 'does what the team does: %s', async ( name, action ) => {
		show( <Menu /> );
		await userEvent.click( screen.getByRole( 'button', { name } ) );
		await waitFor( () =>
			expect( mockAsked ).toEqual( [
				{ path: '/events/event-7/triage', data: { action } },
			] )
		);
	} );
} );

describe( 'the time', () => {
	it( 'jumps to a date and back to the last hours', async () => {
		const feed = show( <TimeFilter /> );
		const open = () =>
			userEvent.click( screen.getByRole( 'button', { name: 'Time' } ) );
		await open();
		const until = screen.getByLabelText( 'Until' );
		fireEvent.change( until, { target: { value: '2026-01-31T18:00' } } );
		expect( toField( feed.getQuery().until ) ).toBe( '2026-01-31T18:00' );
		await userEvent.click(
			screen.getByRole( 'button', { name: 'Last 24 hours' } )
		);
		const { since, until: end } = feed.getQuery();
		expect( end ).toBe( '' );
		expect( Date.now() - Date.parse( since ) ).toBeGreaterThanOrEqual(
			24 * 60 * 60_000
		);
	} );
} );
