import type { CloudEvent } from '@realtime-events/client';
import { areSameCells, cellsIn } from '../cells';
import { changesAfter, withoutThose } from '../changes';

const ME = 1;
const SINCE = '10';
const SHOWN = new Set( [ 'post/42', 'order/7' ] );

const event = ( change: Partial< CloudEvent > = {} ) =>
	( {
		type: 'post.updated',
		subject: 'post/42',
		actorid: '2',
		sequence: '11',
		...change,
	} ) as CloudEvent;

const after = ( ...events: CloudEvent[] ) =>
	changesAfter( {}, events, SHOWN, SINCE, ME );

describe( 'a row is out of date', () => {
	it( 'when somebody else changed its post, by the last change', () => {
		const last = event( { type: 'post.trashed', sequence: '12' } );
		expect( after( event(), last ) ).toEqual( { 'post/42': last } );
	} );

	it( 'when somebody else changed its order', () => {
		const changed = event( {
			type: 'order.status_changed',
			subject: 'order/7',
		} );
		expect( after( changed ) ).toEqual( { 'order/7': changed } );
	} );

	it.each( [
		[ 'one changed it oneself', { actorid: String( ME ) } ],
		[ 'it was before the list was made', { sequence: SINCE } ],
		[ 'it is not in the list', { subject: 'post/421' } ],
		[ 'somebody commented', { type: 'comment.approved' } ],
	] )( 'but not when %s', ( _, change ) => {
		expect( after( event( change ) ) ).toEqual( {} );
	} );

	it( 'until it is made anew', () => {
		const known = after( event() );
		expect( withoutThose( known, [ 'post/42' ] ) ).toEqual( {} );
		expect( withoutThose( known, [ 'post/4' ] ) ).toBe( known );
	} );
} );

describe( 'the places in a list', () => {
	const list = document.createElement( 'tbody' );

	it( 'are found with what PHP says of them, and emptied', () => {
		list.innerHTML =
			'<tr><td><div class="realtime-events-live-cell" data-channel="postType/product:7" data-subjects="post/7 product/7">—</div></td></tr>';
		const [ cell ] = cellsIn( list );
		expect( cell ).toMatchObject( {
			channel: 'postType/product:7',
			subjects: [ 'post/7', 'product/7' ],
		} );
		expect( cell?.element.textContent ).toBe( '' );
	} );

	it( 'keep what a script has put there', () => {
		const [ cell ] = cellsIn( list );
		cell?.element.append( 'Edda' );
		expect( cellsIn( list )[ 0 ]?.element.textContent ).toBe( 'Edda' );
		expect( areSameCells( cellsIn( list ), cellsIn( list ) ) ).toBe( true );
	} );
} );
