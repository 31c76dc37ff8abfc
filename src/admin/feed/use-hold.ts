import { useDispatch } from '@wordpress/data';
import { useEffect, useState } from '@wordpress/element';
import type { RefObject } from 'react';
import { store } from '@realtime-events/client';

/** Within this distance of its top the list counts as being at the top. */
const TOP_TOLERANCE_PX = 24;
/** A mouse that was left lying over the list is not a reader. */
const HOVER_LASTS_MS = 8_000;

/**
 * Tells the store whether somebody reads, so that nothing moves under them:
 * scrolled down, pointing at a row, or with one open.
 *
 * @since 0.1.0
 *
 * @param list
 * @param isOpen Whether an event is open beside the list.
 */
export function useHold(
	list: RefObject< HTMLElement >,
	isOpen: boolean
): void {
	const { hold } = useDispatch( store );
	const [ isScrolled, setScrolled ] = useState( false );
	const isHovered = useHovered( list );

	useEffect( () => {
		const update = () => {
			const top = list.current?.getBoundingClientRect().top ?? 0;
			// The list's own place when the page is not scrolled at all.
			const home = top + window.scrollY;
			setScrolled(
				window.scrollY > Math.max( TOP_TOLERANCE_PX, home - 160 )
			);
		};
		update();
		window.addEventListener( 'scroll', update, { passive: true } );
		return () => window.removeEventListener( 'scroll', update );
	}, [ list ] );

	useEffect( () => {
		void hold( isScrolled || isHovered || isOpen );
	}, [ hold, isScrolled, isHovered, isOpen ] );
}

function useHovered( list: RefObject< HTMLElement > ): boolean {
	const [ isHovered, setHovered ] = useState( false );
	useEffect( () => {
		const element = list.current;
		if ( ! element ) {
			return;
		}
		let timer = 0;
		const moved = ( event: PointerEvent ) => {
			if ( event.pointerType !== 'mouse' ) {
				return;
			}
			setHovered( true );
			window.clearTimeout( timer );
			timer = window.setTimeout(
				() => setHovered( false ),
				HOVER_LASTS_MS
			);
		};
		const left = () => {
			window.clearTimeout( timer );
			setHovered( false );
		};
		element.addEventListener( 'pointermove', moved );
		element.addEventListener( 'pointerleave', left );
		return () => {
			window.clearTimeout( timer );
			element.removeEventListener( 'pointermove', moved );
			element.removeEventListener( 'pointerleave', left );
		};
	}, [ list ] );
	return isHovered;
}
