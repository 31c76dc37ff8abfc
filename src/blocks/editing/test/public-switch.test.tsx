import { act, fireEvent, render, screen } from '@testing-library/react';
import { select } from '@wordpress/data';
import { store as noticesStore } from '@wordpress/notices';
import { PublicSwitch } from '../public-switch';

interface Site {
	readonly realtime_events: {
		readonly types: Record< string, unknown >;
		readonly site_id: string;
	};
}

const mockSite = {
	stored: null as Site | null,
	mayBeSaved: true,
};

/** WordPress's own store needs a browser; this one keeps the settings of the site. */
jest.mock( '@wordpress/core-data', () => {
	const data =
		jest.requireActual< typeof import( '@wordpress/data' ) >(
			'@wordpress/data'
		);
	const store = data.createReduxStore( 'core', {
		reducer: ( changes: number = 0, { type }: { type: string } ) =>
			type === 'SAVED' ? changes + 1 : changes,
		actions: {
			saveEntityRecord:
				( _kind: string, _name: string, record: Site ) =>
				( {
					dispatch,
				}: {
					dispatch: ( action: { type: string } ) => void;
				} ) => {
					if ( ! mockSite.mayBeSaved ) {
						return undefined;
					}
					mockSite.stored = record;
					dispatch( { type: 'SAVED' } );
					return record;
				},
		},
		selectors: { getEntityRecord: () => mockSite.stored },
	} );
	data.register( store );
	return { store };
} );

const type = ( label: string, isPublic: boolean, isAlwaysPublic = false ) => ( {
	label,
	group: 'Content',
	sentence: '',
	fields: [],
	isPublic,
	isAlwaysPublic,
	isTold: true,
} );

beforeEach( () => {
	mockSite.stored = {
		realtime_events: {
			site_id: 'bakery',
			types: { 'post.updated': { enabled: true, public: false } },
		},
	};
	mockSite.mayBeSaved = true;
	as( true );
} );

const as = ( canManage: boolean ) => {
	window.realtimeEventsBlocks = {
		types: {
			'post.published': type( 'Post published', true ),
			'site.announcement': type( 'Announcement', false, true ),
			'post.updated': type( 'Post updated', false ),
		},
		canManage,
		settingsUrl: '/settings',
		counterLabels: {},
		hasShop: false,
		canPickValues: true,
	};
};

// It is read aloud as well, from a place that stays.
const warning = () =>
	screen.queryByText( /^Visitors are not told yet of/, { selector: 'p' } );

const makePublic = () =>
	act( async () => {
		fireEvent.click(
			screen.getByRole( 'button', { name: 'Make it public' } )
		);
	} );

describe( 'that visitors are not told', () => {
	it( 'is not said of what they are told', () => {
		render(
			<PublicSwitch types={ [ 'post.published', 'site.announcement' ] } />
		);
		expect( warning() ).toBeNull();
	} );

	it( 'is said to who may not change it, with who may', () => {
		as( false );
		render(
			<PublicSwitch types={ [ 'post.published', 'post.updated' ] } />
		);
		expect( warning()?.textContent ).toBe(
			'Visitors are not told yet of: Post updated. It is kept to your team.'
		);
		screen.getByText( 'An administrator can make it public.', {
			selector: 'p',
		} );
		expect( screen.queryByRole( 'button' ) ).toBeNull();
	} );

	it( 'is changed on the spot by who may, and nothing else is', async () => {
		render( <PublicSwitch types={ [ 'post.updated' ] } /> );
		await makePublic();
		expect( mockSite.stored?.realtime_events ).toEqual( {
			site_id: 'bakery',
			types: { 'post.updated': { enabled: true, public: true } },
		} );
		expect( warning() ).toBeNull();
	} );

	it( 'stays where it could not be changed, and that is said', async () => {
		mockSite.mayBeSaved = false;
		render( <PublicSwitch types={ [ 'post.updated' ] } /> );
		await makePublic();
		expect( warning() ).not.toBeNull();
		expect(
			select( noticesStore )
				.getNotices()
				.map( ( { content } ) => content )
		).toEqual( [ 'That could not be saved.' ] );
	} );
} );
