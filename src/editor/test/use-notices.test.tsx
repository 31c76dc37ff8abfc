import { act, renderHook } from '@testing-library/react';
import { dispatch, select } from '@wordpress/data';
import { store as noticesStore } from '@wordpress/notices';
import { store as preferencesStore } from '@wordpress/preferences';
import type { CloudEvent } from '@realtime-events/client';
import type { Person } from '../others';
import { useNotices } from '../use-notices';

let mockArrive: ( events: readonly CloudEvent[] ) => void = () => undefined;

jest.mock( '@realtime-events/client', () => ( {
	config: { user: { id: 1 } },
	onEvents: ( callback: typeof mockArrive ) => {
		mockArrive = callback;
		return () => {
			mockArrive = () => undefined;
		};
	},
} ) );

jest.mock( '../../admin/components', () => ( {
	plainSentence: ( { actorname }: { actorname: string } ) =>
		`${ actorname } saved it`,
} ) );

const POST = {
	id: 42,
	type: 'post',
	subject: 'post/42',
	channel: 'postType/post:42',
};

const edda: Person = {
	id: '7',
	name: 'Edda',
	avatar: '',
	isEditing: false,
};

const told = () =>
	select( noticesStore )
		.getNotices()
		.map( ( { content, type } ) => `${ type }: ${ content }` );

const prefer = ( name: string, wanted: boolean ) =>
	dispatch( preferencesStore ).set( 'realtime-events', name, wanted );

const otto: Person = { ...edda, id: '8', name: 'Otto' };

interface Props {
	readonly post?: typeof POST;
	readonly people: readonly Person[] | null;
}

/** @param people Who was there already; null: nobody knows yet. */
const look = ( people: readonly Person[] | null = [] ) =>
	renderHook(
		( { post = POST, people: here }: Props ) => useNotices( post, here ),
		{ initialProps: { people } as Props }
	);

const save = () =>
	act( () =>
		mockArrive( [
			{
				id: 'a',
				type: 'post.updated',
				subject: 'post/42',
				channel: 'editors',
				actorid: '7',
				actorname: 'Edda',
			} as unknown as CloudEvent,
		] )
	);

beforeEach( () => {
	prefer( 'editor-notice-joins', true );
	prefer( 'editor-notice-saves', true );
	void dispatch( noticesStore ).removeAllNotices();
	void dispatch( noticesStore ).removeAllNotices( 'snackbar' );
} );

describe( 'who edits a post is told', () => {
	it( 'that somebody opened it', () => {
		const { rerender, unmount } = look();
		expect( told() ).toEqual( [] );
		rerender( { people: [ edda ] } );
		expect( told() ).toEqual( [ 'snackbar: Edda opened this post.' ] );
		unmount();
	} );

	it( 'not of who was there already, though that is known only later', () => {
		const { rerender, unmount } = look( null );
		rerender( { people: [ edda ] } );
		expect( told() ).toEqual( [] );
		rerender( { people: [ edda, otto ] } );
		expect( told() ).toEqual( [ 'snackbar: Otto opened this post.' ] );
		unmount();
	} );

	it( 'not of who is still there after the hub was away', () => {
		const { rerender, unmount } = look( [ edda ] );
		rerender( { people: null } );
		rerender( { people: [ edda ] } );
		expect( told() ).toEqual( [] );
		unmount();
	} );

	it( 'not of who was at the next post already', () => {
		const { rerender, unmount } = look( [ edda ] );
		const post = { ...POST, id: 43, subject: 'post/43' };
		rerender( { post, people: null } );
		rerender( { post, people: [ otto ] } );
		expect( told() ).toEqual( [] );
		unmount();
	} );

	it( 'that somebody saved it', () => {
		const { unmount } = look();
		save();
		expect( told() ).toEqual( [ 'snackbar: Edda saved it' ] );
		unmount();
	} );

	it( 'each only where it is wanted', () => {
		prefer( 'editor-notice-joins', false );
		const { rerender, unmount } = look();
		rerender( { people: [ edda ] } );
		expect( told() ).toEqual( [] );
		save();
		expect( told() ).toEqual( [ 'snackbar: Edda saved it' ] );
		unmount();
	} );

	it( 'of nobody who saves, where that is not wanted', () => {
		prefer( 'editor-notice-saves', false );
		const { rerender, unmount } = look();
		save();
		expect( told() ).toEqual( [] );
		rerender( { people: [ edda ] } );
		expect( told() ).toEqual( [ 'snackbar: Edda opened this post.' ] );
		unmount();
	} );
} );
