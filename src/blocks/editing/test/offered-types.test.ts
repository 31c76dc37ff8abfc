import { tellsOf, toldTypes, typesCounting } from '../offered-types';

const type = ( fields: string[], isPublic: boolean, isTold = true ) => ( {
	label: 'A type',
	group: 'Content',
	sentence: '',
	fields,
	isPublic,
	isAlwaysPublic: false,
	isTold,
} );

beforeEach( () => {
	window.realtimeEventsBlocks = {
		types: {
			'post.published': type( [ 'title' ], true ),
			'post.updated': type( [ 'title' ], false ),
			'comment.created': type( [ 'title', 'comments' ], true ),
			'comment.trashed': type( [ 'post_id', 'comments' ], true, false ),
			'product.stock_changed': type( [ 'name', 'stock' ], false ),
			'product.low_stock': type( [ 'name', 'stock' ], false ),
		},
		canManage: false,
		settingsUrl: '',
		counterLabels: {},
		hasShop: true,
		canPickValues: true,
	};
} );

describe( 'what a block tells of', () => {
	it( 'is what was chosen, public or not: the editor says so', () => {
		expect( tellsOf( [ 'post.updated' ] ) ).toEqual( [ 'post.updated' ] );
	} );

	it( 'is everything public that can be said, where nothing was', () => {
		expect( tellsOf( [] ) ).toEqual( [
			'post.published',
			'comment.created',
		] );
	} );

	it( 'is never offered where there are only numbers', () => {
		expect( toldTypes().map( ( [ name ] ) => name ) ).not.toContain(
			'comment.trashed'
		);
	} );
} );

describe( 'what makes a number right', () => {
	it( 'are all types that say how many comments there are', () => {
		expect( typesCounting( 'comments' ) ).toEqual( [
			'comment.created',
			'comment.trashed',
		] );
	} );

	it( 'is for stock the one that comes at every change', () => {
		expect( typesCounting( 'stock' ) ).toEqual( [
			'product.stock_changed',
		] );
	} );

	it.each( [ 'page', 'site', 'events', 'constructor' ] )(
		'is no type for %s',
		( counts ) => {
			expect( typesCounting( counts ) ).toEqual( [] );
		}
	);
} );
