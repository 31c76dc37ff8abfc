import { act, screen } from '@testing-library/react';
import {
	createReduxStore,
	dispatch,
	register,
	resolveSelect,
} from '@wordpress/data';
import { config, retry, store } from '@realtime-events/client';
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
		urls: {
			admin: '',
			// Places in this page: no other can be gone to in jsdom.
			feed: '#feed',
			deliveries: '#deliveries',
			settings: '#settings?page=ours',
		},
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

interface Command {
	readonly name: string;
	readonly callback: ( context: { close: () => void } ) => void;
}

/** A command palette that only remembers what it is told. */
function registerPalette(): Command[] {
	const commands: Command[] = [];
	register(
		createReduxStore( 'core/commands', {
			reducer: ( state: null = null ) => state,
			selectors: {},
			actions: {
				registerCommand: ( command: Command ) => {
					commands.push( command );
					return { type: 'REGISTER' };
				},
			},
		} )
	);
	return commands;
}

it( 'leaves pages alone that have neither palette nor editor', () => {
	expect( () => {
		addCommands();
		keepRecordsFresh();
	} ).not.toThrow();
} );

describe( 'the command palette', () => {
	const can = config.can as { manage: boolean };
	let commands: Command[] = [];
	const mayManage = ( manage: boolean ): readonly Command[] => {
		can.manage = manage;
		commands.length = 0;
		addCommands();
		return commands;
	};
	const placeAfter = ( action: () => void ): string => {
		window.location.hash = '';
		action();
		return window.location.hash;
	};

	beforeAll( () => {
		commands = registerPalette();
	} );

	const nameOf = ( { name }: Command ) => name;

	afterEach( () => {
		can.manage = false;
		window.location.hash = '';
	} );

	it( 'offers nobody what only managers may do', () => {
		expect( mayManage( false ).map( nameOf ) ).toEqual( [
			'realtime-events/feed',
			'realtime-events/reconnect',
		] );
	} );

	it( 'offers managers deliveries, settings, the doctor and hooks as well', () => {
		expect( mayManage( true ).map( nameOf ) ).toEqual( [
			'realtime-events/feed',
			'realtime-events/reconnect',
			'realtime-events/deliveries',
			'realtime-events/settings',
			'realtime-events/doctor',
			'realtime-events/record-hook',
		] );
	} );

	it.each( [
		[ 'feed', '#feed' ],
		[ 'deliveries', '#deliveries' ],
		[ 'settings', '#settings?page=ours' ],
		[ 'doctor', '#settings?page=ours&tab=connection' ],
		[ 'record-hook', '#settings?page=ours&tab=hooks' ],
	] )( 'closes and leads to the right place: %s', ( name, address ) => {
		const command = mayManage( true ).find(
			( one ) => nameOf( one ) === `realtime-events/${ name }`
		);
		const close = jest.fn();
		expect( placeAfter( () => command?.callback( { close } ) ) ).toBe(
			address
		);
		expect( close ).toHaveBeenCalledTimes( 1 );
	} );

	it( 'connects again where one is, without a way to anywhere', () => {
		const close = jest.fn();
		expect(
			placeAfter( () => mayManage( false )[ 1 ]?.callback( { close } ) )
		).toBe( '' );
		expect( retry ).toHaveBeenCalledTimes( 1 );
		expect( close ).toHaveBeenCalledTimes( 1 );
	} );
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
