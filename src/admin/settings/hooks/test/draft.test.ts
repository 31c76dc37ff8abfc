import { choicesFor, draftFor, renameField, toggleField } from '../draft';
import { fieldNameFor, findRecorded, leavesOf } from '../recorded';

describe( 'what an action was fired with', () => {
	it( 'is a list of places and values, in the order in which they came', () => {
		expect(
			leavesOf( [ { post_title: 'Hello', meta: { n: 2 } }, true, null ] )
		).toEqual( [
			{ path: '0.post_title', sample: 'Hello', isHidden: false },
			{ path: '0.meta.n', sample: '2', isHidden: false },
			{ path: '1', sample: 'true', isHidden: false },
			{ path: '2', sample: '', isHidden: false },
		] );
	} );

	it( 'says what is masked', () => {
		expect( leavesOf( [ { email: '•••' } ] )[ 0 ]?.isHidden ).toBe( true );
	} );

	it( 'offers no place that PHP would not find', () => {
		const deep = { a: { b: { c: { d: { e: 1 } } } } };
		expect( leavesOf( [ { 'no way': 1 }, deep ] ) ).toEqual( [] );
	} );

	it( 'shows first what happened once', () => {
		const hooks = [ 'many_times', 'once' ].map( ( hook ) => ( {
			hook,
			count: hook === 'once' ? 1 : 40,
			arguments: [],
		} ) );
		expect( findRecorded( hooks, '' ).map( ( { hook } ) => hook ) ).toEqual(
			[ 'once', 'many_times' ]
		);
		expect( findRecorded( hooks, 'MANY' ) ).toHaveLength( 1 );
	} );
} );

describe( 'the name of a field', () => {
	it.each( [
		[ '0.post_title', 'post_title' ],
		[ '0', 'argument_1' ],
		[ '1.roles.0', 'roles' ],
		[ '0.Post-Type', 'post_type' ],
		[ '2.9lives', 'lives' ],
	] )( 'of %s is %s', ( path, name ) => {
		expect( fieldNameFor( path, [] ) ).toBe( name );
	} );

	it( 'is no name that is taken', () => {
		expect( fieldNameFor( '1.title', [ 'title', 'title_2' ] ) ).toBe(
			'title_3'
		);
	} );
} );

describe( 'a mapping', () => {
	const ticked = toggleField( draftFor( 'vendor/List-sent' ), '0.title' );

	it( 'begins with a type and a label made of the action’s name', () => {
		expect( ticked ).toMatchObject( {
			type: 'vendor_list-sent',
			label: 'Vendor List sent',
			fields: { title: '0.title' },
		} );
	} );

	it( 'loses a field that is ticked again', () => {
		expect( toggleField( ticked, '0.title' ).fields ).toEqual( {} );
	} );

	it( 'keeps both fields where one is given the name of the other', () => {
		const two = toggleField( ticked, '1.name' );
		expect( renameField( two, 'name', 'title' ) ).toBe( two );
		expect( renameField( two, 'title', 'what' ).fields ).toEqual( {
			what: '0.title',
			name: '1.name',
		} );
	} );

	it( 'still shows what was ticked when it did not come this time', () => {
		expect(
			choicesFor( ticked, { hook: 'x', count: 1, arguments: [ 5 ] } )
		).toEqual( [
			{ path: '0.title', sample: null, isHidden: false },
			{ path: '0', sample: '5', isHidden: false },
		] );
	} );
} );
