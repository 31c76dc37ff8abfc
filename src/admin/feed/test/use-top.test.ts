import { act, renderHook } from '@testing-library/react';
import { useTop } from '../use-top';

describe( 'useTop', () => {
	const watched = new Map< Element, () => void >();
	const real = window.ResizeObserver;

	beforeEach( () => {
		watched.clear();
		window.ResizeObserver = class {
			constructor( private readonly onResize: ResizeObserverCallback ) {}
			observe( element: Element ) {
				watched.set( element, () => this.onResize( [], this ) );
			}
			unobserve() {}
			disconnect() {
				watched.clear();
			}
		};
		document.body.innerHTML =
			'<div id="page"><div id="above"></div><div id="list"></div></div>';
	} );

	afterEach( () => {
		window.ResizeObserver = real;
	} );

	function listAt( top: { current: number } ): HTMLElement {
		const list = document.querySelector< HTMLElement >( '#list' )!;
		list.getBoundingClientRect = () => new DOMRect( 0, top.current, 0, 0 );
		return list;
	}

	it.each( [ '#page', '#list' ] )(
		'follows what happens above when %s changes its height',
		( higher ) => {
			const top = { current: 600 };
			const element = { current: listAt( top ) };
			const { result } = renderHook( () => useTop( element ) );
			expect( result.current ).toBe( 600 );

			top.current = 200;
			act( () => watched.get( document.querySelector( higher )! )?.() );
			expect( result.current ).toBe( 200 );
		}
	);

	it( 'watches nothing any more when its list is gone', () => {
		const element = { current: listAt( { current: 0 } ) };
		const { unmount } = renderHook( () => useTop( element ) );
		expect( watched.size ).toBeGreaterThan( 0 );
		unmount();
		expect( watched.size ).toBe( 0 );
	} );
} );
