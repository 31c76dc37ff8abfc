import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createRegistry, RegistryProvider } from '@wordpress/data';
import { useState } from '@wordpress/element';
import { store } from '../../../store';
import { eventOf } from '../../../store/test/support/events';
import { HelpDialog } from '../components/help-dialog';
import type { EventRow, Row } from '../rows';
import { useFeedKeys } from '../use-feed-keys';

jest.mock( '@realtime-events/client', () => ( {
	config: { urls: {}, types: {}, groups: {}, user: {} },
	store: jest.requireActual( '../../../store' ).store,
} ) );

const row = ( sequence: number, run: string | null = null ): EventRow => ( {
	kind: 'event',
	key: `event-${ sequence }`,
	event: eventOf( sequence ),
	count: run ? 3 : 1,
	run,
	role: run ? 'head' : 'single',
	isOneStory: true,
	isExpanded: false,
} );

const ROWS: readonly Row[] = [
	{ kind: 'day', key: 'day:1', day: '2026-01-31' },
	row( 3 ),
	row( 2, 'run-2' ),
	row( 1 ),
];

/** What was done, in order. */
const done: string[] = [];

function Feed() {
	const [ activeKey, setActiveKey ] = useState< string | null >( null );
	useFeedKeys( {
		rows: ROWS,
		activeKey,
		searchId: 'search',
		onActivate: ( key ) => {
			done.push( `at ${ key }` );
			setActiveKey( key );
		},
		onOpen: ( opened ) => done.push( `open ${ opened?.key ?? 'none' }` ),
		onToggleRun: ( run ) => done.push( `toggle ${ run }` ),
		onToggleWall: () => done.push( 'wall' ),
		onShowNew: () => done.push( 'new' ),
		onHelp: () => done.push( 'help' ),
		onLeave: () => done.push( 'leave' ),
	} );
	return <input id="search" aria-label="Search" />;
}

function show() {
	const registry = createRegistry();
	registry.register( store );
	done.length = 0;
	render(
		<RegistryProvider value={ registry }>
			<Feed />
		</RegistryProvider>
	);
	return registry;
}

describe( 'the feed by keyboard', () => {
	it( 'goes from event to event with j and k, over the days, and stops at its ends', async () => {
		show();
		await userEvent.keyboard( 'jjjjkkk' );
		expect( done ).toEqual( [
			'at event-3',
			'at event-2',
			'at event-1',
			'at event-1',
			'at event-2',
			'at event-3',
			'at event-3',
		] );
	} );

	it( 'opens with o and Enter, expands with x, and leaves with Escape', async () => {
		show();
		await userEvent.keyboard( 'ox' );
		expect( done ).toEqual( [] );
		await userEvent.keyboard( 'jxo{Enter}jx{Escape}' );
		expect( done ).toEqual( [
			'at event-3',
			'open event-3',
			'open event-3',
			'at event-2',
			'toggle run-2',
			'leave',
		] );
	} );

	it( 'pauses and goes on with p', async () => {
		const registry = show();
		await userEvent.keyboard( 'p' );
		expect( registry.select( store ).isPaused() ).toBe( true );
		await userEvent.keyboard( 'p' );
		expect( registry.select( store ).isPaused() ).toBe( false );
	} );

	it( 'goes to the search with /, and leaves letters alone that are typed there', async () => {
		show();
		await userEvent.keyboard( '/' );
		const search = document.getElementById( 'search' ) as HTMLInputElement;
		expect( search ).toHaveFocus();
		await userEvent.keyboard( 'jp?' );
		expect( search ).toHaveValue( 'jp?' );
		expect( done ).toEqual( [] );
	} );

	it( 'shows new events with n, the wall with w and help with ?, but not with Ctrl', async () => {
		show();
		await userEvent.keyboard( 'nw?{Control>}jp{/Control}' );
		expect( done ).toEqual( [ 'new', 'wall', 'help' ] );
	} );

	it( 'is all in the help', () => {
		render( <HelpDialog onClose={ () => undefined } /> );
		const keys = [ ...document.querySelectorAll( 'kbd' ) ].map(
			( { textContent } ) => textContent
		);
		expect( keys ).toEqual(
			expect.arrayContaining( [ 'j', 'k', 'o', 'x', 'p', '/', '?' ] )
		);
	} );
} );
