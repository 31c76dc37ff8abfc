import type { Virtualizer } from '@tanstack/react-virtual';
import { rowMeasure } from '../measure-row';

const EXPECTED_PX = 56;
const REAL_PX = 80;

function list() {
	const row = document.createElement( 'div' );
	let readings = 0;
	Object.defineProperty( row, 'offsetHeight', {
		get: () => {
			readings++;
			return REAL_PX;
		},
	} );
	const virtualizer = {
		options: {
			horizontal: false,
			getItemKey: ( index: number ) => index,
			estimateSize: () => EXPECTED_PX,
		},
		itemSizeCache: new Map< number, number >(),
		indexFromElement: () => 0,
	} as unknown as Virtualizer< Window, Element >;
	let now = 0;
	const measure = rowMeasure< Window >( () => now );
	return {
		virtualizer,
		read: ( entry?: ResizeObserverEntry ) =>
			measure( row, entry, virtualizer ),
		later: ( ms: number ) => void ( now += ms ),
		readings: () => readings,
	};
}

it( 'measures the rows that somebody scrolls to', () => {
	const { read, readings } = list();
	for ( let count = 0; count < 25; count++ ) {
		expect( read() ).toBe( REAL_PX );
	}
	expect( readings() ).toBe( 25 );
} );

it( 'does not lay the page out for each row of a storm, and measures again after it', () => {
	const { read, readings, later, virtualizer } = list();
	const heights = Array.from( { length: 200 }, () => read() );
	expect( readings() ).toBeLessThan( 50 );
	expect( heights.at( -1 ) ).toBe( EXPECTED_PX );
	virtualizer.itemSizeCache.set( 0, REAL_PX );
	expect( read() ).toBe( REAL_PX );
	virtualizer.itemSizeCache.clear();
	later( 1_000 );
	const before = readings();
	expect( read() ).toBe( REAL_PX );
	expect( readings() ).toBe( before + 1 );
} );

it( 'takes the browser’s own word for a height in any storm', () => {
	const { read } = list();
	Array.from( { length: 200 }, () => read() );
	const entry = {
		borderBoxSize: [ { blockSize: 72, inlineSize: 300 } ],
	} as unknown as ResizeObserverEntry;
	expect( read( entry ) ).toBe( 72 );
} );
