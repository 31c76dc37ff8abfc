import { createRegistry } from '@wordpress/data';
import { SiteError } from '../../connection';
import { EVERYTHING, store } from '..';
import type { ReadHistory } from '..';
import { eventOf } from './support/events';

const TYPES = { 'post.published': { label: 'Published', group: 'posts' } };

function setUp() {
	const registry = createRegistry();
	registry.register( store );
	return {
		actions: registry.dispatch( store ),
		feed: registry.select( store ),
	};
}

const pages =
	( ...answers: Array< [ number[], boolean ] | Error > ): ReadHistory =>
	async () => {
		const answer = answers.shift();
		if ( ! answer || answer instanceof Error ) {
			throw answer;
		}
		return {
			events: answer[ 0 ].map( ( n ) => eventOf( n ) ),
			more: answer[ 1 ],
		};
	};

const sequences = ( feed: ReturnType< typeof setUp >[ 'feed' ] ) =>
	feed.getItems().map( ( { sequence } ) => Number( sequence ) );

describe( 'the store', () => {
	it( 'takes in only what its filter lets through', () => {
		const { actions, feed } = setUp();
		actions.setQuery( {
			...EVERYTHING,
			include: { severity: [ 'error' ] },
		} );
		actions.receive(
			[ eventOf( 1 ), eventOf( 2, { severity: 'error' } ) ],
			null,
			TYPES
		);
		expect( sequences( feed ) ).toEqual( [ 2 ] );
	} );

	it( 'reads on below its oldest row', async () => {
		const { actions, feed } = setUp();
		const asked: Array< string | null > = [];
		const answer = pages( [ [ 9, 8 ], true ], [ [ 7, 6 ], false ] );
		const read: ReadHistory = ( query, before ) => {
			asked.push( before );
			return answer( query, before );
		};
		await actions.loadNewest( read );
		await actions.loadOlder( read );
		await actions.loadOlder( read );
		expect( asked ).toEqual( [ null, '8' ] );
		expect( sequences( feed ) ).toEqual( [ 9, 8, 7, 6 ] );
		expect( feed.hasOlder() ).toBe( false );
	} );

	it( 'reads on where the site says, though a page brought nothing yet', async () => {
		const { actions, feed } = setUp();
		const asked: Array< string | null > = [];
		const answers = [
			{ events: [ eventOf( 900 ) ], more: true, next: '500' },
			{ events: [], more: true, next: '100' },
			{ events: [ eventOf( 7 ) ], more: false, next: null },
		];
		const read: ReadHistory = async ( _query, before ) => {
			asked.push( before );
			return answers.shift()!;
		};
		await actions.loadNewest( read );
		await actions.loadOlder( read );
		await actions.loadOlder( read );
		expect( asked ).toEqual( [ null, '500', '100' ] );
		expect( sequences( feed ) ).toEqual( [ 900, 7 ] );
		expect( feed.hasOlder() ).toBe( false );
	} );

	it( 'keeps what came while its first page was on its way', async () => {
		const { actions, feed } = setUp();
		const loading = actions.loadNewest( pages( [ [ 2, 1 ], false ] ) );
		actions.receive( [ eventOf( 3 ) ], null, TYPES );
		await loading;
		expect( sequences( feed ) ).toEqual( [ 3, 2, 1 ] );
	} );

	it( 'says why a page could not be read, and reads it when asked again', async () => {
		const { actions, feed } = setUp();
		const read = pages( new SiteError( 500, 'broken', 'Broken.' ), [
			[ 1 ],
			false,
		] );
		expect( await actions.loadNewest( read ) ).toBeNull();
		expect( feed.getStatus() ).toBe( 'failed' );
		expect( feed.getProblem() ).toMatchObject( { code: 'broken' } );
		await actions.loadNewest( read );
		expect( feed.getStatus() ).toBe( 'ready' );
		expect( feed.getProblem() ).toBeNull();
	} );

	it( 'counts what is unread, behind the pill too', () => {
		const { actions, feed } = setUp();
		actions.receive( [ eventOf( 1 ) ], null, TYPES );
		expect( feed.getUnreadCount() ).toBe( 0 );
		actions.markRead( '1' );
		actions.receive( [ eventOf( 2 ) ], null, TYPES );
		actions.hold( true );
		actions.receive( [ eventOf( 3 ) ], null, TYPES );
		expect( feed.getUnreadCount() ).toBe( 2 );
	} );

	it( 'never marks as unread what was read already', () => {
		const { actions, feed } = setUp();
		actions.markRead( '10' );
		actions.markRead( '9' );
		expect( feed.getReadUpTo() ).toBe( '10' );
	} );

	it( 'gives the same object for nobody in a channel', () => {
		const { feed } = setUp();
		expect( feed.getPresence( 'editors' ) ).toBe(
			feed.getPresence( 'admins' )
		);
	} );
} );
