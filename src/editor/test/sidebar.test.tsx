import { act, fireEvent, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { Sidebar } from '../sidebar';
import type { EditedPost } from '../use-post';

let mockPost: EditedPost | null;

/** Of what the list is: the subject of a post; null for the whole site. */
const mockListOf: ( string | null )[] = [];

jest.mock( '@wordpress/editor', () => ( {
	PluginSidebar: ( { children }: { children: ReactNode } ) => children,
	PluginSidebarMoreMenuItem: () => null,
} ) );

jest.mock( '@realtime-events/client', () => ( {
	config: {
		urls: { feed: 'https://example.org/feed?page=realtime-events' },
	},
} ) );

jest.mock( '../../admin/components', () => ( {
	ConnectionPill: () => null,
} ) );

jest.mock( '../events-list', () => ( { EventsList: () => null } ) );
jest.mock( '../notice-switches', () => ( { NoticeSwitches: () => null } ) );
jest.mock( '../use-post', () => ( { usePost: () => mockPost } ) );
jest.mock( '../use-activity', () => ( {
	useActivity: ( subject: string | null ) => {
		mockListOf.push( subject );
	},
} ) );

beforeAll( () => {
	// Browsers have it, and this one measures nothing.
	window.ResizeObserver = class {
		observe(): void {}
		unobserve(): void {}
		disconnect(): void {}
	};
} );

// The choice between post and site settles a moment later.
const look = () =>
	act( async () => {
		render(
			<Sidebar
				presence={ { people: [], isKnown: true, lacksRoom: false } }
			/>
		);
	} );

const choose = ( name: string ) =>
	act( async () => {
		fireEvent.click( screen.getByRole( 'radio', { name } ) );
	} );

const subjectOfFeed = () =>
	new URL(
		screen
			.getByRole( 'link', { name: /Open the live feed/ } )
			.getAttribute( 'href' ) ?? ''
	).searchParams.get( 'subject' );

describe( 'the sidebar “Live activity”', () => {
	it( 'is about the post, or about the whole site on demand, and so is the feed that it leads to', async () => {
		mockPost = {
			id: 42,
			type: 'post',
			subject: 'post/42',
			channel: 'postType/post:42',
		};
		await look();
		expect( mockListOf.at( -1 ) ).toBe( 'post/42' );
		expect( subjectOfFeed() ).toBe( 'post/42' );
		await choose( 'Whole site' );
		expect( mockListOf.at( -1 ) ).toBeNull();
		expect( subjectOfFeed() ).toBeNull();
		await choose( 'This post' );
		expect( mockListOf.at( -1 ) ).toBe( 'post/42' );
		screen.getByText( 'Nobody else has this open.' );
	} );

	it( 'is about the whole site where no post is edited, as in the site editor', async () => {
		mockPost = null;
		await look();
		expect( mockListOf.at( -1 ) ).toBeNull();
		expect( subjectOfFeed() ).toBeNull();
		expect( screen.queryByRole( 'radio' ) ).toBeNull();
		expect( screen.queryByText( /has this open/ ) ).toBeNull();
	} );
} );
