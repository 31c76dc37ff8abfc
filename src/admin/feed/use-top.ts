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
		// Asked after each layout, where it costs nothing: whatever comes above makes the page longer.
		const observer = new ResizeObserver( measure );
		observer.observe( current.ownerDocument.body );
		return () => observer.disconnect();
	}, [ element ] );
	return top;
}
