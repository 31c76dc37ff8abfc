import { useLayoutEffect, useState } from '@wordpress/element';
import type { RefObject } from 'react';

/**
 * How far down the page an element begins, also when what stands above it
 * grows or goes.
 *
 * @since 0.1.0
 *
 * @param element
 * @return Pixels.
 */
export function useTop( element: RefObject< HTMLElement > ): number {
	const [ top, setTop ] = useState( 0 );
	useLayoutEffect( () => {
		const { current } = element;
		if ( ! current ) {
			return;
		}
		const measure = () =>
			setTop( current.getBoundingClientRect().top + window.scrollY );
		measure();
		// Asked after each layout, where it costs nothing. wp-admin's body is always as high as the window, so what comes above makes
		// only what is around both higher; where it goes just as more rows come, only the element itself becomes higher.
		const observer = new ResizeObserver( measure );
		for (
			let around: Element | null = current;
			around;
			around = around.parentElement
		) {
			observer.observe( around );
		}
		return () => observer.disconnect();
	}, [ element ] );
	return top;
}
