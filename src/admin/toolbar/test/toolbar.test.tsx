import { act, screen } from '@testing-library/react';
import {
	createReduxStore,
	dispatch,
	register,
	resolveSelect,
} from '@wordpress/data';
import { store } from '@realtime-events/client';
import type { CloudEvent } from '@realtime-events/client';
import { watchOpenObject } from '../changed-banner';
import { addCommands } from '../commands';
import { keepRecordsFresh } from '../invalidate';

const CORE = 'core';
let arrive: ( events: readonly CloudEvent[] ) => void = () => undefined;
const mockSaid: unknown[][] = [];
const mockNobody = {};

beforeAll( () => register( store ) );

jest.mock( '@realtime-events/client', () => ( {
	config: {
		user: { id: 1 },
		can: { manage: false },
		types: {},
		urls: { admin: '', feed: '/feed' },
	},
	retry: jest.fn(),
	join: ( channel: string ) => {
		mockSaid.push( [ 'join', channel ] );
		return () => mockSaid.push( [ 'leave', channel ] );
	},
	setState: ( ...args: unknown[] ) => mockSaid.push( [ 'state', ...args ] ),
	store: jest
		.requireActual< typeof import( '@wordpress/data' ) >(
			'@wordpress/data'
		)
		.createReduxStore( 'realtime-events', {
			reducer: (
				state: Record< string, unknown > = {},
				action: { type: string; channel: string; members: unknown[] }
			) =>
				action.type === 'PRESENCE'
					? {
							...state,
							[ action.channel ]: { members: action.members },
						}
					: state,
			actions: {
				setPresence: ( channel: string, members: unknown[] ) => ( {
					type: 'PRESENCE',
					channel,
					members,
				} ),
			},
			selectors: {
				getPresence: (
					state: Record< string, unknown >,
					channel: string
				) => state[ channel ] ?? mockNobody,
			},
		} ),
	onEvents: ( callback: typeof arrive ) => {
		arrive = callback;
		return () => undefined;
	},
} ) );

const event = ( change: Partial< CloudEvent > ) =>
	( {
		id: 'e',
		type: 'term.updated',
		subject: 'term/3',
		actorid: '2',
		sequence: '11',
		data: { taxonomy: 'category', title: 'Rolls' },
		...change,
	} ) as unknown as CloudEvent;

/** A command palette that only remembers what it is told. */
function registerPalette(): string[] {
	const names: string[] = [];
	register(
		createReduxStore( 'core/commands', {
			reducer: ( state: null = null ) => state,
			selectors: {},
			actions: {
				registerCommand: ( { name }: { name: string } ) => {
					names.push( name );
					return { type: 'REGISTER' };
				},
			},
		} )
	);
	return names;
}

it( 'leaves pages alone that have neither palette nor editor', () => {
	expect( () => {
		addCommands();
		keepRecordsFresh();
	} ).not.toThrow();
} );

it( 'adds to the palette only what one may do', () => {
	const names = registerPalette();
	addCommands();
	expect( names ).toEqual( [
		'realtime-events/feed',
		'realtime-events/reconnect',
	] );
} );

it( 'has core-data read anew what an event has made stale, and nothing else', async () => {
	const read: unknown[][] = [];
	register(
		createReduxStore( CORE, {
			reducer: ( state: null = null ) => state,
			selectors: { getEntityRecord: () => null },
			resolvers: {
				getEntityRecord: ( ...args: unknown[] ) => {
					read.push( args );
				},
			},
		} )
	);
	const core = resolveSelect( CORE ) as unknown as {
		getEntityRecord: ( ...args: unknown[] ) => Promise< unknown >;
	};
	const look = async () => {
		await core.getEntityRecord( 'taxonomy', 'category', 3 );
		await core.getEntityRecord( 'taxonomy', 'category', 4 );
	};
	keepRecordsFresh();
	await look();
	expect( read ).toHaveLength( 2 );
	arrive( [ event( {} ) ] );
	await look();
	expect( read.slice( 2 ) ).toEqual( [ [ 'taxonomy', 'category', 3 ] ] );
} );

it( 'shows the banner for somebody else’s change and not for one’s own', async () => {
	document.body.innerHTML =
		'<div id="wpbody-content"><div class="wrap"><h1>Edit</h1></div></div>';
	await act( async () =>
		watchOpenObject( { subjects: [ 'term/3' ], since: '10' } )
	);
	await act( async () => arrive( [ event( { actorid: '1' } ) ] ) );
	expect( screen.queryByText( /Changed elsewhere/ ) ).toBeNull();
	await act( async () => arrive( [ event( {} ) ] ) );
	expect( screen.getByText( /Changed elsewhere/ ) ).toBeVisible();
	await act( async () => screen.getByText( 'Dismiss' ).click() );
	expect( screen.queryByText( /Changed elsewhere/ ) ).toBeNull();
} );

it( 'stands below the buttons beside the title, not between', async () => {
	document.body.innerHTML =
		'<div id="wpbody-content"><div class="wrap"><h1>Edit</h1><a href="#">Add new</a><hr class="wp-header-end"></div></div>';
	await act( async () =>
		watchOpenObject( { subjects: [ 'term/3' ], since: '10' } )
	);
	expect(
		document.querySelector( '.wp-header-end' )?.nextElementSibling
	).toContainElement( screen.getByRole( 'status' ) );
} );

it( 'tells the others that the form is open, and again after a break', async () => {
	const channel = 'postType/product:7';
	const { setPresence } = dispatch( store ) as unknown as {
		setPresence: ( channel: string, members: unknown[] ) => void;
	};
	document.body.innerHTML =
		'<div id="wpbody-content"><div class="wrap"><h1>Edit</h1></div></div>';
	mockSaid.length = 0;
	await act( async () =>
		watchOpenObject( { subjects: [ 'post/7' ], since: '10', channel } )
	);
	expect( mockSaid ).toContainEqual( [ 'join', channel ] );
	const told = () => mockSaid.filter( ( [ what ] ) => what === 'state' );
	expect( told() ).toEqual( [] );
	await act( async () => setPresence( channel, [ { id: '1' } ] ) );
	expect( told() ).toEqual( [ [ 'state', channel, { editing: true } ] ] );
	await act( async () => setPresence( channel, [] ) );
	await act( async () => setPresence( channel, [ { id: '1' } ] ) );
	expect( told() ).toHaveLength( 2 );
} );
